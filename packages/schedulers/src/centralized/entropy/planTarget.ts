/*
 * From a placement to pools: exact for a few actions, greedy for many; and a lower bound, below which there is no plan.
 *
 * The bound, and so what is called optimal, looks at plans that do each action once where there are such plans: a bypass
 * that breaks no cycle, but only saves a wait, is not looked for.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { exactPools, mostExact } from "./exactPools.ts"
import { greedyPools } from "./greedyPools.ts"
import { type Move, movesTo } from "./move.ts"
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
export function planInPools(problem: EntropyProblem, place: Int32Array, atLeast: number): PlannedTarget {
  const moves = movesTo(problem, place)
  let best = planned(greedyPools(problem, moves, false), atLeast)
  let work = moves.length
  if (best.pools.length > 1 && best.cost > atLeast) {
    const patient = planned(greedyPools(problem, moves, true), atLeast)
    if (patient.cost < best.cost) best = patient
    work += moves.length
  }
  if (best.cost === atLeast || moves.length > mostExact) return { ...best, work }

  const exact = exactPools(problem, moves)
  work += Math.ceil(exact.looked / setsPerNode)
  if (exact.pools !== undefined) {
    const direct = planned(exact.pools, atLeast)
    const { pools, cost } = direct.cost <= best.cost ? direct : best
    return { pools, cost, atLeast: cost, work }
  }
  // There is no plan without a bypass, and that costs at least the cheapest migration.
  const cheapest = moves.reduce(
    (least, { frees, needs, cost }) => (frees >= 0 && needs >= 0 ? Math.min(least, cost) : least),
    Infinity,
  )
  const own = moves.reduce((sum, { cost }) => sum + cost, 0)
  return { ...best, atLeast: Math.max(atLeast, own + cheapest), work }
}

function planned(pools: Move[][] | undefined, atLeast: number): PlannedTarget {
  const cost = pools === undefined ? Infinity : planCost(pools.map((pool) => pool.map((move) => move.cost)))
  return { pools: pools ?? [], cost, atLeast, work: 0 }
}
