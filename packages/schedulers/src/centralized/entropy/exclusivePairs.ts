/*
 * VMs that run on one host today and may not both stay.
 *
 * For the VMs of a host that may stay there each alone: pairs u, v such that the rules do not allow v once u is put. Pairs are
 * taken one after the other, none with a VM of another one, so each costs at least the cheaper of its two moves.
 *
 * Cost       O(sum over hosts of the square of their open VMs) questions, once for a search.
 * Left out   larger sets of which few may stay; the best choice of pairs.
 */
import type { Rules } from "./rules.ts"

/** Two VMs, one of which has to go, and what that costs at least. */
export interface ExclusivePair {
  readonly first: number
  readonly second: number
  readonly cost: number
}

/** Disjoint pairs among the VMs of one host. The rules are the same afterwards. */
export function exclusivePairs(
  vms: readonly number[],
  host: number,
  rules: Rules,
  penalty: Float64Array,
): readonly ExclusivePair[] {
  const pairs: ExclusivePair[] = []
  const single = new Set(vms)
  for (const first of vms) {
    if (!single.has(first)) continue
    rules.put(first, host)
    const second = [...single].find((vm) => vm !== first && !rules.allows(vm, host))
    rules.takeBack(first, host)
    if (second === undefined) continue
    single.delete(first)
    single.delete(second)
    pairs.push({ first, second, cost: Math.min(penalty[first]!, penalty[second]!) })
  }
  return pairs
}
