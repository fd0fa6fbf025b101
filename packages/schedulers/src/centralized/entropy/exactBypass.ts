/*
 * The best pools for a few actions that cannot all be done straight: one of the VMs takes a bypass.
 *
 * Every VM that migrates is tried with every pivot: the hosts that the actions touch, and one of the others that has room
 * for it, as nobody comes or goes there. The two legs go to the exact planner like other actions. Two VMs b, c that take a
 * bypass each cost at least 2 (cost(b) + cost(c)) more than the actions themselves: two legs more, and each second leg waits
 * for its first one. So the bound that is given holds for any number of bypasses.
 *
 * Cost    O(n^2 3^(n + 1)), so n is at most `mostBypassed`.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { type ExactPools, exactPools } from "./exactPools.ts"
import type { Move, Room } from "./move.ts"
import { planCost } from "./plan.ts"

/** The most actions for which all bypasses are tried. */
export const mostBypassed = 6

/** The cheapest pools with one bypass, and a lower bound of the cost with any number of them, one at least. */
export function exactBypass(
  problem: EntropyProblem,
  today: Room,
  moves: readonly Move[],
): ExactPools & { readonly atLeast: number } {
  const touched = new Set(moves.flatMap(({ frees, needs }) => [frees, needs]).filter((host) => host >= 0))
  const migrations = moves.filter(({ frees, needs }) => frees >= 0 && needs >= 0)
  let best: Move[][] | undefined
  let cost = Infinity
  let looked = 0
  for (const move of migrations) {
    const quiet = problem.hosts.findIndex(
      (_, host) => !touched.has(host) && today.fits({ ...move, needs: host }),
    )
    for (const pivot of quiet < 0 ? touched : [...touched, quiet]) {
      if (pivot === move.frees || pivot === move.needs) continue
      const legs = [
        { ...move, needs: pivot },
        { ...move, frees: pivot, cost: problem.costElsewhere[move.vm]! },
      ]
      const result = exactPools(today, [...moves.filter((other) => other !== move), ...legs])
      looked += result.looked
      const pools = result.pools ?? []
      const total = planCost(pools.map((pool) => pool.map((each) => each.cost)))
      if (pools.length === 0 || total >= cost) continue
      best = pools
      cost = total
    }
  }
  const own = moves.reduce((sum, each) => sum + each.cost, 0)
  const [first, second] = migrations.map((each) => each.cost).sort((a, b) => a - b)
  const twice = second === undefined ? Infinity : own + 2 * (first! + second)
  return { pools: best, looked, atLeast: Math.min(cost, twice) }
}
