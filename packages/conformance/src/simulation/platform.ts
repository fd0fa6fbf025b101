import {
  type Engine,
  type Host,
  hostPower,
  InputError,
  type Link,
  linkPower,
  type Meter,
} from "@placelab/core"
import { byLoad } from "../byLoad.ts"
import type { HostDescription, LinkDescription, LinkUse, PlatformDescription } from "../format/platform.ts"

/** What a platform consists of, by the names of the case. */
export interface Platform {
  /** A split-duplex link is two, under its own name and one under each direction's. */
  readonly links: ReadonlyMap<string, readonly Link[]>
  /** In bytes, where it is told. */
  readonly memory: ReadonlyMap<Host, number>
  /** Joules of hosts and links that have a power. */
  readonly hostEnergy: ReadonlyMap<string, Meter>
  readonly linkEnergy: ReadonlyMap<string, readonly Meter[]>
}

/** Builds the platform of a case in `engine`. Errors: InputError. */
export function buildPlatform(
  engine: Engine,
  { hosts, links = [], routes = [] }: PlatformDescription,
): Platform {
  const memory = new Map<Host, number>()
  const hostEnergy = new Map<string, Meter>()
  for (const description of hosts) {
    const host = addHost(engine, description)
    if (description.ram !== undefined) memory.set(host, description.ram)
    if (description.power !== undefined) hostEnergy.set(host.name, meterOf(engine, host, description.power))
  }
  const linksByName = new Map<string, readonly Link[]>()
  const linkEnergy = new Map<string, readonly Meter[]>()
  for (const description of links) {
    const { id, power } = description
    const link = addLink(engine, description)
    const both = link.opposite === link ? [link] : [link, link.opposite]
    linksByName.set(id, both)
    if (both.length === 2) for (const each of both) linksByName.set(each.name, [each])
    if (power === undefined) continue
    const [idle, busy] = power
    linkEnergy.set(
      id,
      both.map((each) => engine.meter(each, linkPower(each, { idle, busy, off: idle }))),
    )
  }
  for (const { src, dst, links, symmetrical = true } of routes) {
    const way = links.map((use) => linkOf(linksByName, use))
    engine.addRoute(engine.host(src), engine.host(dst), way, { symmetrical: symmetrical && src !== dst })
  }
  return { links: linksByName, memory, hostEnergy, linkEnergy }
}

function addHost(engine: Engine, description: HostDescription): Host {
  const { id, speed, cores, pstate, speed_profile, state_profile, capacity_by_load } = description
  return engine.addHost({
    name: id,
    speed,
    ...(cores !== undefined && { cores }),
    ...(pstate !== undefined && { pstate }),
    ...(speed_profile && { speedProfile: speed_profile }),
    ...(state_profile && { stateProfile: state_profile }),
    ...(capacity_by_load && { capacityOf: byLoad(capacity_by_load) }),
  })
}

function meterOf(
  engine: Engine,
  host: Host,
  { per_pstate, off = 0 }: NonNullable<HostDescription["power"]>,
): Meter {
  const perPstate = per_pstate.map((watts) => {
    const [idle, second, third] = watts
    return third === undefined ? { idle, full: second } : { idle, epsilon: second, full: third }
  })
  return engine.meter(host, hostPower(host, { perPstate, off }))
}

const policies = { SHARED: "shared", FATPIPE: "fatpipe", SPLITDUPLEX: "split-duplex" } as const

function addLink(engine: Engine, description: LinkDescription): Link {
  const { id, bandwidth, latency, policy, bandwidth_profile, latency_profile, state_profile } = description
  const { capacity_by_load, concurrency_limit } = description
  return engine.addLink({
    name: id,
    bandwidth,
    ...(latency !== undefined && { latency }),
    ...(policy && { policy: policies[policy] }),
    ...(bandwidth_profile && { bandwidthProfile: bandwidth_profile }),
    ...(latency_profile && { latencyProfile: latency_profile }),
    ...(state_profile && { stateProfile: state_profile }),
    ...(capacity_by_load && { capacityOf: byLoad(capacity_by_load) }),
    ...(concurrency_limit !== undefined && concurrency_limit >= 0 && { concurrencyLimit: concurrency_limit }),
  })
}

function linkOf(links: ReadonlyMap<string, readonly Link[]>, use: LinkUse): Link {
  const { id, dir = "NONE" } = typeof use === "string" ? { id: use } : use
  const [link, opposite] = links.get(id)!
  if (opposite === undefined) return link!
  if (dir === "NONE")
    throw new InputError(`link "${id}"`, "dir", dir, '"UP" or "DOWN", since it is split-duplex')
  return dir === "UP" ? link! : opposite
}
