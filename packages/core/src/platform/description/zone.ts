import type { BytesPerSecond } from "../../units.ts"
import type { HostDescription, HostGroup } from "./host.ts"
import type { LinkDescription, LinkModel } from "./link.ts"
import type { BypassDescription, RouteDescription, SpokeDescription } from "./route.ts"

/** What every zone has. */
export interface ZoneBase {
  /** Unique among all hosts, routers and zones of the platform. */
  readonly name: string
  /** Free text that the simulation does not read. */
  readonly properties?: Readonly<Record<string, string>>
}

/** What zones have whose members are listed one by one. */
export interface ListedZone extends ZoneBase {
  readonly hosts?: readonly HostDescription[]
  /** Names of points that routes pass or end at, but that cannot compute. */
  readonly routers?: readonly string[]
  readonly links?: readonly LinkDescription[]
  readonly zones?: readonly Zone[]
  readonly bypasses?: readonly BypassDescription[]
}

/** Every route is given. */
export interface FullZone extends ListedZone {
  readonly routing: "full"
  readonly routes?: readonly RouteDescription[]
}

/**
 * Routes are chained: of all ways over the given ones, the one with the fewest links.
 *
 * Source: Dijkstra, 1959. Of equal ways, the one whose points were named first, as in SimGrid's Dijkstra; its Floyd
 * may take another one of the same length.
 */
export interface ShortestPathZone extends ListedZone {
  readonly routing: "shortest-path"
  readonly routes?: readonly RouteDescription[]
}

/** Every member has its way to a centre and from it; a route is the one's way up, then the other's way down. */
export interface StarZone extends ListedZone {
  readonly routing: "star"
  readonly spokes?: readonly SpokeDescription[]
  /** A link that all routes between members pass. */
  readonly backbone?: LinkDescription
  readonly cabinets?: readonly CabinetDescription[]
}

/**
 * Hosts that are alike, in a star: each with a link up `link_<host>_UP` and a link down `link_<host>_DOWN`.
 *
 * Source: SimGrid's `<cabinet>`.
 */
export interface CabinetDescription {
  readonly name: string
  readonly hosts: HostGroup
  readonly bandwidth: BytesPerSecond
  /** In seconds. Default 0. */
  readonly latency?: number
}

/** What clusters of all topologies have. */
export interface RegularZone extends ZoneBase {
  readonly hosts: HostGroup
  /** The links that make the topology. */
  readonly links: LinkModel
  /** A fatpipe link of each host to itself. Default: none. */
  readonly loopback?: Omit<LinkModel, "policy">
  /** Bandwidth of a shared link that all traffic of a node passes, both ways. Default: none. */
  readonly limiter?: BytesPerSecond
}

/**
 * Each host has a private link to one switch; a backbone, if there is one, is passed by all routes. Without a
 * loopback, a host (or two virtual machines on it) reaches itself over its own link and the backbone, as in
 * SimGrid.
 *
 * Link names are SimGrid's: `<zone>_link_<number>`, `<zone>_backbone`, `<zone>_link_<number>_loopback`,
 * `..._limiter`.
 *
 * @example
 * const cluster: ClusterZone = {
 *   name: "c", routing: "cluster",
 *   hosts: { prefix: "node-", numbers: "0-9999", speed: 1e9 },
 *   links: { bandwidth: 125e6, latency: 50e-6 },
 * }
 */
export interface ClusterZone extends RegularZone {
  readonly routing: "cluster"
  /** Default policy "shared". */
  readonly backbone?: LinkModel
  /** The switch's name, for routes of the zone around. Default: prefix + `<zone>_router` + suffix. */
  readonly router?: string
}

/**
 * A fat tree of switches over the hosts; routes go by destination (D-mod-k).
 *
 * Lists begin at the hosts: on level i, `down[i]` children below each switch, `up[i]` switches above each of these
 * children, `parallel[i]` cables between the two. The hosts are the product of `down`.
 *
 * Source: Zahavi, 2010 (parallel ports generalised fat trees); numbers and names of links as in SimGrid.
 */
export interface FatTreeZone extends RegularZone {
  readonly routing: "fat-tree"
  readonly down: readonly number[]
  readonly up: readonly number[]
  readonly parallel: readonly number[]
}

/**
 * A torus with these sizes; routes go through one dimension after another. The hosts are the product of the sizes.
 */
export interface TorusZone extends RegularZone {
  readonly routing: "torus"
  readonly dimensions: readonly number[]
}

/** One level of a dragonfly: how many there are, and how many cables make one link between two of them. */
export interface DragonflyLevel {
  readonly count: number
  /** The bandwidth of a link is multiplied by it. Default 1. */
  readonly cables?: number
}

/**
 * A dragonfly: groups of chassis of blades of nodes; routes are minimal. The hosts are the product of the counts.
 *
 * Source: Faanes et al., 2012 (Cray Cascade); routes and names of links as in SimGrid.
 */
export interface DragonflyZone extends RegularZone {
  readonly routing: "dragonfly"
  readonly groups: DragonflyLevel
  readonly chassis: DragonflyLevel
  readonly blades: DragonflyLevel
  readonly nodes: number
}

/** A part of a platform with one kind of routing. */
export type Zone =
  | FullZone
  | ShortestPathZone
  | StarZone
  | ClusterZone
  | FatTreeZone
  | TorusZone
  | DragonflyZone

/** Hosts, links and routes, as plain data: a zone, and the zones in it. All quantities are SI. */
export type Platform = Zone
