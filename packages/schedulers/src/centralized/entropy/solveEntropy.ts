/*
 * Entropy: the viable configuration whose plan is the cheapest, and this plan.
 *
 * Problem    hosts h with capacities C_h, M_h; VMs v with demands c_v, m_v. Find a host x_v for every VM that shall run with
 *              sum over x_v = h of c_v <= C_h   and   sum over x_v = h of m_v <= M_h   for all h, and all constraints,
 *            such that the plan that leads there costs least (plan.ts).
 * Scope      repair mode (scope.ts); "widening" opens more hosts where a scope is proved to have no plan, or where some nodes
 *            for each of its VMs have found none.
 * Search     rounds of branch and bound (solveScope.ts, search.ts).
 * Limit      in nodes (search.ts), never in time: the same input gives the same bytes.
 * Source     Hermenier, Lorca, Menaud, Muller, Lawall (VEE 2009); Hermenier, Lebre, Menaud (VTDC 2010); as VMPlaceS calls
 *            it: repair mode, stay first, worst fit on free memory, branch and bound until the limit. The rounds are ours.
 * Left out   vjobs: who shall run is said by the caller. A large neighbourhood search, which would bring down the cost of the
 *            first plan where hosts are so full that the bound is not met.
 */
import { type CheckedEntropyOptions, defaultOptions } from "./entropyOptions.ts"
import type { EntropyProblem } from "./entropyProblem.ts"
import type { EntropyResult } from "./entropyResult.ts"
import { isBrokenToday, isImpossible } from "./rules.ts"
import { repairScope, type Scope, wholeScope, widenedScope } from "./scope.ts"
import { solveScope } from "./solveScope.ts"

/** Nodes for each open VM (and 500 more) that have to find nothing before a scope is widened. */
const nodesPerVm = 8

/**
 * Searches for the cheapest plan to a viable configuration. Total, and deterministic.
 *
 * @example
 * const problem = orThrow(entropyProblem({ hosts, vms }))
 * const result = solveEntropy(problem, orThrow(entropyOptions({ limit: 50_000 })))
 * if (result.status === "optimal" || result.status === "feasible") apply(result.plan.actions)
 */
export function solveEntropy(
  problem: EntropyProblem,
  options: CheckedEntropyOptions = defaultOptions,
): EntropyResult {
  if (isImpossible(problem) || (options.sequencing === "pools" && isBrokenToday(problem))) {
    return { status: "infeasible", lowerBound: Infinity, nodes: 0, openVms: 0 }
  }
  let scope: Scope = options.scope === "all" ? wholeScope(problem) : repairScope(problem)
  let nodes = 0
  for (;;) {
    const wider: Scope | undefined = options.scope === "widening" ? widenedScope(problem, scope) : undefined
    const left = options.limit - nodes
    const patience = wider === undefined ? left : nodesPerVm * (scope.openVms + 500)
    const result = solveScope(problem, scope, options, left, patience)
    nodes += result.nodes
    if ("plan" in result || wider === undefined || nodes >= options.limit) return { ...result, nodes }
    scope = wider
  }
}
