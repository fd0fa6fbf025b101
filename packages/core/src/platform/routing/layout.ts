/*
 * From a tree of zones to numbered hosts, links and routings that can be asked for routes.
 *
 * First pass: every host, router, zone and link gets its number, so that routes may name what stands later in the
 * document. Second pass: routes, spokes and bypasses are resolved to numbers. All names are checked here, and
 * nowhere else.
 *
 * Memory: linear in hosts, links and declared routes.
 */
import { InputError } from "../../inputError.ts"
import type { HostDescription } from "../description/host.ts"
import type { LinkDescription } from "../description/link.ts"
import type { Platform, StarZone, Zone } from "../description/zone.ts"
import { layOutCabinet } from "./cabinet.ts"
import { type LinkEnd, LinkNumbering } from "./linkNumbering.ts"
import { type AnyListedZone, declaredPairs, isListed, type NumberedZone, routeListed } from "./listedZones.ts"
import { Members } from "./members.ts"
import { join, type PlaceOf, placeInData } from "./place.ts"
import { type AnyRegularZone, layOutRegular } from "./regularZones.ts"
import type { Spoke } from "./starRouting.ts"
import { type RoutedZone, TreeRouting } from "./treeRouting.ts"

/** A platform as numbered things. */
export interface Layout {
  readonly hosts: readonly HostDescription[]
  readonly links: readonly LinkDescription[]
  /** What routes consist of. */
  readonly ends: readonly LinkEnd[]
  /** The hosts of each zone and of the zones in it: first number and number after the last, by the zone's name. */
  readonly zones: ReadonlyMap<string, readonly [first: number, end: number]>
  /** The pairs of hosts, by number, whose route is declared as such. */
  declared(): Iterable<readonly [from: number, to: number]>
  /** Appends the ends on the way between two hosts, by number, to an empty list; false when there is no way. */
  appendRoute(from: number, to: number, into: number[]): boolean
}

/**
 * Numbers everything in a platform and prepares its routes.
 *
 * Errors: InputError for names that are taken or unknown, routes that end outside their zone, gateways outside
 * theirs, missing directions, numbers that fit no topology, and a zone inside itself.
 */
export function layOut(platform: Platform, placeOf: PlaceOf = placeInData): Layout {
  const plan = new Plan(placeOf)
  plan.addZone(platform, -1, "")
  return plan.layout()
}

class Plan {
  readonly #placeOf: PlaceOf
  readonly #members = new Members()
  readonly #links: LinkNumbering
  readonly #hosts: HostDescription[] = []
  readonly #hostMembers: number[] = []
  readonly #listed: NumberedZone[] = []
  readonly #routed: RoutedZone[] = []
  readonly #zones = new Map<string, readonly [number, number]>()
  readonly #around: Zone[] = []
  readonly #serials = new Map<string, number>()

  constructor(placeOf: PlaceOf) {
    this.#placeOf = placeOf
    this.#links = new LinkNumbering(placeOf)
  }

  addZone(zone: Zone, parent: number, path: string): void {
    const where = () => this.#placeOf(zone, path)
    if (this.#around.includes(zone)) {
      throw new InputError(where(), "zone", zone.name, "a zone that is not inside itself")
    }
    this.#around.push(zone)
    this.#members.add("zone", zone.name, parent, where)
    const number = this.#members.ofZone.length - 1
    const first = this.#hosts.length
    if (isListed(zone)) this.#addListed(zone, number, path)
    else this.#addRegular(zone, number, path)
    this.#zones.set(zone.name, [first, this.#hosts.length])
    this.#around.pop()
  }

  layout(): Layout {
    const { zone, index, ofZone, depth } = this.#members
    const tree = {
      zone: Int32Array.from(zone),
      index: Int32Array.from(index),
      ofZone: Int32Array.from(ofZone),
      depth: Int32Array.from(depth),
    }
    const routing = new TreeRouting(tree, this.#routed)
    const between = (from: number, to: number, into: number[]) => routing.append(from, to, into)
    const names = { members: this.#members, links: this.#links, placeOf: this.#placeOf }
    for (const listed of this.#listed) this.#routed[listed.number] = routeListed(listed, names, between)
    const members = Int32Array.from(this.#hostMembers)
    return {
      hosts: this.#hosts,
      links: this.#links.links,
      ends: this.#links.ends,
      zones: this.#zones,
      declared: () => this.#declared(),
      appendRoute: (from, to, into) => routing.append(members[from]!, members[to]!, into) && into.length > 0,
    }
  }

  *#declared(): Iterable<readonly [number, number]> {
    const hostOf = new Map(this.#hostMembers.map((member, host) => [member, host]))
    for (const pair of declaredPairs(this.#listed, this.#members)) {
      const [from, to] = pair.map((member) => hostOf.get(member))
      if (from !== undefined && to !== undefined) yield [from, to]
    }
  }

  #addHost(host: HostDescription, zone: number, where: () => string): void {
    this.#hostMembers.push(this.#members.add("host", host.name, zone, where))
    this.#hosts.push(host)
  }

  #addRegular(zone: AnyRegularZone, number: number, path: string): void {
    const where = () => this.#placeOf(zone, path)
    const routing = layOutRegular(zone, {
      host: (host) => this.#addHost(host, number, where),
      router: (name) => this.#members.add("router", name, number, where),
      link: (name, model) => this.#links.add({ ...model, name }, path, zone),
      serial: () => this.#nextSerial(zone.routing),
      refuse: (what, value, expected) => new InputError(where(), what, value, expected),
    })
    this.#routed[number] = { routing, bypasses: undefined }
  }

  #addListed(zone: AnyListedZone, number: number, path: string): void {
    const { routers = [], hosts = [], links = [], zones = [] } = zone
    const at = (part: string, i: number) => join(path, `${part}[${i}]`)
    for (const [i, host] of hosts.entries()) {
      this.#addHost(host, number, () => this.#placeOf(host, at("hosts", i)))
    }
    for (const [i, name] of routers.entries()) {
      this.#members.add("router", name, number, () => this.#placeOf(zone, at("routers", i)))
    }
    for (const [i, link] of links.entries()) this.#links.add(link, at("links", i))
    const star = zone.routing === "star" ? this.#addStar(zone, number, path) : { backbone: -1, spokes: [] }
    this.#listed.push({ zone, number, path, ...star })
    for (const [i, child] of zones.entries()) this.addZone(child, number, at("zones", i))
  }

  #addStar(zone: StarZone, number: number, path: string): Pick<NumberedZone, "backbone" | "spokes"> {
    const backbone = zone.backbone === undefined ? -1 : this.#links.add(zone.backbone, join(path, "backbone"))
    const middle = backbone < 0 ? [] : [backbone]
    const spokes: (Spoke | undefined)[] = []
    for (const [i, cabinet] of (zone.cabinets ?? []).entries()) {
      const cabinetPath = join(path, `cabinets[${i}]`)
      const where = () => this.#placeOf(cabinet, cabinetPath)
      for (const { host, up, down } of layOutCabinet(cabinet, where())) {
        const index = this.#members.size[number]!
        this.#addHost(host, number, where)
        const upEnd = this.#links.add(up, cabinetPath, cabinet)
        const downEnd = this.#links.add(down, cabinetPath, cabinet)
        spokes[index] = { up: [upEnd, ...middle], down: [...middle, downEnd], gateway: -1 }
      }
    }
    return { backbone, spokes }
  }

  #nextSerial(kind: string): number {
    const serial = this.#serials.get(kind) ?? 0
    this.#serials.set(kind, serial + 1)
    return serial
  }
}
