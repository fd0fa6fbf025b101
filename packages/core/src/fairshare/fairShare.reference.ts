/**
 * Weighted, bounded max-min sharing, written to be obvious: the oracle that the fast solver is held to.
 *
 * All values grow together as level / penalty. The level stops for a variable when the variable reaches its bound, or
 * when a constraint on it is full; then the rest goes on growing. See {@link FairShare} for the problem and its words.
 * Cost: O(rounds x elements), with at most one round a variable.
 */
export interface ReferenceSystem {
  readonly constraints: readonly { readonly capacity: number; readonly policy: "shared" | "fatpipe" }[]
  readonly variables: readonly {
    /** 0: disabled, its value is 0. */
    readonly penalty: number
    /** Infinity: none. */
    readonly bound: number
    /** Constraint index and consumption weight (above 0); a constraint at most once. */
    readonly elements: readonly (readonly [constraint: number, weight: number])[]
  }[]
}

/** The max-min values of the system's variables, in order. A variable without elements gets its bound. */
export function solveReference({ constraints, variables }: ReferenceSystem): number[] {
  const values = variables.map((v) => (v.penalty === 0 ? 0 : Number.NaN))
  const open = (j: number) => Number.isNaN(values[j])

  const level = (c: number): number => {
    let usage = 0
    let used = 0
    variables.forEach((v, j) => {
      for (const [constraint, weight] of v.elements) {
        if (constraint !== c) continue
        if (!open(j)) used += weight * values[j]!
        else if (constraints[c]!.policy === "shared") usage += weight / v.penalty
        else usage = Math.max(usage, weight / v.penalty)
      }
    })
    const left =
      constraints[c]!.policy === "shared" ? constraints[c]!.capacity - used : constraints[c]!.capacity
    return usage === 0 ? Number.POSITIVE_INFINITY : Math.max(left, 0) / usage
  }

  while (values.some(Number.isNaN)) {
    const levels = constraints.map((_, c) => level(c))
    const full = levels.indexOf(Math.min(...levels))
    const bounded = variables
      .map((v, j) => ({ j, level: v.bound * v.penalty }))
      .filter(({ j }) => open(j))
      .sort((a, b) => a.level - b.level)[0]!
    if (full < 0 || bounded.level < levels[full]! || levels[full] === Number.POSITIVE_INFINITY) {
      values[bounded.j] = variables[bounded.j]!.bound
    } else {
      variables.forEach((v, j) => {
        if (open(j) && v.elements.some(([c]) => c === full)) values[j] = levels[full]! / v.penalty
      })
    }
  }
  return values
}
