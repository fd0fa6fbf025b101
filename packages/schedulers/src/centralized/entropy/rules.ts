import type { EntropyProblem } from "./entropyProblem.ts"
import type { ConstraintPruning, Numbering, PlacementConstraint } from "./placementConstraint.ts"

const none: readonly ConstraintPruning[] = []

/**
 * The prunings of many constraints as one: by VM or by host, so that a question costs the rules that it concerns, and not all
 * of thousands.
 */
export class Rules {
  readonly #ofVm: (readonly ConstraintPruning[])[]
  readonly #ofHost: (readonly ConstraintPruning[])[]
  readonly #ofAll: ConstraintPruning[] = []

  constructor({ vms: vmCount, hosts: hostCount }: Numbering, prunings: Iterable<ConstraintPruning>) {
    this.#ofVm = new Array(vmCount).fill(none)
    this.#ofHost = new Array(hostCount).fill(none)
    for (const pruning of prunings) {
      const { vms, hosts } = pruning
      if (vms === undefined && hosts === undefined) this.#ofAll.push(pruning)
      for (const vm of new Set(vms)) this.#ofVm[vm] = [...this.#ofVm[vm]!, pruning]
      for (const host of new Set(hosts)) this.#ofHost[host] = [...this.#ofHost[host]!, pruning]
    }
  }

  allows(vm: number, host: number): boolean {
    for (const rule of this.#ofVm[vm]!) if (!rule.allows(vm, host)) return false
    for (const rule of this.#ofHost[host]!) if (!rule.allows(vm, host)) return false
    for (const rule of this.#ofAll) if (!rule.allows(vm, host)) return false
    return true
  }

  put(vm: number, host: number): void {
    for (const rule of this.#ofVm[vm]!) rule.put?.(vm, host)
    for (const rule of this.#ofHost[host]!) rule.put?.(vm, host)
    for (const rule of this.#ofAll) rule.put?.(vm, host)
  }

  takeBack(vm: number, host: number): void {
    for (const rule of this.#ofVm[vm]!) rule.takeBack?.(vm, host)
    for (const rule of this.#ofHost[host]!) rule.takeBack?.(vm, host)
    for (const rule of this.#ofAll) rule.takeBack?.(vm, host)
  }

  /** The rules that a VM on a host concerns. */
  concerned(vm: number, host: number): readonly ConstraintPruning[] {
    return [...this.#ofVm[vm]!, ...this.#ofHost[host]!, ...this.#ofAll]
  }
}

/** All rules of a search, with nobody put; undefined when there are none. */
export function searchRules(problem: EntropyProblem): Rules | undefined {
  return problem.constraints.length === 0 ? undefined : rulesOf(problem, problem.constraints)
}

/** The continuous rules, with all put that run today; undefined when there are none. */
export function rulesMeanwhile(problem: EntropyProblem): Rules | undefined {
  const continuous = problem.constraints.filter((constraint) => constraint.continuous === true)
  if (continuous.length === 0) return undefined
  const rules = rulesOf(problem, continuous)
  problem.runsAt.forEach((host, vm) => {
    if (host >= 0) rules.put(vm, host)
  })
  return rules
}

/** Whether a rule allows no placement at all. */
export function isImpossible(problem: EntropyProblem): boolean {
  return problem.constraints.some((constraint) => constraint.pruning(problem.numbering).isPossible === false)
}

/** Whether a continuous rule is broken already, by those who run today: then there is no plan. */
export function isBrokenToday(problem: EntropyProblem): boolean {
  const continuous = problem.constraints.filter((constraint) => constraint.continuous === true)
  if (continuous.length === 0) return false
  const rules = rulesOf(problem, continuous, ({ asksWhoComes = false }) => !asksWhoComes)
  return problem.runsAt.some((host, vm) => {
    if (host < 0) return false
    if (!rules.allows(vm, host)) return true
    rules.put(vm, host)
    return false
  })
}

function rulesOf(
  { numbering }: EntropyProblem,
  constraints: readonly PlacementConstraint[],
  counts: (pruning: ConstraintPruning) => boolean = () => true,
): Rules {
  return new Rules(numbering, constraints.map((constraint) => constraint.pruning(numbering)).filter(counts))
}
