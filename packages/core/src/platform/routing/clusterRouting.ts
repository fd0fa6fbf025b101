import type { ZoneRouting } from "./zoneRouting.ts"

/** The numbers of a cluster's link ends; -1 where there is no such link. */
export interface ClusterEnds {
  /** Members 0 to hosts - 1 are hosts; the member after them is the switch. */
  readonly hosts: number
  /** The first host's private link. */
  readonly firstLink: number
  /** 2 when private links are split-duplex, else 1. */
  readonly stride: number
  readonly backbone: number
  /** The first host's loopback; the others follow. */
  readonly firstLoopback: number
  /** The first host's limiter; the others follow. */
  readonly firstLimiter: number
}

/**
 * Routes of a cluster, computed from the hosts' numbers: limiter, link up, backbone, link down, limiter. A host
 * without a loopback reaches itself over its own link, each link once.
 *
 * Cost: O(1); no route is stored. Source: SimGrid's flat `<cluster>`.
 */
export function clusterRouting(ends: ClusterEnds): ZoneRouting {
  const { hosts, firstLink, stride, backbone, firstLoopback, firstLimiter } = ends
  return {
    append(from, to, into) {
      if (from === to && firstLoopback >= 0 && from < hosts) {
        into.push(firstLoopback + from)
        return true
      }
      if (from < hosts) {
        if (firstLimiter >= 0) into.push(firstLimiter + from)
        into.push(firstLink + from * stride)
      }
      if (backbone >= 0 && (from < hosts || to < hosts)) into.push(backbone)
      if (to < hosts && (from !== to || stride === 2)) into.push(firstLink + to * stride + stride - 1)
      if (to < hosts && from !== to && firstLimiter >= 0) into.push(firstLimiter + to)
      return true
    },
  }
}
