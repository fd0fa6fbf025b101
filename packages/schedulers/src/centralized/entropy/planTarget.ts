/*
 * From a placement to pools: exact for a few actions, greedy for many; and a lower bound, below which there is no plan.
 *
 * The bound, and so what is called optimal, looks at plans that do each action once where there are such plans: a bypass
 * that breaks no cycle, but only saves a wait, is not looked for.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { exactBypass, mostBypassed } from "./exactBypass.ts"
import { exactPools, mostExact } from "./exactPools.ts"
import { greedyPools } from "./greedyPools.ts"
import { type Move, movesTo, type Room } from "./move.ts"
import { planCost } from "./plan.ts"

/** A placement with the pools that lead to it. */
export interface PlannedTarget {
  /** Empty when no plan was found. */
  readonly pools: readonly (readonly Move[])[]
  /** Infinite when no plan was found. */
  readonly cost: number
  /** No plan to this placement costs less. */
  readonly atLeast: number
  readonly work: number
}

/** How many sets of actions looked at by the exact planner weigh as much as a node of the search. */
const setsPerNode = 16

/** All actions at once, whatever it overloads on the way. */
export function planAtOnce(problem: EntropyProblem, place: Int32Array): PlannedTarget {
  const moves = movesTo(problem, place)
  const cost = moves.reduce((sum, move) => sum + move.cost, 0)
  return { pools: moves.length > 0 ? [moves] : [], cost, atLeast: cost, work: moves.length }
}

/** Pools in which every target has room; `atLeast` is a lower bound of any plan to this placement. */
export function planInPools(
  problem: EntropyProblem,
  today: Room,
  place: Int32Array,
  atLeast: number,
): PlannedTarget {
  const moves = movesTo(problem, place)
  let work = moves.length
  let best = planned(greedyPools(problem, today, moves, false))
  const isKnown = () => best.cost <= atLeast
  if (!isKnown()) {
    work += moves.length
    best = cheaper(planned(greedyPools(problem, today, moves, true)), best)
  }
  if (isKnown() || moves.length > mostExact) return { ...best, atLeast, work }

  const exact = exactPools(today, moves)
  work += Math.ceil(exact.looked / setsPerNode)
  best = cheaper(planned(exact.pools), best)
  if (exact.pools !== undefined) return { ...best, atLeast: best.cost, work }
  // The planner of bypasses tries one of the hosts that nobody comes to, and continuous rules may tell these apart.
  if (moves.length > mostBypassed || today.isRuled) return { ...best, atLeast, work }

  const bypass = exactBypass(problem, today, moves)
  work += Math.ceil(bypass.looked / setsPerNode)
  best = cheaper(planned(bypass.pools), best)
  return { ...best, atLeast: Math.max(atLeast, Math.min(bypass.atLeast, best.cost)), work }
}

const cheaper = (a: Planned, b: Planned) => (a.cost <= b.cost ? a : b)

type Planned = Pick<PlannedTarget, "pools" | "cost">

function planned(pools: Move[][] | undefined): Planned {
  if (pools === undefined) return { pools: [], cost: Infinity }
  return { pools, cost: planCost(pools.map((pool) => pool.map((move) => move.cost))) }
}
