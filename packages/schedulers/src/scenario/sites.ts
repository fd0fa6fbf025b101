import {
  type Engine,
  type Host,
  InputError,
  type Link,
  nonNegative,
  positive,
  positiveInteger,
  type Router,
} from "@placelab/core"
import type { NetworkSpec, Scenario } from "./scenario.ts"
import type { RawSite, SiteSpec } from "./siteSpec.ts"

const where = "scenario"

/** How many machines sites have that say so; undefined when the first one does not. */
export function hostsOfSites(sites: readonly RawSite[] | undefined): number | undefined {
  if (sites?.[0]?.hosts === undefined) return undefined
  return sites.reduce((sum, { hosts = 0 }) => sum + hosts, 0)
}

/** Fills in what is not said, and checks it. Errors: InputError. */
export function completeSites(raw: readonly RawSite[], hosts: number): readonly SiteSpec[] {
  if (raw.length === 0) throw new InputError(where, "sites", raw, "at least one")
  const areSized = raw[0]!.hosts !== undefined
  const before = (i: number) => Math.floor((i * hosts) / raw.length)
  const names = new Set<string>()
  const sites = raw.map((site, i) => {
    const what = (field: string) => `sites[${i}].${field}`
    const { name, bandwidth = 1.25e9, latency = 3.75e-3 } = site
    if (name === "") throw new InputError(where, what("name"), name, "a name")
    if (names.has(name)) throw new InputError(where, what("name"), name, "a name that no other site has")
    names.add(name)
    if ((site.hosts !== undefined) !== areSized)
      throw new InputError(where, what("hosts"), site.hosts, "a number for each site, or for none")
    return {
      name,
      hosts: positiveInteger(where, what("hosts"), site.hosts ?? before(i + 1) - before(i)),
      bandwidth: positive(where, what("bandwidth"), bandwidth, "bytes/s"),
      latency: nonNegative(where, what("latency"), latency, "seconds"),
    }
  })
  const total = sites.reduce((sum, site) => sum + site.hosts, 0)
  if (total !== hosts)
    throw new InputError(where, "hosts", hosts, `${total}, as many as the sites have, or none`)
  return sites
}

/** The site of each machine, then of each service node, by number: those are in the first site. */
function siteNumbers(sites: readonly SiteSpec[], services: number): readonly number[] {
  return [
    ...sites.flatMap(({ hosts }, i) => Array<number>(hosts).fill(i)),
    ...Array<number>(services).fill(0),
  ]
}

/** The name of the site of each node, by the name of the node; undefined where a scenario has no sites. */
export function siteByNode({ sites, serviceNodes }: Scenario): ReadonlyMap<string, string> | undefined {
  if (sites === undefined) return undefined
  return new Map(siteNumbers(sites, serviceNodes).map((site, i) => [`node${i}`, sites[site]!.name]))
}

/**
 * Ways between nodes of sites: a node's link, the backbone of its site, and, to another site, the way out of its own site, the way into
 * the other one, and the backbone there.
 */
export function siteRouter(
  engine: Engine,
  hosts: readonly Host[],
  access: ReadonlyMap<Host, Link>,
  sites: readonly SiteSpec[],
  { backbone, backboneLatency }: NetworkSpec,
): Router {
  const numbers = siteNumbers(sites, hosts.length - sites.reduce((sum, site) => sum + site.hosts, 0))
  const siteOf = new Map(hosts.map((host, i) => [host, numbers[i]!]))
  const places = sites.map(({ name, bandwidth, latency }) => ({
    backbone: engine.addLink({
      name: `backbone of ${name}`,
      bandwidth: backbone,
      latency: backboneLatency,
    }),
    way: engine.addLink({ name: `way of ${name}`, bandwidth, latency, policy: "split-duplex" }),
  }))
  return (from, to) => {
    if (from === to) return undefined
    const [here, there] = [places[siteOf.get(from)!]!, places[siteOf.get(to)!]!]
    const between = here === there ? [] : [here.way, there.way.opposite, there.backbone]
    return [access.get(from)!, here.backbone, ...between, access.get(to)!.opposite]
  }
}
