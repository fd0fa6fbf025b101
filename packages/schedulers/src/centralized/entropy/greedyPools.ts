/*
 * Pools for the actions of a large reconfiguration.
 *
 * Each pool has, in the order of the VMs, every action whose target has room for it beside those taken before. With
 * `patient`, as long as actions are blocked, an action waits if it costs more than all those that blocked ones wait for:
 * else these would wait for it in vain. When nothing fits, cycles are broken (bypass.ts).
 *
 * Cost       O(pools x actions); chains of dependencies are as many pools as they are long.
 * Source     Hermenier et al. (2009): pools of feasible actions, and bypass migrations. Patience is ours.
 * Left out   the best choice among actions that compete for room: exactPools.ts does that for few actions.
 */
import { bypasses } from "./bypass.ts"
import type { EntropyProblem } from "./entropyProblem.ts"
import type { Move, Room } from "./move.ts"

/** Pools for all moves, from the room of today on; undefined when a cycle cannot be broken. */
export function greedyPools(
  problem: EntropyProblem,
  today: Room,
  moves: readonly Move[],
  patient: boolean,
): Move[][] | undefined {
  const room = today.copy()
  const pools = poolsFrom(problem, room, moves, patient)
  room.undo()
  return pools
}

function poolsFrom(
  problem: EntropyProblem,
  room: Room,
  moves: readonly Move[],
  patient: boolean,
): Move[][] | undefined {
  const bypassed = new Set<number>()
  const pools: Move[][] = []
  let pending = moves
  while (pending.length > 0) {
    let pool = pending.filter((move) => {
      const starts = room.fits(move)
      if (starts) room.start(move)
      return starts
    })
    if (pool.length === 0) {
      const { legs, onward } = bypasses(problem, pending, room, bypassed)
      if (legs.length === 0) return undefined
      pool = [...legs]
      pending = onward
    } else {
      if (patient) pool = withoutLongOnes(pool, pending, room)
      const taken = new Set(pool)
      pending = pending.filter((move) => !taken.has(move))
    }
    pools.push(pool)
    for (const move of pool) room.end(move)
  }
  return pools
}

/** Leaves out, and takes back, what costs more than all that somebody waits for. */
function withoutLongOnes(pool: Move[], pending: readonly Move[], room: Room): Move[] {
  const taken = new Set(pool)
  const awaited = new Set(pending.filter((move) => !taken.has(move)).map(({ needs }) => needs))
  const useful = pool.filter(({ frees }) => awaited.has(frees))
  if (useful.length === 0) return pool
  const most = useful.reduce((cost, move) => Math.max(cost, move.cost), 0)
  return pool.filter((move) => {
    if (move.cost <= most) return true
    room.cancel(move)
    return false
  })
}
