import type { TorusZone } from "../description/zone.ts"
import {
  checkCount,
  layOutHosts,
  layOutLimiters,
  layOutLoopbacks,
  RegularLinks,
  type RegularTarget,
  sizesProduct,
} from "./regularZone.ts"
import { torusRouting } from "./torusRouting.ts"
import type { ZoneRouting } from "./zoneRouting.ts"

/** Hosts and links of a torus, and its routing. Errors: what refuse makes. */
export function layOutTorus(zone: TorusZone, target: RegularTarget): ZoneRouting {
  if (zone.dimensions.length === 0) throw target.refuse("dimensions", zone.dimensions, "at least one size")
  for (const [i, size] of zone.dimensions.entries()) checkCount(target, `dimensions[${i}]`, size)
  // A dimension of size 1 has no way to go, and no links.
  const dimensions = zone.dimensions.filter((size) => size > 1)
  const numbers = layOutHosts(zone, target, sizesProduct(dimensions, dimensions.length))
  const firstLoopback = layOutLoopbacks(zone, target, numbers)
  const firstLimiter = layOutLimiters(
    zone,
    target,
    numbers.map((_, i) => i),
  )
  const links = new RegularLinks(zone, target)
  for (let host = 0; host < numbers.length; host++) {
    let unit = 1
    for (const size of dimensions) {
      const isLast = Math.floor(host / unit) % size === size - 1
      const next = isLast ? host - (size - 1) * unit : host + unit
      links.add(`${zone.name}_link_from_${host}_to_${next}`)
      unit *= size
    }
  }
  return torusRouting({
    dimensions,
    firstLink: links.first,
    stride: links.stride,
    firstLoopback,
    firstLimiter,
  })
}
