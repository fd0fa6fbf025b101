/*
 * What each action of a plan has to wait for, so that pools need not be kept.
 *
 * On each host the actions that bring VMs are taken in the order of the plan, and so are those that take VMs away. The j-th
 * that brings waits for the shortest prefix of those that take away after which all of the first j fit beside who is left.
 * These prefixes grow with j, so at any moment, whatever has started in whatever order, the last one that has started has
 * made room for all before it: no host is overloaded. The second leg of a bypass waits for the first one, too.
 *
 * Prefixes end within earlier pools, as the pools are feasible. Cost: O(actions + dependencies).
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { type Move, Room } from "./move.ts"

/** For each move, in order, the positions of those that it waits for. */
export function dependencies(problem: EntropyProblem, moves: readonly Move[]): number[][] {
  const room = Room.today(problem)
  const leaving = new Map<number, number[]>()
  const freed = new Map<number, number>()
  const firstLeg = new Map<number, number>()
  moves.forEach(({ frees }, i) => {
    if (frees < 0) return
    const others = leaving.get(frees)
    if (others === undefined) leaving.set(frees, [i])
    else others.push(i)
  })
  return moves.map((move, i) => {
    const after = new Set<number>()
    const leg = firstLeg.get(move.vm)
    if (leg !== undefined) after.add(leg)
    firstLeg.set(move.vm, i)
    if (move.needs < 0) return [...after]
    const leavers = leaving.get(move.needs) ?? []
    let count = freed.get(move.needs) ?? 0
    while (!room.fits(move)) room.end(moves[leavers[count++]!]!)
    freed.set(move.needs, count)
    room.start(move)
    for (const leaver of leavers.slice(0, count)) after.add(leaver)
    return [...after].sort((a, b) => a - b)
  })
}
