import type { DragonflyZone } from "../description/zone.ts"
import { dragonflyLinks, dragonflyRouting } from "./dragonflyRouting.ts"
import {
  checkCount,
  layOutHosts,
  layOutLimiters,
  layOutLoopbacks,
  RegularLinks,
  type RegularTarget,
} from "./regularZone.ts"
import type { ZoneRouting } from "./zoneRouting.ts"

/** Hosts and links of a dragonfly, and its routing. Errors: what refuse makes. */
export function layOutDragonfly(zone: DragonflyZone, target: RegularTarget): ZoneRouting {
  const { groups, chassis, blades, nodes } = zone
  for (const [what, level] of Object.entries({ groups, chassis, blades })) {
    checkCount(target, `${what}.count`, level.count)
    checkCount(target, `${what}.cables`, level.cables ?? 1)
  }
  checkCount(target, "nodes", nodes)
  const shape = { groups: groups.count, chassis: chassis.count, blades: blades.count, nodes }
  const routersPerGroup = shape.chassis * shape.blades
  if (shape.groups > routersPerGroup) {
    const expected = `at most one group for each of the ${routersPerGroup} routers of a group`
    throw target.refuse("groups.count", shape.groups, expected)
  }
  const routers = shape.groups * routersPerGroup
  const numbers = layOutHosts(zone, target, routers * nodes)
  const firstLoopback = layOutLoopbacks(zone, target, numbers)
  const limiterIds = Array.from({ length: numbers.length + routers }, (_, i) =>
    i < numbers.length ? i : 3 * numbers.length - 1 - i,
  )
  const firstLimiter = layOutLimiters(zone, target, limiterIds)

  const links = new RegularLinks(zone, target)
  for (let host = 0; host < dragonflyLinks(shape).local; host++) {
    const router = Math.floor(host / nodes)
    links.add(`local_link_from_router_${router}_to_node_${host % nodes}_${target.serial()}`)
  }
  for (let i = 0; i < shape.groups * shape.chassis; i++) {
    for (const [j, k] of pairsOf(shape.blades)) {
      const name = `green_link_in_chassis_${i % shape.chassis}_between_routers_${j}_and_${k}_${target.serial()}`
      links.add(name, blades.cables)
    }
  }
  for (let group = 0; group < shape.groups; group++) {
    for (const [j, k] of pairsOf(shape.chassis)) {
      for (let blade = 0; blade < shape.blades; blade++) {
        const between = `between_chassis_${j}_and_${k}_blade_${blade}_${target.serial()}`
        links.add(`black_link_in_group_${group}_${between}`, chassis.cables)
      }
    }
  }
  for (const [i, j] of pairsOf(shape.groups)) {
    const ends = `routers_${i * routersPerGroup + j}_and_${j * routersPerGroup + i}`
    links.add(`blue_link_between_group_${i}_and_${j}_${ends}_${target.serial()}`, groups.cables)
  }
  return dragonflyRouting({
    ...shape,
    firstLink: links.first,
    stride: links.stride,
    firstLoopback,
    firstLimiter,
  })
}

function* pairsOf(n: number): Iterable<readonly [number, number]> {
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) yield [i, j]
}
