import { normalCdf, normalQuantile } from "@placelab/core"
import { mean } from "./mean.ts"

/*
 * BCa: which shares of the resamples are the ends of an interval that is corrected for bias and acceleration. With the estimate
 * t of a sample of n values, and Phi the normal distribution function
 *
 *   z0       Phi^-1(share of the resamples below t): 0 where t is their median
 *   a        sum d_i^3 / (6 (sum d_i^2)^(3/2)),  d_i = mean of t_(1) ... t_(n) - t_(i),  t_(i) the estimate without value i: by how
 *            much the error of t changes with what is estimated
 *   share    Phi(z0 + (z0 + z) / (1 - a (z0 + z))),  z = Phi^-1(nominal share)
 *
 * With z0 = a = 0 the share is the nominal one, and the interval that of percentiles.
 *
 * Source    Efron 1987, Better Bootstrap Confidence Intervals; Efron and Tibshirani 1993, An Introduction to the Bootstrap, (14.9)
 *           to (14.15)
 * Differs   Resamples that equal the estimate count half as below it: else statistics with few values, such as medians, had a bias
 *           that they have not.
 */

/** What a sample says of the law of its estimate. */
export interface BcaCorrection {
  /** z0 */
  readonly bias: number
  /** a */
  readonly acceleration: number
}

/** The bias correction z0. Errors: RangeError when all resamples are on one side of the estimate. */
export function biasCorrection(resampled: readonly number[], estimate: number): number {
  const below = resampled.filter((value) => value < estimate).length
  const equal = resampled.filter((value) => value === estimate).length
  const share = (below + equal / 2) / resampled.length
  if (share === 0 || share === 1)
    throw new RangeError(
      `bca: all resamples are ${share === 0 ? "above" : "below"} the estimate ${estimate}, expected some on both sides: take percentiles`,
    )
  return normalQuantile(share)
}

/** The acceleration a, by the jackknife; 0 where the estimate does not change. */
export function acceleration<Value>(
  values: readonly Value[],
  statistic: (sample: readonly Value[]) => number,
): number {
  const without = values.map((_, i) => statistic(values.toSpliced(i, 1)))
  const centre = mean(without)
  let squares = 0
  let cubes = 0
  for (const estimate of without) {
    squares += (centre - estimate) ** 2
    cubes += (centre - estimate) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

/** The share of the resamples below the end of an interval whose nominal share is `nominal`. */
export function bcaShare(nominal: number, { bias, acceleration }: BcaCorrection): number {
  const shifted = bias + normalQuantile(nominal)
  const slope = 1 - acceleration * shifted
  // Where the slope is used up, the correction grows beyond all bounds.
  if (slope <= 0) return shifted > 0 ? 1 : 0
  return normalCdf(bias + shifted / slope)
}
