import { mean } from "./mean.ts"
import { requireBetween } from "./requireBetween.ts"
import { studentQuantile } from "./studentQuantile.ts"

/** A mean, and how well a sample knows it; in the unit of the values. */
export interface MeanInterval {
  readonly mean: number
  readonly lower: number
  readonly upper: number
}

/**
 * The mean of a sample with its confidence interval, mean +- t s / sqrt(n): s is the standard deviation of the sample, t
 * Student's quantile with n - 1 degrees of freedom. Exact where the values are Gaussian and independent, such as
 * runs with different seeds.
 *
 * @param confidence how often such an interval holds the true mean; default 0.95
 *
 * Errors    RangeError when there are fewer than two values, one is not finite, or the confidence is not between 0 and 1.
 *
 * @example
 * meanInterval([8, 12, 13]) // { mean: 11, lower: 4.43, upper: 17.57 }
 */
export function meanInterval(values: readonly number[], confidence = 0.95): MeanInterval {
  if (values.length < 2)
    throw new RangeError(`meanInterval: ${values.length} values, expected at least two: add runs`)
  const bad = values.find((value) => !Number.isFinite(value))
  if (bad !== undefined) throw new RangeError(`meanInterval: a value is ${bad}, expected finite numbers`)
  requireBetween("meanInterval", "confidence", confidence)
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  const t = studentQuantile((1 + confidence) / 2, values.length - 1)
  const half = t * Math.sqrt(squares / (values.length - 1) / values.length)
  return { mean: centre, lower: centre - half, upper: centre + half }
}
