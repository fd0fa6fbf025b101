import type { ConsolidationView } from "./consolidationView.ts"

/**
 * The host to be emptied next: of those that may be, the one of the lowest utilisation above 0 and below 1; the first of several. -1
 * where there is none. `isExcluded` has a 1 for each host that is not asked. Cost: O(hosts).
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 5.1.
 */
export function leastUtilized(view: ConsolidationView, isExcluded: Uint8Array): number {
  let found = -1
  let least = 1
  for (let host = 0; host < view.hosts; host++) {
    if (isExcluded[host] === 1) continue
    const utilization = view.utilization(host)
    if (!(utilization > 0 && utilization < least) || !view.mayBeEmptied(host)) continue
    least = utilization
    found = host
  }
  return found
}
