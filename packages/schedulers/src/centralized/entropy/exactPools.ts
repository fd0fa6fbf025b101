/*
 * The best pools for a few actions. Of two actions on one VM, the legs of a bypass, the first must have ended first.
 *
 *   f(D) = min over P of  max cost(P) x (n - |D| - |P|) + f(D with P),   f(all) = 0
 *
 * D is the set of actions done, P a set of others that all fit once D is done; each action that comes later pays for the
 * pool P. The cost of the plan is f(none) + the actions' own costs. Among plans of one cost: the one of fewest pools.
 *
 * Cost    O(3^n) pools looked at, so n is at most `mostExact`.
 * Source  the cost model of Hermenier, Lebre, Menaud (2010); the recursion is ours.
 */
import type { Move, Room } from "./move.ts"

/** The most actions that are tried in all orders. */
export const mostExact = 8

/** The cheapest pools, undefined when there are none; and how many pools were looked at. */
export interface ExactPools {
  readonly pools: Move[][] | undefined
  readonly looked: number
}

/** Tries all orders. `room` is what hosts have today; it is changed on the way, and the same again at the end. */
export function exactPools(room: Room, moves: readonly Move[]): ExactPools {
  const count = moves.length
  const all = 2 ** count - 1
  const waiting = new Float64Array(all + 1).fill(Infinity)
  const poolCount = new Float64Array(all + 1).fill(Infinity)
  const choice = new Int32Array(all + 1)
  waiting[all] = 0
  poolCount[all] = 0
  const firstLeg = moves.map(({ vm }, i) => {
    const leg = moves.findIndex((move) => move.vm === vm)
    return leg < i ? 1 << leg : 0
  })
  let looked = 0

  const extend = (done: number, from: number, pool: number, size: number, most: number) => {
    if (pool > 0) {
      looked++
      const after = done | pool
      const cost = waiting[after]! + most * (count - size - bits(done))
      const pools = poolCount[after]! + 1
      if (cost < waiting[done]! || (cost === waiting[done] && pools < poolCount[done]!)) {
        waiting[done] = cost
        poolCount[done] = pools
        choice[done] = pool
      }
    }
    for (let i = from; i < count; i++) {
      const move = moves[i]!
      const waits = (done & firstLeg[i]!) !== firstLeg[i]
      if (waits || (done & (1 << i)) !== 0 || !room.fits(move)) continue
      room.start(move)
      extend(done, i + 1, pool | (1 << i), size + 1, Math.max(most, move.cost))
      room.cancel(move)
    }
  }
  const play = (done: number, sign: 1 | -1) => {
    moves.forEach((move, i) => {
      if ((done & (1 << i)) === 0) return
      if (sign > 0) {
        room.start(move)
        room.end(move)
      } else {
        room.reopen(move)
        room.cancel(move)
      }
    })
  }
  for (let done = all - 1; done >= 0; done--) {
    play(done, 1)
    extend(done, 0, 0, 0, 0)
    play(done, -1)
  }

  if (waiting[0] === Infinity) return { pools: undefined, looked }
  const pools: Move[][] = []
  for (let done = 0; done < all; done |= choice[done]!) {
    pools.push(moves.filter((_, i) => (choice[done]! & (1 << i)) !== 0))
  }
  return { pools, looked }
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}
