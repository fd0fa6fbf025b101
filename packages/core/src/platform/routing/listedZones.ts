import { InputError } from "../../inputError.ts"
import type { BypassDescription, LinkUse, RouteDescription, SpokeDescription } from "../description/route.ts"
import type { FullZone, ShortestPathZone, StarZone, Zone } from "../description/zone.ts"
import { type DeclaredRoute, fullRouting, RouteTable } from "./fullRouting.ts"
import type { LinkNumbering } from "./linkNumbering.ts"
import type { Members } from "./members.ts"
import { join, type PlaceOf } from "./place.ts"
import { shortestPathRouting } from "./shortestPathRouting.ts"
import { type Spoke, starRouting } from "./starRouting.ts"
import type { RoutedZone } from "./treeRouting.ts"

/** A zone whose members are listed one by one. */
export type AnyListedZone = FullZone | ShortestPathZone | StarZone

/** Whether a zone's members are listed one by one. */
export function isListed(zone: Zone): zone is AnyListedZone {
  return ["full", "shortest-path", "star"].includes(zone.routing)
}

/** A listed zone whose members are numbered and whose routes are still names. */
export interface NumberedZone {
  readonly zone: AnyListedZone
  readonly number: number
  readonly path: string
  /** The spokes of hosts in cabinets, by member index. */
  readonly spokes: (Spoke | undefined)[]
  /** The end of a star's backbone; -1 for none. */
  readonly backbone: number
}

/** Where names of a platform are looked up. */
export interface Names {
  readonly members: Members
  readonly links: LinkNumbering
  readonly placeOf: PlaceOf
}

/** Appends the link ends between two hosts or routers of the platform, by number. */
type AppendBetween = (from: number, to: number, into: number[]) => boolean

/** Resolves the names in a zone's routes, spokes and bypasses. Errors: InputError. */
export function routeListed(numbered: NumberedZone, names: Names, between: AppendBetween): RoutedZone {
  const { zone } = numbered
  const bypasses = bypassTable(numbered, names)
  if (zone.routing === "star") return { routing: starRouting(resolveSpokes(zone, numbered, names)), bypasses }
  const table = routeTable(zone.routes ?? [], numbered, names)
  const size = names.members.size[numbered.number]!
  const routing = zone.routing === "full" ? fullRouting(table) : shortestPathRouting(size, table, between)
  return { routing, bypasses }
}

/** The numbers of the members between which zones with full routing declare routes, in each direction. */
export function* declaredPairs(zones: readonly NumberedZone[], members: Members): Iterable<[number, number]> {
  for (const { zone, number } of zones) {
    if (zone.routing !== "full") continue
    for (const { from, to, symmetrical } of zone.routes ?? []) {
      const ends = [from, to].map((name) => members.directlyIn(number, name, () => name))
      yield [ends[0]!, ends[1]!]
      if (symmetrical !== false && from !== to) yield [ends[1]!, ends[0]!]
    }
  }
}

function routeTable(routes: readonly RouteDescription[], numbered: NumberedZone, names: Names): RouteTable {
  const { members, links, placeOf } = names
  const table = new RouteTable(members.size[numbered.number]!)
  for (const [i, route] of routes.entries()) {
    const path = join(numbered.path, `routes[${i}]`)
    const at = (part: string) => () => placeOf(route, join(path, part))
    const here = () => placeOf(route, path)
    const from = members.directlyIn(numbered.number, route.from, at("from"))
    const to = members.directlyIn(numbered.number, route.to, at("to"))
    const gateways = {
      from: gatewayOf(from, route.fromGateway, "fromGateway", members, at("fromGateway")),
      to: gatewayOf(to, route.toGateway, "toGateway", members, at("toGateway")),
    }
    const ends = someEnds(route, path, names)
    const add = (a: number, b: number, declared: DeclaredRoute) => {
      if (table.add(members.index[a]!, members.index[b]!, declared)) return
      const [nameA, nameB] = [members.name[a]!, members.name[b]!]
      throw new InputError(here(), "route", `${nameA} to ${nameB}`, alreadyThere)
    }
    add(from, to, { ends, ...gateways })
    if (route.symmetrical === false || from === to) continue
    add(to, from, { ends: links.endsBack(route.links, ends), from: gateways.to, to: gateways.from })
  }
  return table
}

