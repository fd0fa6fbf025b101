import type { MeanInterval } from "./meanInterval.ts"

/** How far a mean may be from the truth, at most; where both are given, one is enough. */
export interface Tolerance {
  /** As a share of the true mean: 0.05 for 5 %. Not for means that may be 0, as those of differences. */
  readonly relative?: number
  /** In the unit of the values. */
  readonly absolute?: number
}

/**
 * Whether an interval is as narrow as a tolerance wants it: its half-width h is at most `absolute`, or at most r / (1 + r) of its mean,
 * so that the mean is off by at most a share r of the true one wherever the interval holds it: |m - t| <= h gives
 * |t| >= |m| - h, and h <= r (|m| - h) is h <= r / (1 + r) |m|. All are precise where nothing is wanted.
 *
 * Source    Law 2015, Simulation Modeling and Analysis, 9.4.1
 */
export function isPrecise({ mean, lower, upper }: MeanInterval, tolerance: Tolerance | undefined): boolean {
  if (tolerance === undefined) return true
  const { relative = 0, absolute = 0 } = tolerance
  const half = (upper - lower) / 2
  return half <= absolute || half <= (relative / (1 + relative)) * Math.abs(mean)
}

/** Refuses a tolerance that says nothing. Errors: RangeError. */
export function requireTolerance(of: string, { relative, absolute }: Tolerance): void {
  if (relative === undefined && absolute === undefined)
    throw new RangeError(`tolerance of ${of}: neither relative nor absolute, expected one of them`)
  for (const [kind, value] of [
    ["relative", relative],
    ["absolute", absolute],
  ] as const) {
    if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`tolerance of ${of}: ${kind} is ${value}, expected more than 0`)
  }
}
