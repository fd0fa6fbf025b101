import { hostPower } from "../energy/hostPower.ts"
import { linkPower } from "../energy/linkPower.ts"
import type { Engine } from "../engine/engine.ts"
import type { Meter } from "../engine/meter.ts"
import { unknownName } from "../inputError.ts"
import type { Platform } from "./description/zone.ts"
import type { Disk } from "./disk.ts"
import type { Host } from "./host.ts"
import type { Link } from "./link.ts"
import { type Layout, layOut } from "./routing/layout.ts"

/** What a platform has become in an engine. */
export interface BuiltPlatform {
  /** In the order of the description. */
  readonly hosts: readonly Host[]
  /** In the order of the description; of a split-duplex link both directions, up and then down. */
  readonly links: readonly Link[]
  /** The disks of each host that has some. */
  readonly disks: ReadonlyMap<Host, readonly Disk[]>
  /** The energy of each host and link that has a consumption, in joules, from the date of building on. */
  readonly meters: ReadonlyMap<Host | Link, Meter>
  /** The hosts in a zone and in the zones in it. Errors: InputError for an unknown name. */
  hostsIn(zone: string): readonly Host[]
}

/**
 * Makes the hosts, links and disks of a platform in an engine, and lets transfers find their ways: declared routes
 * between hosts are added, all others are computed when one is asked for.
 *
 * Units: all SI. Profiles begin, and energy is counted, from the engine's present date on.
 *
 * Cost: time and memory O(hosts + links + declared routes); a route through a cluster, fat tree, torus or dragonfly
 * is computed in time O(its length) and not kept.
 *
 * Errors: InputError when the description is wrong, or names are taken in the engine.
 *
 * @example
 * const { hosts } = buildPlatform(engine, {
 *   name: "c", routing: "cluster",
 *   hosts: { prefix: "node-", numbers: "0-9999", speed: 1e9 },
 *   links: { bandwidth: 125e6, latency: 50e-6 },
 * })
 * engine.transfer(hosts[0]!, hosts[9999]!, 1e9)
 */
export function buildPlatform(engine: Engine, platform: Platform): BuiltPlatform {
  const layout = layOut(platform)
  const meters = new Map<Host | Link, Meter>()
  const disks = new Map<Host, readonly Disk[]>()
  const hosts = layout.hosts.map(({ power, disks: hostDisks = [], properties: _, ...spec }) => {
    const host = engine.addHost(spec)
    if (power !== undefined) meters.set(host, engine.meter(host, hostPower(host, power)))
    if (hostDisks.length > 0) {
      disks.set(
        host,
        hostDisks.map((disk) => engine.addDisk(host, disk)),
      )
    }
    return host
  })
  const links = layout.links.flatMap(({ power, properties: _, ...spec }) => {
    const up = engine.addLink(spec)
    const ends = spec.policy === "split-duplex" ? [up, up.opposite] : [up]
    if (power !== undefined) {
      for (const link of ends) meters.set(link, engine.meter(link, linkPower(link, power)))
    }
    return ends
  })
  addRoutes(engine, layout, hosts, links)
  return {
    hosts,
    links,
    disks,
    meters,
    hostsIn(zone) {
      const range = layout.zones.get(zone)
      if (range === undefined) {
        throw unknownName(`platform "${platform.name}"`, "zone", zone, layout.zones.keys())
      }
      return hosts.slice(...range)
    },
  }
}

function addRoutes(engine: Engine, layout: Layout, hosts: readonly Host[], links: readonly Link[]): void {
  const numbers = new Map(hosts.map((host, number) => [host, number]))
  const ends: number[] = []
  const route = (from: number, to: number): Link[] | undefined => {
    ends.length = 0
    return layout.appendRoute(from, to, ends) ? ends.map((end) => links[end]!) : undefined
  }
  for (const [from, to] of layout.declared()) {
    const way = route(from, to)
    if (way !== undefined) engine.addRoute(hosts[from]!, hosts[to]!, way, { symmetrical: false })
  }
  engine.addRouter((from, to) => {
    const start = numbers.get(from)
    const end = numbers.get(to)
    return start === undefined || end === undefined ? undefined : route(start, end)
  })
}
