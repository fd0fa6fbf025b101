import type { BytesPerSecond, Seconds } from "@placelab/core"

/** A site: some machines around a backbone of their own, with one way to all other sites. */
export interface SiteSpec {
  readonly name: string
  /** How many machines are there: the first site has the first ones. */
  readonly hosts: number
  /** Of its way out, and as much of its way in. */
  readonly bandwidth: BytesPerSecond
  /** Of either: messages to another site take that of both sites. */
  readonly latency: Seconds
}

/** A site as it is written. Without `hosts`, all have equal parts; without the others, 10 Gbit/s and 3.75 ms: 15 ms there and back. */
export type RawSite = Pick<SiteSpec, "name"> & Partial<SiteSpec>
