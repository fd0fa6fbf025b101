/*
 * Weighted, bounded max-min sharing of resources.
 *
 * Problem      constraints c with a capacity C_c, variables v with a value x_v, elements (c, v) with a weight a_cv > 0:
 *                shared c:    sum over v of a_cv x_v <= C_c
 *                fatpipe c:   max over v of a_cv x_v <= C_c
 *                bound of v:  x_v <= b_v
 *              and among the values that keep to this, the max-min fair ones of x_v p_v: no x_v p_v can grow without
 *              making a smaller one smaller. p_v > 0 is the penalty: a variable of penalty 2 gets half of what one of
 *              penalty 1 gets. The weight says how much of the resource a unit of value uses; it does not change shares.
 *
 * Method       progressive filling: one level L grows from 0 and every variable follows with x_v = L / p_v, until L meets
 *              the bound of a variable (L = b_v p_v) or fills a constraint (L = remaining / usage, where usage is the
 *              sum of a_cv / p_v over its open variables; the largest of them for a fatpipe). What was met is closed,
 *              and the rest goes on growing.
 *
 * Selective    a change marks its constraints; solving visits only the connected components of the marked ones, since
 *              nothing else can change.
 *
 * Invariants   no constraint over its capacity; every enabled variable sits at its bound or crosses a full constraint on
 *              which nobody has a larger x_v p_v. A constraint of capacity 0 stops its variables.
 *
 * Cost         elements of the component, plus its constraints once a round, plus sorting its bounds; a round closes one
 *              constraint or one bounded variable.
 *
 * Differs      from SimGrid's solver (which skips constraints of capacity 0, and rounds usages below 1e-5 to none):
 *              here both count, and no absolute precision exists.
 */

import { InputError, nonNegative } from "../inputError.ts"

/** A constraint's number in its {@link FairShare}. Numbers are given out from 0 up. */
export type ConstraintId = number
/** A variable's number in its {@link FairShare}. Numbers of removed variables are given out again. */
export type VariableId = number

/** How a constraint adds up its users: their sum, or the largest of them. */
export type SharingPolicy = "shared" | "fatpipe"

interface Element {
  readonly constraint: ConstraintId
  readonly variable: VariableId
  weight: number
}

/** A system of constraints and variables that is solved again, where it changed, after changes. */
export class FairShare {
  readonly #capacity: number[] = []
  readonly #policy: SharingPolicy[] = []
  readonly #users: Set<Element>[] = []
  readonly #remaining: number[] = []
  readonly #usage: number[] = []
  readonly #openUsers: number[] = []

  readonly #penalty: number[] = []
  readonly #bound: number[] = []
  readonly #value: number[] = []
  readonly #open: boolean[] = []
  /** Undefined: the number is not in use. */
  readonly #uses: (Element[] | undefined)[] = []
  readonly #free: VariableId[] = []

  readonly #modified = new Set<ConstraintId>()

  /** Adds a constraint of `capacity` (any unit, at least 0). Errors: InputError, here and below. */
  addConstraint(capacity: number, policy: SharingPolicy = "shared"): ConstraintId {
    nonNegative("constraint", "capacity", capacity, "its unit")
    this.#policy.push(policy)
    this.#users.push(new Set())
    this.#remaining.push(0)
    this.#usage.push(0)
    this.#openUsers.push(0)
    return this.#capacity.push(capacity) - 1
  }

  /** Adds a variable that uses nothing yet. `penalty` 0 disables it; `bound` Infinity is none. */
  addVariable(penalty: number, bound: number): VariableId {
    checkPenalty(penalty)
    checkBound(bound)
    const v = this.#free.pop() ?? this.#value.length
    this.#penalty[v] = penalty
    this.#bound[v] = bound
    this.#value[v] = 0
    this.#open[v] = false
    this.#uses[v] = []
    return v
  }

  /** Lets a variable use a constraint: a second use of the same one adds up if shared, else the larger weight holds. */
  use(constraint: ConstraintId, variable: VariableId, weight: number): void {
    nonNegative("element", "weight", weight, "units of the constraint")
    const uses = this.#usesOf(variable)
    this.#requireConstraint(constraint)
    if (weight === 0) return
    const known = uses.find((e) => e.constraint === constraint)
    if (known === undefined) {
      const element = { constraint, variable, weight }
      uses.push(element)
      this.#users[constraint]!.add(element)
    } else {
      known.weight =
        this.#policy[constraint] === "shared" ? known.weight + weight : Math.max(known.weight, weight)
    }
    this.#modified.add(constraint)
  }

