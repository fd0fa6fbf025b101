/*
 * Entropy: the viable configuration whose plan is the cheapest, and this plan.
 *
 * Problem    hosts h with capacities C_h, M_h; VMs v with demands c_v, m_v. Find a host x_v for every VM that shall run with
 *              sum over x_v = h of c_v <= C_h   and   sum over x_v = h of m_v <= M_h   for all h, and all constraints,
 *            such that the plan that leads there costs least (plan.ts).
 * Rounds     1. aim low: a target that is the lower bound. Found: this is the optimum. Looked at everything: the bound rises
 *               to the least that was pruned.
 *            2. aim in between: halfway to the best plan (anywhere, as long as there is none).
 *            Each round may search twice as many nodes as the one before, and takes the next of the host orders.
 * Scope      repair mode (scope.ts); "widening" opens more hosts where a scope is proved to have no plan, or where half of
 *            the nodes that were left have found none.
 * Limit      in nodes (search.ts), never in time: the same input gives the same bytes.
 * Source     Hermenier, Lorca, Menaud, Muller, Lawall (VEE 2009); Hermenier, Lebre, Menaud (VTDC 2010); as VMPlaceS calls
 *            it: repair mode, stay first, worst fit on free memory, branch and bound until the limit. The rounds are ours.
 * Left out   packing with vjobs chosen by the solver: who shall run is said by the caller.
 */
import { type InputError, positiveInteger } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import type { EntropyProblem } from "./entropyProblem.ts"
import { bestFit, byMemory, type HostOrder, type VmOrder, worstFitMemory } from "./heuristics.ts"
import { Room } from "./move.ts"
import type { ReconfigurationPlan } from "./plan.ts"
import { planAtOnce, planInPools } from "./planTarget.ts"
import { repairScope, type Scope, wholeScope, widenedScope } from "./scope.ts"
import { Search } from "./search.ts"
import { writePlan } from "./writePlan.ts"

/** How to search. */
export interface EntropyOptions {
  /** The most nodes to search. Default: 200,000. */
  readonly limit?: number
  /** Who may move: what must change only (default), more where that is not enough, or all VMs. */
  readonly scope?: "repair" | "widening" | "all"
  /**
   * Pools in which targets have room for both at once (default), or everything at once, as VMPlaceS does it: then the plan
   * costs the sum of its actions, and hosts may be overloaded on the way.
   */
  readonly sequencing?: "pools" | "atOnce"
  /** Default: {@link byMemory}. */
  readonly vmOrder?: VmOrder
  /** Used in turn, a round each. Default: {@link worstFitMemory}, then {@link bestFit}. */
  readonly hostOrders?: readonly HostOrder[]
}

interface Searched {
  /** No plan that moves open VMs only costs less; infinite when there is none. See planTarget.ts for bypasses. */
  readonly lowerBound: number
  /** The work that was done. */
  readonly nodes: number
  /** How many VMs the last search could move. */
  readonly openVms: number
}

/** What the search has come to: a plan, proved to be the cheapest or not; or none, proved to be impossible or not. */
export type EntropyResult =
  | (Searched & { readonly status: "optimal" | "feasible"; readonly plan: ReconfigurationPlan })
  | (Searched & { readonly status: "infeasible" | "unknown" })

/** Checks options. Left: InputError for a limit that is not a whole number above 0. */
export function entropyOptions(options: EntropyOptions): Either<InputError, EntropyOptions> {
  return checked(() => {
    positiveInteger("Entropy", "limit", options.limit ?? defaultLimit)
    return options
  })
}

const defaultLimit = 200_000

/** Nodes of the first round, beyond one for each open VM. */
const firstRound = 500

/**
 * Searches for the cheapest plan to a viable configuration. Total, and deterministic.
 *
 * @example
 * const problem = orThrow(entropyProblem({ hosts, vms }))
 * const result = solveEntropy(problem, { limit: 50_000 })
 * if (result.status === "optimal" || result.status === "feasible") apply(result.plan.actions)
 */
export function solveEntropy(problem: EntropyProblem, options: EntropyOptions = {}): EntropyResult {
  const limit = options.limit ?? defaultLimit
  let scope: Scope = options.scope === "all" ? wholeScope(problem) : repairScope(problem)
  let nodes = 0
  for (;;) {
    const wider: Scope | undefined = options.scope === "widening" ? widenedScope(problem, scope) : undefined
    const left = limit - nodes
    const result = solveScope(problem, scope, options, wider === undefined ? left : Math.ceil(left / 2))
    nodes += result.nodes
    if ("plan" in result || wider === undefined || nodes >= limit) return { ...result, nodes }
    scope = wider
  }
}

function solveScope(
  problem: EntropyProblem,
  scope: Scope,
  { sequencing = "pools", vmOrder = byMemory, hostOrders = [worstFitMemory, bestFit] }: EntropyOptions,
  limit: number,
): EntropyResult {
  const atOnce = sequencing === "atOnce"
  const today = Room.today(problem)
  const search = new Search(problem, scope, vmOrder, !atOnce, (place, atLeast) =>
    atOnce ? planAtOnce(problem, place) : planInPools(problem, today, place, atLeast),
  )
  const best = () => search.best?.cost ?? Infinity
  // All placements whose bound is below this one have been looked at.
  let low = search.rootBound()
  let slice = scope.openVms + firstRound
  const goOn = () => low < best() && search.nodes < limit
  const round = (target: number, prefer: HostOrder) => {
    search.run(target, prefer, Math.min(slice, limit - search.nodes))
    if (search.exhausted) low = Math.min(search.next, best())
  }
  for (let i = 0; goOn(); i++, slice *= 2) {
    const prefer = hostOrders[i % hostOrders.length]!
    const before = low
    round(low, prefer)
    // A bound that has risen is worth another look before one settles for more.
    if (goOn() && low === before) round(best() === Infinity ? Infinity : (low + best()) / 2, prefer)
  }
  const lowerBound = Math.min(low, best(), search.unproved)
  const { best: found, nodes } = search
  const { openVms } = scope
  if (found === undefined) {
    const status = lowerBound === Infinity ? "infeasible" : "unknown"
    return { status, lowerBound, nodes, openVms }
  }
  const status = lowerBound >= found.cost ? "optimal" : "feasible"
  return { status, plan: writePlan(problem, found, atOnce), lowerBound, nodes, openVms }
}
