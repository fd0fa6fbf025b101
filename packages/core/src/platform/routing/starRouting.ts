import type { Gateways, ZoneRouting } from "./zoneRouting.ts"

/** One member's ways to the centre and back, as numbers of link ends. */
export interface Spoke {
  readonly up: readonly number[]
  readonly down: readonly number[]
  readonly loopback?: readonly number[]
  /** The number of the host or router where the spoke meets a zone; -1 when the member is none. */
  readonly gateway: number
}

/**
 * Routes of a star: the way up of one member, then what of the other's way down was not passed yet. A member
 * without a spoke stands in the centre.
 *
 * Cost: O(length of the route, squared). Source: SimGrid's star zone.
 */
export function starRouting(spokes: readonly (Spoke | undefined)[]): ZoneRouting {
  return {
    append(from, to, into) {
      const start = into.length
      const loopback = from === to ? spokes[from]?.loopback : undefined
      if (loopback !== undefined) {
        into.push(...loopback)
        return true
      }
      for (const end of spokes[from]?.up ?? []) appendOnce(end, into, start)
      for (const end of spokes[to]?.down ?? []) appendOnce(end, into, start)
      return true
    },
    gateways(from, to): Gateways {
      return { from: spokes[from]?.gateway ?? -1, to: spokes[to]?.gateway ?? -1 }
    },
  }
}

function appendOnce(end: number, into: number[], start: number): void {
  if (into.indexOf(end, start) < 0) into.push(end)
}
