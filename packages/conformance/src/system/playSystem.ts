import { type ConstraintId, FairShare, type VariableId } from "@placelab/core"
import { boundOrNone } from "../boundOrNone.ts"
import { byLoad } from "../byLoad.ts"
import type { SystemAnswer } from "../format/answers.ts"
import type { SystemCase } from "../format/case.ts"
import type { ConstraintDescription, SystemChange, VariableDescription } from "../format/system.ts"
import { solverNames } from "../solverNames.ts"

/** Solves the system of a case, and again after each of its steps. Errors: InputError. */
export function playSystem({ solver, constraints, variables, steps = [] }: SystemCase): SystemAnswer {
  const system = new System(new FairShare({ solver: solverNames[solver] }), constraints)
  for (const variable of variables) system.add(variable)
  const values = [system.solve()]
  for (const { ops } of steps) {
    for (const change of ops) system.change(change)
    values.push(system.solve())
  }
  return { values }
}

class System {
  readonly #fairShare: FairShare
  readonly #constraints: readonly ConstraintId[]
  /** By index in the case; null once removed. */
  readonly #variables: (VariableId | null)[] = []

  constructor(fairShare: FairShare, constraints: readonly ConstraintDescription[]) {
    this.#fairShare = fairShare
    this.#constraints = constraints.map(({ bound, policy, concurrency_limit, capacity_by_load }) =>
      fairShare.addConstraint(bound, {
        ...(policy && { policy }),
        ...(concurrency_limit !== undefined &&
          concurrency_limit >= 0 && { concurrencyLimit: concurrency_limit }),
        ...(capacity_by_load && { capacityOf: byLoad(capacity_by_load) }),
      }),
    )
  }

  add({ penalty, bound, elements }: VariableDescription): void {
    const variable = this.#fairShare.addVariable(penalty, boundOrNone(bound))
    for (const [constraint, weight] of elements)
      this.#fairShare.use(this.#constraints[constraint]!, variable, weight)
    this.#variables.push(variable)
  }

  change(change: SystemChange): void {
    if (change.op === "add") this.add(change.variable)
    else if (change.op === "set_constraint_bound")
      this.#fairShare.setCapacity(this.#constraints[change.constraint]!, change.bound)
    else {
      const variable = this.#variables[change.variable]!
      if (change.op === "set_bound") this.#fairShare.setBound(variable, boundOrNone(change.bound))
      else if (change.op === "set_penalty") this.#fairShare.setPenalty(variable, change.penalty)
      else {
        this.#fairShare.removeVariable(variable)
        this.#variables[change.variable] = null
      }
    }
  }

  solve(): (number | null)[] {
    this.#fairShare.solve()
    return this.#variables.map((variable) => (variable === null ? null : this.#fairShare.value(variable)))
  }
}
