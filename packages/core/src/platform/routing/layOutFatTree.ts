import type { FatTreeZone } from "../description/zone.ts"
import { fatTreeRouting, fatTreeSizes } from "./fatTreeRouting.ts"
import {
  checkCount,
  layOutHosts,
  layOutLimiters,
  layOutLoopbacks,
  RegularLinks,
  type RegularTarget,
  sizesProduct,
} from "./regularZone.ts"
import type { ZoneRouting } from "./zoneRouting.ts"

/**
 * Hosts and links of a fat tree, and its routing. Errors: what refuse makes.
 *
 * Switches are counted down from 2 x hosts - 1, as in SimGrid, even to the numbers of hosts.
 */
export function layOutFatTree(zone: FatTreeZone, target: RegularTarget): ZoneRouting {
  const { down, up, parallel } = zone
  const lists = [down, up, parallel]
  if (down.length === 0 || lists.some((list) => list.length !== down.length)) {
    const expected = "lists of the same length, at least 1: one number for each level"
    throw target.refuse("down, up and parallel", lists, expected)
  }
  for (const [what, list] of Object.entries({ down, up, parallel })) {
    for (const [i, number] of list.entries()) checkCount(target, `${what}[${i}]`, number)
  }
  const sizes = fatTreeSizes(down, up)
  const numbers = layOutHosts(zone, target, sizes[0]!)
  const firstLoopback = layOutLoopbacks(zone, target, numbers)
  const nodes = sizes.reduce((sum, size) => sum + size, 0)
  const ids = Array.from({ length: nodes }, (_, i) => (i < numbers.length ? i : 3 * numbers.length - 1 - i))
  const limiterIds = ids.map((id, i) => (i >= numbers.length && id < numbers.length ? `switch_${id}` : id))
  const firstLimiter = layOutLimiters(zone, target, limiterIds)

  const links = new RegularLinks(zone, target)
  let firstChild = 0
  for (let level = 0; level < down.length; level++) {
    const firstParent = firstChild + sizes[level]!
    const below = sizesProduct(up, level)
    for (let child = 0; child < sizes[level]!; child++) {
      const low = child % below
      const high = Math.floor(child / (below * down[level]!))
      for (let parent = 0; parent < up[level]!; parent++) {
        const above = firstParent + low + (parent + high * up[level]!) * below
        for (let cable = 0; cable < parallel[level]!; cable++) {
          links.add(`link_from_${ids[firstChild + child]}_${ids[above]}_${target.serial()}`)
        }
      }
    }
    firstChild = firstParent
  }
  return fatTreeRouting({
    down,
    up,
    parallel,
    firstLink: links.first,
    stride: links.stride,
    firstLoopback,
    firstLimiter,
  })
}
