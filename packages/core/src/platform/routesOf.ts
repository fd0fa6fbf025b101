import { unknownName } from "../inputError.ts"
import type { Seconds } from "../units.ts"
import type { Platform } from "./description/zone.ts"
import { layOut } from "./routing/layout.ts"

/** One way through a platform. */
export interface PlatformRoute {
  /** Names of links in order, with _UP or _DOWN for a direction of a split-duplex one. */
  readonly links: readonly string[]
  /** The sum of their latencies. */
  readonly latency: Seconds
}

/** The routes of a platform, to look at without an engine. */
export interface PlatformRoutes {
  /** Names, in the order of the description. */
  readonly hosts: readonly string[]
  /** Names, in the order of the description. */
  readonly links: readonly string[]
  /** The way between two hosts; undefined when there is none. Errors: InputError for an unknown name. */
  route(from: string, to: string): PlatformRoute | undefined
}

/**
 * Finds routes between hosts by name: what transfers would take, as names.
 *
 * Cost: O(hosts + links + declared routes) once, then O(length) a route, after a look-up of two names. Errors:
 * InputError when the description is wrong.
 *
 * @example
 * routesOf(cluster).route("node-0", "node-1") // { links: ["c_link_0_UP", "c_link_1_DOWN"], latency: 0.0001 }
 */
export function routesOf(platform: Platform): PlatformRoutes {
  const layout = layOut(platform)
  const hosts = layout.hosts.map(({ name }) => name)
  const numbersOf = new Map(hosts.map((name, number) => [name, number]))
  const numberOf = (name: string) => {
    const number = numbersOf.get(name)
    if (number === undefined) throw unknownName(`platform "${platform.name}"`, "host", name, hosts)
    return number
  }
  return {
    hosts,
    links: layout.ends.map(({ name }) => name),
    route(from, to) {
      const numbers: number[] = []
      if (!layout.appendRoute(numberOf(from), numberOf(to), numbers)) return undefined
      const ends = numbers.map((end) => layout.ends[end]!)
      const latency = ends.reduce((sum, { link }) => sum + (layout.links[link]!.latency ?? 0), 0)
      return { links: ends.map(({ name }) => name), latency }
    },
  }
}