  /** Changes a constraint's capacity. */
  setCapacity(constraint: ConstraintId, capacity: number): void {
    this.#requireConstraint(constraint)
    nonNegative("constraint", "capacity", capacity, "its unit")
    if (this.#capacity[constraint] === capacity) return
    this.#capacity[constraint] = capacity
    this.#modified.add(constraint)
  }

  /** Changes a variable's bound; Infinity is none. */
  setBound(variable: VariableId, bound: number): void {
    checkBound(bound)
    if (this.#bound[variable] === bound) return
    this.#bound[variable] = bound
    this.#touch(variable)
  }

  /** Changes a variable's penalty; 0 disables it. */
  setPenalty(variable: VariableId, penalty: number): void {
    checkPenalty(penalty)
    if (this.#penalty[variable] === penalty) return
    this.#touch(variable)
    this.#penalty[variable] = penalty
    if (penalty === 0) this.#value[variable] = 0
  }

  /** Takes a variable and its elements out; its number will be given to another one. */
  removeVariable(variable: VariableId): void {
    this.#touch(variable)
    for (const element of this.#usesOf(variable)) this.#users[element.constraint]!.delete(element)
    this.#uses[variable] = undefined
    this.#free.push(variable)
  }

  /** The value of a variable after the last {@link solve}; one that uses nothing has its bound. */
  value(variable: VariableId): number {
    const usesNothing = this.#penalty[variable]! > 0 && this.#usesOf(variable).length === 0
    return usesNothing ? this.#bound[variable]! : this.#value[variable]!
  }

  /** Solves the components that changed since the last call, and tells of every variable in them. */
  solve(changed: (variable: VariableId) => void): void {
    if (this.#modified.size === 0) return
    const { constraints, variables } = this.#component()
    this.#modified.clear()
    this.#fill(constraints, variables)
    for (const v of variables) changed(v)
  }

  #touch(variable: VariableId): void {
    for (const { constraint } of this.#usesOf(variable)) this.#modified.add(constraint)
  }

  #usesOf(variable: VariableId): Element[] {
    const uses = this.#uses[variable]
    if (uses === undefined)
      throw new InputError("fair share", "variable", variable, "a number that addVariable gave")
    return uses
  }

  #requireConstraint(constraint: ConstraintId): void {
    if (this.#users[constraint] !== undefined) return
    throw new InputError("fair share", "constraint", constraint, "a number that addConstraint gave")
  }

  /** Everything that the modified constraints reach through enabled variables, opened and with usages summed up. */
  #component() {
    const constraints = [...this.#modified]
    const seen = new Set(constraints)
    const variables: VariableId[] = []
    for (const c of constraints) {
      this.#remaining[c] = this.#capacity[c]!
      for (const { variable: v } of this.#users[c]!) {
        if (this.#penalty[v] === 0 || this.#open[v]) continue
        this.#open[v] = true
        variables.push(v)
        for (const element of this.#uses[v]!) {
          if (seen.has(element.constraint)) continue
          seen.add(element.constraint)
          constraints.push(element.constraint)
        }
      }
    }
    for (const c of constraints) this.#sumUsage(c)
    return { constraints, variables }
  }

  #sumUsage(c: ConstraintId): void {
    const shared = this.#policy[c] === "shared"
    let usage = 0
    let openUsers = 0
    for (const { variable, weight } of this.#users[c]!) {
      if (!this.#open[variable]) continue
      openUsers++
      const use = weight / this.#penalty[variable]!
      usage = shared ? usage + use : Math.max(usage, use)
    }
    this.#usage[c] = usage
    this.#openUsers[c] = openUsers
  }

  #fill(constraints: ConstraintId[], variables: VariableId[]): void {
    const meetsBound = (v: VariableId) => this.#bound[v]! * this.#penalty[v]!
    const bounded = variables.filter((v) => this.#bound[v]! < Number.POSITIVE_INFINITY)
    bounded.sort((a, b) => meetsBound(a) - meetsBound(b))
    let next = 0
    let left = variables.length
    while (left > 0) {
      while (next < bounded.length && !this.#open[bounded[next]!]) next++
      const first = bounded[next]
      let level = Number.POSITIVE_INFINITY
      let full = -1
      for (const c of constraints) {
        if (this.#usage[c] === 0) continue
        const filled = this.#remaining[c]! / this.#usage[c]!
        if (filled < level) {
          level = filled
          full = c
        }
      }
      if (first !== undefined && meetsBound(first) <= level) {
        this.#close(first, this.#bound[first]!)
        left--
      } else {
        for (const { variable: v } of this.#users[full]!) {
          if (!this.#open[v]) continue
          this.#close(v, level / this.#penalty[v]!)
          left--
        }
      }
    }
  }

  #close(v: VariableId, value: number): void {
    this.#value[v] = value
    this.#open[v] = false
    for (const { constraint: c, weight } of this.#uses[v]!) {
      if (this.#policy[c] === "fatpipe") {
        this.#sumUsage(c)
        continue
      }
      this.#remaining[c] = Math.max(0, this.#remaining[c]! - weight * value)
      const before = this.#usage[c]!
      const after = --this.#openUsers[c]! === 0 ? 0 : before - weight / this.#penalty[v]!
      // A large share taken off leaves mostly rounding behind: sum up what is really left.
      if (this.#openUsers[c]! > 0 && after < before * 1e-3) this.#sumUsage(c)
      else this.#usage[c] = after
    }
  }
}

function checkPenalty(penalty: number): void {
  nonNegative("variable", "penalty", penalty, "its unit (0: disabled)")
}

function checkBound(bound: number): void {
  if (bound >= 0) return
  throw new InputError("variable", "bound", bound, "a number of at least 0 (Infinity for none)")
}
