import type { Profile } from "../../engine/profile.ts"
import type { BytesPerSecond, Seconds, Watts } from "../../units.ts"

/**
 * How flows use a link. `shared`: all flows of both directions together get its bandwidth; `fatpipe`: each flow alone
 * does; `split-duplex`: each direction has the bandwidth, shared by the flows of that direction.
 */
export type LinkPolicy = "shared" | "fatpipe" | "split-duplex"

/** What a link draws, in watts, between no load and full load. */
export interface LinkPowerDescription {
  readonly idle: Watts
  readonly busy: Watts
  /** When the link is off. Default 0. */
  readonly off?: Watts
}

/** Bandwidth, latency and policy: what regular links of a zone have in common. */
export interface LinkModel {
  readonly bandwidth: BytesPerSecond
  /** Default 0. */
  readonly latency?: Seconds
  /** Default "shared"; for the links of clusters, fat trees, tori and dragonflies "split-duplex". */
  readonly policy?: LinkPolicy
}

/**
 * One link. A split-duplex link named `l` is two links in the engine, `l_UP` and `l_DOWN`.
 *
 * @example const link: LinkDescription = { name: "l", bandwidth: 125e6, latency: 50e-6, policy: "split-duplex" }
 */
export interface LinkDescription extends LinkModel {
  /** Unique among all links of the platform. */
  readonly name: string
  /** Values are bytes/s. */
  readonly bandwidthProfile?: Profile
  /** Values are seconds. */
  readonly latencyProfile?: Profile
  /** Values above 0: on; 0: off. */
  readonly stateProfile?: Profile
  /** Consumption, in watts; of a split-duplex link, each direction draws it. Without it no energy is counted. */
  readonly power?: LinkPowerDescription
  /** Free text that the simulation does not read. */
  readonly properties?: Readonly<Record<string, string>>
}
