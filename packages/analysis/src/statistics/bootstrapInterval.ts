import { RandomStream } from "@placelab/core"
import { acceleration, bcaShare, biasCorrection } from "./bca.ts"
import { quantile } from "./quantile.ts"
import { requireBetween } from "./requireBetween.ts"

/** How {@link bootstrapInterval} resamples. */
export interface BootstrapOptions {
  /** How often such an interval should hold the true value; default 0.95. */
  readonly confidence?: number
  /** Samples of as many values, drawn from the values with replacement; default 2000, at least 100. */
  readonly resamples?: number
  readonly seed: number
  /** `bca` (the default) corrects percentiles for bias and acceleration. */
  readonly method?: "bca" | "percentile"
}

/** A statistic of a sample, and how well the sample knows it; in the unit of the statistic. */
export interface BootstrapInterval {
  readonly estimate: number
  readonly lower: number
  readonly upper: number
}

/**
 * The confidence interval of any statistic of a sample, such as a median, a ratio or a correlation, from what the statistic is in
 * samples drawn from the sample. For a mean of Gaussian values `meanInterval` is exact; this one is for all else. Small samples make
 * it too narrow: below some ten values it should not be trusted.
 *
 * @param values independent observations: numbers, or records such as pairs that belong together
 * @param statistic of values in any order; it must not keep the array
 *
 * Deterministic  Same seed, same interval.
 * Complexity     One statistic a resample, for `bca` one more a value.
 * Errors         RangeError when there are fewer than two values, an option is out of range, the statistic is not finite, or, for
 *                `bca`, all resamples are on one side of the estimate.
 * Source         Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3 (percentiles) and 14.3 (BCa). Efron 1987.
 *
 * @example
 * bootstrapInterval([3, 5, 1, 9, 4, 7, 2, 6, 4, 30], (sample) => quantile(sample, 0.5), { seed: 1 })
 */
export function bootstrapInterval<Value>(
  values: readonly Value[],
  statistic: (sample: readonly Value[]) => number,
  options: BootstrapOptions,
): BootstrapInterval {
  const { confidence = 0.95, resamples = 2000, seed, method = "bca" } = options
  if (values.length < 2)
    throw new RangeError(`bootstrapInterval: ${values.length} values, expected at least two`)
  requireBetween("bootstrapInterval", "confidence", confidence)
  if (!(Number.isSafeInteger(resamples) && resamples >= 100))
    throw new RangeError(`bootstrapInterval: resamples is ${resamples}, expected a whole number from 100 on`)

  const finite = (sample: readonly Value[]) => {
    const value = statistic(sample)
    if (!Number.isFinite(value))
      throw new RangeError(`bootstrapInterval: the statistic is ${value}, expected a finite number`)
    return value
  }
  const estimate = finite(values)
  const random = new RandomStream(seed, "bootstrap")
  const sample = [...values]
  const resampled = Array.from({ length: resamples }, () => {
    for (let i = 0; i < sample.length; i++) sample[i] = values[random.below(values.length)]!
    return finite(sample)
  })
  const nominal = [(1 - confidence) / 2, (1 + confidence) / 2]
  const correction = method === "bca" && {
    bias: biasCorrection(resampled, estimate),
    acceleration: acceleration(values, finite),
  }
  const [lower, upper] = nominal.map((share) =>
    quantile(resampled, correction ? bcaShare(share, correction) : share),
  )
  return { estimate, lower: lower!, upper: upper! }
}
