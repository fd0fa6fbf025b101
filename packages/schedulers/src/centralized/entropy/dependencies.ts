/*
 * What each action of a plan has to wait for, so that pools need not be kept.
 *
 * On each host the actions that bring VMs are taken in the order of the plan, and so are those that take VMs away. The j-th
 * that brings waits for the shortest prefix of those that take away after which all of the first j fit beside who is left.
 * These prefixes grow with j, so at any moment, whatever has started in whatever order, the last one that has started has
 * made room for all before it: no host is overloaded. The second leg of a bypass waits for the first one, too.
 *
 * Prefixes end within earlier pools, as the pools are feasible. Cost: O(actions + dependencies).
 *
 * Continuous rules hold in each pool with all of its actions under way. So of the actions that one rule concerns, each waits
 * for those in the pool before that has some: these have waited for the earlier ones.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { type Move, Room } from "./move.ts"
import type { ConstraintPruning } from "./placementConstraint.ts"
import { rulesMeanwhile } from "./rules.ts"

/** For each move, in order, the positions of those that it waits for. */
export function dependencies(
  problem: EntropyProblem,
  pools: readonly (readonly Move[])[],
): readonly (readonly number[])[] {
  const ruled = afterByRules(problem, pools)
  return afterByRoom(problem, pools.flat()).map((after, i) =>
    [...new Set([...after, ...(ruled[i] ?? [])])].sort((a, b) => a - b),
  )
}

function afterByRoom(problem: EntropyProblem, moves: readonly Move[]): Set<number>[] {
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
    if (move.needs < 0) return after
    const leavers = leaving.get(move.needs) ?? []
    let count = freed.get(move.needs) ?? 0
    while (!room.fits(move)) room.end(moves[leavers[count++]!]!)
    freed.set(move.needs, count)
    room.start(move)
    for (const leaver of leavers.slice(0, count)) after.add(leaver)
    return after
  })
}

/** Of each rule: the actions in the last pool that has some, and in the pool before. */
interface LastActions {
  pool: number
  actions: number[]
  earlier: readonly number[]
}

function afterByRules(problem: EntropyProblem, pools: readonly (readonly Move[])[]): number[][] {
  const rules = rulesMeanwhile(problem)
  if (rules === undefined) return []
  const last = new Map<ConstraintPruning, LastActions>()
  let position = 0
  return pools.flatMap((moves, pool) =>
    moves.map(({ vm, frees, needs }) => {
      const i = position++
      const hosts = [frees, needs].filter((host) => host >= 0)
      const concerned = new Set(hosts.flatMap((host) => rules.concerned(vm, host)))
      return [...concerned].flatMap((rule) => {
        const known = last.get(rule) ?? { pool: -1, actions: [], earlier: [] }
        last.set(rule, known)
        if (known.pool < pool) {
          known.earlier = known.actions
          known.actions = []
          known.pool = pool
        }
        known.actions.push(i)
        return known.earlier
      })
    }),
  )
}
