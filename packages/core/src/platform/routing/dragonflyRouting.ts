/*
 * Routes of a dragonfly: at most one optical hop, from group to group.
 *
 *   router   (group g, chassis c, blade b), numbered (g chassis + c) blades + b; has `nodes` hosts
 *   green    links between all blades of a chassis
 *   black    links between all routers of a group that have the same blade, one in each chassis
 *   blue     one link between two groups i < j, from router j of group i (counted within the group) to router i of group j
 *
 * Within a group: to the right blade, then to the right chassis. No route is stored. Cost: O(1).
 *
 * Source: Faanes et al., 2012; numbers of links and order of limiters as in SimGrid. Differs: a route of SimGrid
 * 3.32 that changes blade outside chassis 0, and stays in its group, goes on as if it were in chassis 0 then: it
 * skips the black link or takes another chassis's. With more groups than blades in a chassis, SimGrid goes astray.
 */
import type { ZoneRouting } from "./zoneRouting.ts"

/** The shape of a dragonfly, and the numbers of its link ends; -1 where there is no such link. */
export interface DragonflyEnds {
  readonly groups: number
  readonly chassis: number
  readonly blades: number
  readonly nodes: number
  /** The first host's link to its router; those of the other hosts, then green, black and blue links follow. */
  readonly firstLink: number
  /** 2 when links are split-duplex, else 1. */
  readonly stride: number
  readonly firstLoopback: number
  /** The first host's limiter; those of the other hosts and then of the routers follow. */
  readonly firstLimiter: number
}

/** How many links of each kind there are. */
export function dragonflyLinks(shape: Pick<DragonflyEnds, "groups" | "chassis" | "blades" | "nodes">) {
  const { groups, chassis, blades, nodes } = shape
  return {
    local: groups * chassis * blades * nodes,
    green: groups * chassis * pairs(blades),
    black: groups * pairs(chassis) * blades,
    blue: pairs(groups),
  }
}

/** Routes of a dragonfly; members are its hosts. */
export function dragonflyRouting(ends: DragonflyEnds): ZoneRouting {
  const { groups, chassis, blades, nodes, firstLink, stride, firstLoopback, firstLimiter } = ends
  const count = dragonflyLinks(ends)
  const firstGreen = count.local
  const firstBlack = firstGreen + count.green
  const firstBlue = firstBlack + count.black
  const routersPerGroup = chassis * blades

  const pushLink = (link: number, isDown: boolean, into: number[]) =>
    into.push(firstLink + link * stride + (isDown ? stride - 1 : 0))
  const pushHostLimiter = (host: number, into: number[]) => {
    if (firstLimiter >= 0) into.push(firstLimiter + host)
  }
  const pushLimiter = (router: number, into: number[]) => pushHostLimiter(count.local + router, into)

  /** From router to router within a group, both counted within it. */
  function crossGroup(group: number, from: number, to: number, into: number[]): void {
    const [chassisFrom, bladeFrom] = [Math.floor(from / blades), from % blades]
    const [chassisTo, bladeTo] = [Math.floor(to / blades), to % blades]
    const first = group * routersPerGroup
    if (bladeFrom !== bladeTo) {
      pushLimiter(first + from, into)
      const green = (group * chassis + chassisFrom) * pairs(blades) + pair(bladeFrom, bladeTo, blades)
      pushLink(firstGreen + green, bladeFrom > bladeTo, into)
    }
    if (chassisFrom !== chassisTo) {
      pushLimiter(first + chassisFrom * blades + bladeTo, into)
      const black = (group * pairs(chassis) + pair(chassisFrom, chassisTo, chassis)) * blades + bladeTo
      pushLink(firstBlack + black, chassisFrom > chassisTo, into)
    }
  }

  return {
    append(from, to, into) {
      if (from === to && firstLoopback >= 0) {
        into.push(firstLoopback + from)
        return true
      }
      const [routerFrom, routerTo] = [Math.floor(from / nodes), Math.floor(to / nodes)]
      const [groupFrom, groupTo] = [
        Math.floor(routerFrom / routersPerGroup),
        Math.floor(routerTo / routersPerGroup),
      ]
      pushHostLimiter(from, into)
      pushLink(from, false, into)
      let here = routerFrom % routersPerGroup
      if (groupFrom !== groupTo) {
        crossGroup(groupFrom, here, groupTo, into)
        pushLink(firstBlue + pair(groupFrom, groupTo, groups), groupFrom > groupTo, into)
        pushLimiter(groupFrom * routersPerGroup + groupTo, into)
        here = groupFrom
      }
      crossGroup(groupTo, here, routerTo % routersPerGroup, into)
      pushLimiter(routerTo, into)
      pushLink(to, true, into)
      pushHostLimiter(to, into)
      return true
    },
  }
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2
}

/** The rank of the pair {i, j} of n things, with (0, 1), (0, 2), ..., (1, 2), ... counted from 0. */
function pair(i: number, j: number, n: number): number {
  const [low, high] = i < j ? [i, j] : [j, i]
  return (low * (2 * n - low - 1)) / 2 + high - low - 1
}
