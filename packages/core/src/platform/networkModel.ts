import type { Bytes } from "../units.ts"

/**
 * A factor, or steps of it by the size of a transfer, in rising order: the factor of the last step whose size is below
 * the transfer's, 1 below the first.
 */
export type SizeFactor = number | readonly (readonly [size: Bytes, factor: number])[]

/**
 * How a transfer of B bytes over links l with latency lat_l and bandwidth bw_l goes:
 *
 * 1. it waits latencyFactor x (sum of lat_l);
 * 2. then its rate is bandwidthFactor x its fair share, where the share is at most the smallest bw_l and at most
 *    tcpGamma / (2 x sum of lat_l), the rate of a TCP window.
 *
 * With `roundTripFairness`, shares on a full link go as 1 / (sum of lat_l + weightS / bw_l), the way TCP favours short
 * round trips; without it, all flows are alike. With `crossTraffic`, acknowledgements use 5 % of the flow's rate on the
 * links of the way back.
 *
 * Source: Casanova and Marchal, 2002 (CM02); Velho and Legrand, 2009 (LV08); constants as in SimGrid.
 */
export interface NetworkModel {
  readonly name: string
  readonly latencyFactor: SizeFactor
  readonly bandwidthFactor: SizeFactor
  /** In bytes. */
  readonly weightS: number
  /** In bytes; Infinity: windows never limit. */
  readonly tcpGamma: number
  readonly roundTripFairness: boolean
  readonly crossTraffic: boolean
}

/** Latency, then bytes / fair share of the bandwidth: what is written on the links, and nothing else. The default. */
export const plainNetwork: NetworkModel = {
  name: "plain",
  latencyFactor: 1,
  bandwidthFactor: 1,
  weightS: 0,
  tcpGamma: Number.POSITIVE_INFINITY,
  roundTripFairness: false,
  crossTraffic: false,
}

/** SimGrid's CM02: TCP windows, round-trip fairness, acknowledgements; no correction factors. */
export const cm02Network: NetworkModel = {
  ...plainNetwork,
  name: "CM02",
  tcpGamma: 4_194_304,
  roundTripFairness: true,
  crossTraffic: true,
}

/** SimGrid's default, LV08: CM02 with the factors that were fitted to packet-level simulations. */
export const lv08Network: NetworkModel = {
  ...cm02Network,
  name: "LV08",
  latencyFactor: 13.01,
  bandwidthFactor: 0.97,
  weightS: 20_537,
}

/** The factor for a transfer of `bytes`. */
export function factorFor(factor: SizeFactor, bytes: Bytes): number {
  if (typeof factor === "number") return factor
  let found = 1
  for (const [size, value] of factor) if (size < bytes) found = value
  return found
}