function someEnds(route: BypassDescription, path: string, { links, placeOf }: Names): number[] {
  const linksPath = join(path, "links")
  if (route.links.length > 0) return links.endsOf(route.links, route, linksPath)
  throw new InputError(placeOf(route, linksPath), "links", route.links, "at least one link")
}

const alreadyThere = "one route in each direction; a symmetrical one (the default) is for both"

function resolveSpokes(zone: StarZone, numbered: NumberedZone, names: Names): (Spoke | undefined)[] {
  const spokes = [...numbered.spokes]
  for (const [i, spoke] of (zone.spokes ?? []).entries()) {
    const path = join(numbered.path, `spokes[${i}]`)
    const at = (part: string) => () => names.placeOf(spoke, join(path, part))
    const member = names.members.directlyIn(numbered.number, spoke.member, at("member"))
    const index = names.members.index[member]!
    if (spokes[index] !== undefined) {
      throw new InputError(at("member")(), "spoke of", spoke.member, "one spoke for each member")
    }
    const gateway = gatewayOf(member, spoke.gateway, "gateway", names.members, at("gateway"))
    spokes[index] = resolveSpoke(spoke, gateway, path, numbered.backbone, names.links)
  }
  return spokes
}

function resolveSpoke(
  spoke: SpokeDescription,
  gateway: number,
  path: string,
  backbone: number,
  links: LinkNumbering,
): Spoke {
  const resolve = (uses: readonly LinkUse[], part: string) => links.endsOf(uses, spoke, join(path, part))
  const up = resolve(spoke.up, "up")
  const down = spoke.down === undefined ? links.endsBack(spoke.up, up) : resolve(spoke.down, "down")
  const middle = backbone < 0 ? [] : [backbone]
  const both = { up: [...up, ...middle], down: [...middle, ...down], gateway }
  return spoke.loopback === undefined ? both : { ...both, loopback: resolve(spoke.loopback, "loopback") }
}

function bypassTable(numbered: NumberedZone, names: Names): RouteTable | undefined {
  const bypasses = numbered.zone.bypasses ?? []
  if (bypasses.length === 0) return undefined
  const { members, placeOf } = names
  const table = new RouteTable(members.name.length)
  for (const [i, bypass] of bypasses.entries()) {
    const path = join(numbered.path, `bypasses[${i}]`)
    const at = (part: string) => () => placeOf(bypass, join(path, part))
    const from = bypassEnd(bypass, "from", numbered.number, members, at)
    const to = bypassEnd(bypass, "to", numbered.number, members, at)
    const ends = someEnds(bypass, path, names)
    if (table.add(from.member, to.member, { ends, from: from.gateway, to: to.gateway })) continue
    throw new InputError(
      placeOf(bypass, path),
      "bypass",
      `${bypass.from} to ${bypass.to}`,
      "one bypass in each direction",
    )
  }
  return table
}

function bypassEnd(
  bypass: BypassDescription,
  side: "from" | "to",
  zone: number,
  members: Members,
  at: (part: string) => () => string,
): { member: number; gateway: number } {
  const gatewayField = `${side}Gateway` as const
  const gateway = bypass[gatewayField]
  const member =
    gateway === undefined
      ? members.directlyIn(zone, bypass[side], at(side))
      : members.zoneWithin(zone, bypass[side], at(side))
  return { member, gateway: gatewayOf(member, gateway, gatewayField, members, at(gatewayField)) }
}

/** The number of a gateway; -1 when the member needs none. Errors: InputError when it is missing or in vain. */
function gatewayOf(
  member: number,
  gateway: string | undefined,
  field: string,
  members: Members,
  where: () => string,
): number {
  const name = JSON.stringify(members.name[member])
  if (members.kind[member] !== "zone") {
    if (gateway === undefined) return -1
    throw new InputError(where(), field, gateway, `none, as ${name} is a ${members.kind[member]}`)
  }
  if (gateway === undefined) {
    throw new InputError(where(), field, gateway, `a host or router in zone ${name}`)
  }
  return members.pointWithin(member, gateway, where)
}
