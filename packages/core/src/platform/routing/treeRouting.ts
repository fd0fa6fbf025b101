/*
 * Routes across zones. From `from` to `to`: climb from both ends to the zone that holds both; its routing says how
 * its two members there are connected. Where such a member is a zone, the route's gateway says where it is left or
 * entered, and the way between the end and the gateway is found in the same manner, inside.
 *
 * A bypass in the zone that holds both replaces what its routing would say; of several, the one between the
 * innermost zones.
 *
 * Termination: gateways lie inside their zone, so each step inside has a deeper holding zone. Cost: O(depth x
 * length of the parts); no route is stored. Source: SimGrid's recursive routing. Differs: hosts and zones may be
 * members of the same zone; a part that is missing makes the whole route missing, where SimGrid goes on with the
 * rest; a bypass that starts or ends at the gateway itself adds no loopback there.
 */
import type { DeclaredRoute, RouteTable } from "./fullRouting.ts"
import type { ZoneRouting } from "./zoneRouting.ts"

/** The routing of one zone, and its bypasses by the numbers of their ends, if it has any. */
export interface RoutedZone {
  readonly routing: ZoneRouting
  readonly bypasses: RouteTable | undefined
}

/** Where the members of a platform stand, by their numbers. */
export interface Tree {
  /** The zone that a member is directly in; -1 for the outermost zone. */
  readonly zone: Int32Array
  /** A member's index in that zone. */
  readonly index: Int32Array
  /** The member that a zone is. */
  readonly ofZone: Int32Array
  /** How many zones are around a zone. */
  readonly depth: Int32Array
}

/** Routes across all zones of a platform. */
export class TreeRouting {
  readonly #tree: Tree
  readonly #zones: readonly RoutedZone[]

  constructor(tree: Tree, zones: readonly RoutedZone[]) {
    this.#tree = tree
    this.#zones = zones
  }

  /** Appends the link ends between two hosts or routers, by number; false when there is no route. */
  append(from: number, to: number, into: number[]): boolean {
    const { zone, index } = this.#tree
    const together = zone[from]!
    if (together === zone[to]) {
      const { routing, bypasses } = this.#zones[together]!
      if (bypasses === undefined) return routing.append(index[from]!, index[to]!, into)
    }
    return this.#appendAcross(from, to, into)
  }

  #appendAcross(from: number, to: number, into: number[]): boolean {
    const { zone: zoneOf, index, ofZone, depth } = this.#tree
    let start = from
    let end = to
    while (zoneOf[start] !== zoneOf[end]) {
      if (depth[zoneOf[start]!]! >= depth[zoneOf[end]!]!) start = ofZone[zoneOf[start]!]!
      else end = ofZone[zoneOf[end]!]!
    }
    const zone = zoneOf[start]!
    const { routing, bypasses } = this.#zones[zone]!
    const bypass = bypasses === undefined ? undefined : this.#findBypass(bypasses, zone, from, to)
    if (bypass !== undefined) {
      if (bypass.from >= 0 && !this.#appendInside(from, bypass.from, into)) return false
      for (const link of bypass.ends) into.push(link)
      return bypass.to < 0 || this.#appendInside(bypass.to, to, into)
    }
    if (start === from && end === to) return routing.append(index[from]!, index[to]!, into)

    const gateways = routing.gateways?.(index[start]!, index[end]!)
    if (gateways === undefined) return false
    if (start !== from && (gateways.from < 0 || !this.#appendInside(from, gateways.from, into))) return false
    if (!routing.append(index[start]!, index[end]!, into)) return false
    return end === to || (gateways.to >= 0 && this.#appendInside(gateways.to, to, into))
  }

  /** Between an end of a route and a gateway; nothing when they are the same. */
  #appendInside(from: number, to: number, into: number[]): boolean {
    return from === to || this.append(from, to, into)
  }

  #findBypass(bypasses: RouteTable, zone: number, from: number, to: number): DeclaredRoute | undefined {
    if (this.#tree.zone[from] === zone && this.#tree.zone[to] === zone) return bypasses.get(from, to)
    const above = this.#zonesBelow(zone, from)
    const beyond = this.#zonesBelow(zone, to)
    for (let level = 0; level < Math.max(above.length, beyond.length); level++) {
      for (let i = 0; i <= level; i++) {
        const found = lookUp(bypasses, above[i], beyond[level]) ?? lookUp(bypasses, above[level], beyond[i])
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  /** The zones between a member and a zone around it, from the innermost on. */
  #zonesBelow(zone: number, member: number): number[] {
    const { zone: zoneOf, ofZone } = this.#tree
    const path: number[] = []
    for (let z = zoneOf[member]!; z !== zone; z = zoneOf[ofZone[z]!]!) path.push(ofZone[z]!)
    return path
  }
}

function lookUp(bypasses: RouteTable, from: number | undefined, to: number | undefined) {
  return from === undefined || to === undefined ? undefined : bypasses.get(from, to)
}
