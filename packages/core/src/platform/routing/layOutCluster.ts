import type { ClusterZone } from "../description/zone.ts"
import { clusterRouting } from "./clusterRouting.ts"
import {
  layOutHosts,
  layOutLimiters,
  layOutLoopbacks,
  RegularLinks,
  type RegularTarget,
} from "./regularZone.ts"
import type { ZoneRouting } from "./zoneRouting.ts"

/** Hosts, switch and links of a cluster, and its routing. Errors: what refuse makes. */
export function layOutCluster(zone: ClusterZone, target: RegularTarget): ZoneRouting {
  const numbers = layOutHosts(zone, target, undefined)
  const { prefix = "", suffix = "" } = zone.hosts
  target.router(zone.router ?? `${prefix}${zone.name}_router${suffix}`)
  const firstLoopback = layOutLoopbacks(zone, target, numbers)
  const firstLimiter = layOutLimiters(zone, target, numbers)
  const links = new RegularLinks(zone, target)
  for (const number of numbers) links.add(`${zone.name}_link_${number}`)
  const { backbone } = zone
  return clusterRouting({
    hosts: numbers.length,
    firstLink: links.first,
    stride: links.stride,
    backbone: backbone === undefined ? -1 : target.link(`${zone.name}_backbone`, backbone),
    firstLoopback,
    firstLimiter,
  })
}
