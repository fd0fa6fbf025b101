/*
 * The search of one scope, in rounds.
 *
 * low    all placements whose bound is below it have been looked at; at first the bound of the root
 * 1.     Aim low: the target is low. A plan that costs so little is the cheapest. When everything was looked at, low rises to
 *        the least bound that was pruned, and the round is over.
 * 2.     Else aim in between: halfway from low to the best plan, or anywhere as long as there is none.
 *
 * Each round may search twice as many nodes as the one before, and takes the next strategy. So an easy problem is solved
 * with the first one, and no strategy that fits badly can spend more than about half of the nodes.
 */
import type { CheckedEntropyOptions } from "./entropyOptions.ts"
import type { EntropyProblem } from "./entropyProblem.ts"
import type { EntropyResult } from "./entropyResult.ts"
import type { Strategy } from "./heuristics.ts"
import { Room } from "./move.ts"
import { planAtOnce, planInPools } from "./planTarget.ts"
import { rulesMeanwhile } from "./rules.ts"
import type { Scope } from "./scope.ts"
import { type Planner, type Progress, Search } from "./search.ts"
import { writePlan } from "./writePlan.ts"

/** Nodes of the first round, beyond one for each open VM. */
const firstRound = 500

/** Searches until the cheapest plan is known, or `limit` nodes are searched, or `patience` nodes without a plan. */
export function solveScope(
  problem: EntropyProblem,
  scope: Scope,
  { sequencing, strategies }: Pick<CheckedEntropyOptions, "sequencing" | "strategies">,
  limit: number,
  patience: number,
): EntropyResult {
  const atOnce = sequencing === "atOnce"
  const today = Room.today(problem, atOnce ? undefined : rulesMeanwhile(problem))
  const planner: Planner = (place, atLeast) =>
    atOnce ? planAtOnce(problem, place) : planInPools(problem, today, place, atLeast)
  const progress: Progress = { best: undefined, nodes: 0, unproved: Infinity }
  const searches = new Map<Strategy["vms"], Search>()
  const searchBy = ({ vms }: Strategy) => {
    const known = searches.get(vms)
    const search = known ?? new Search(problem, scope, vms, !atOnce, planner, progress)
    searches.set(vms, search)
    return search
  }

  const best = () => progress.best?.cost ?? Infinity
  let low = searchBy(strategies[0]!).rootBound()
  let slice = scope.openVms + firstRound
  const left = () => (progress.best === undefined ? Math.min(limit, patience) : limit) - progress.nodes
  const goOn = () => low < best() && left() > 0
  const aim = (target: number, strategy: Strategy) => {
    const search = searchBy(strategy)
    search.run(target, strategy.hosts, Math.min(slice, left()))
    if (search.exhausted) low = Math.min(search.next, best())
  }
  for (let round = 0; goOn(); round++, slice *= 2) {
    const strategy = strategies[round % strategies.length]!
    const before = low
    aim(low, strategy)
    if (goOn() && low === before) aim(best() === Infinity ? Infinity : (low + best()) / 2, strategy)
  }

  const lowerBound = Math.min(low, best(), progress.unproved)
  const searched = { lowerBound, nodes: progress.nodes, openVms: scope.openVms }
  if (progress.best === undefined) {
    return { status: lowerBound === Infinity ? "infeasible" : "unknown", ...searched }
  }
  const status = lowerBound >= progress.best.cost ? "optimal" : "feasible"
  return { status, plan: writePlan(problem, progress.best, atOnce), ...searched }
}
