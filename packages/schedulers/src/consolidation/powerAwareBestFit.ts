import type { PlacementView } from "./consolidationView.ts"
import type { OverloadDetector } from "./detector/watchedHost.ts"

/**
 * PABFD, for one VM: of the hosts that have room for it, and would not be overloaded with it, the one whose power increases least; the
 * first of several. An idle host takes any VM that it has room for. -1 where there is none. `isExcluded` has a 1 for each host that is
 * not asked.
 *
 * Cost: O(hosts), and a look at the load for each host that is better than those before it.
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, algorithm 2; VMs are to come by decreasing demand.
 */
export function powerAwareBestFit(
  view: PlacementView,
  isOverloaded: OverloadDetector,
  vm: number,
  isExcluded: Uint8Array,
): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (let host = 0; host < view.hosts; host++) {
    if (isExcluded[host] === 1 || !view.fits(vm, host)) continue
    const increase = view.powerIncrease(vm, host)
    if (!(increase < least)) continue
    if (!view.isIdle(host) && isOverloaded(view.loadWith(vm, host))) continue
    least = increase
    best = host
  }
  return best
}
