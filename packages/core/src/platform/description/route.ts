/**
 * A link in a route: its name, or its name and direction when it is split-duplex. One direction can be meant by its
 * own name, too: `l_UP` is `{ link: "l", direction: "up" }`, except that the way back of a symmetrical route then
 * uses the same direction.
 */
export type LinkUse = string | { readonly link: string; readonly direction?: "up" | "down" }

/**
 * The links from one member of a zone to another one. When an end is a zone, its gateway says where inside that zone
 * the route starts or ends: a host or router somewhere within it.
 *
 * @example const route: RouteDescription = { from: "a", to: "b", links: [{ link: "l", direction: "up" }] }
 */
export interface RouteDescription {
  /** A host, router or zone directly in this zone. */
  readonly from: string
  /** A host, router or zone directly in this zone. */
  readonly to: string
  /** Where the route leaves the zone `from`; only when that is a zone. */
  readonly fromGateway?: string
  /** Where the route enters the zone `to`; only when that is a zone. */
  readonly toGateway?: string
  readonly links: readonly LinkUse[]
  /** The way back is the same reversed, in the other direction of split-duplex links. Default true. */
  readonly symmetrical?: boolean
}

/**
 * A route in one direction that is taken instead of what the routing would say: between two hosts or routers of this
 * zone, or between two zones somewhere below it.
 */
export interface BypassDescription {
  readonly from: string
  readonly to: string
  readonly fromGateway?: string
  readonly toGateway?: string
  readonly links: readonly LinkUse[]
}

/** How one member of a star is connected to its centre. */
export interface SpokeDescription {
  /** A host, router or zone directly in this zone. */
  readonly member: string
  /** Where the spoke meets a zone: a host or router within it; only when the member is a zone. */
  readonly gateway?: string
  /** From the member to the centre. */
  readonly up: readonly LinkUse[]
  /** From the centre to the member. Default: `up` reversed, in the other direction of split-duplex links. */
  readonly down?: readonly LinkUse[]
  /** From the member to itself. Default: `up`, then what of `down` is not in it. */
  readonly loopback?: readonly LinkUse[]
}
