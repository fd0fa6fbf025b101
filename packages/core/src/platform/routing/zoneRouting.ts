/** Where a route between two zones leaves the one and enters the other: numbers of hosts or routers in them. */
export interface Gateways {
  /** -1 when the route starts at a host or router itself. */
  readonly from: number
  /** -1 when the route ends at a host or router itself. */
  readonly to: number
}

/**
 * The routes between the members of one zone, found when asked for. Members (hosts, routers, child zones) are
 * numbered within the zone from 0; link ends within the platform.
 */
export interface ZoneRouting {
  /** Appends the link ends from member `from` to member `to`; false when there is no route. */
  append(from: number, to: number, into: number[]): boolean
  /**
   * The gateways of the route between two members of which one at least is a zone; undefined without such a route.
   */
  gateways?(from: number, to: number): Gateways | undefined
}
