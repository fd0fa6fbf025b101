import { type MeanInterval, meanInterval } from "./meanInterval.ts"

/**
 * By how much `ours` is more than `others` on average, with a confidence interval; ours[i] and others[i] are of one pair, such
 * as two schedulers under the same load. What the pairs have in common cancels out, so the interval is narrower than those of
 * the two means. An interval without 0 says that the two differ.
 *
 * @param confidence default 0.95
 *
 * Errors    RangeError when the numbers of values differ, and as for {@link meanInterval}
 *
 * @example
 * pairedDifference([10, 20, 30], [9, 18, 27]) // { mean: 2, lower: -0.48, upper: 4.48 }
 */
export function pairedDifference(
  ours: readonly number[],
  others: readonly number[],
  confidence = 0.95,
): MeanInterval {
  if (ours.length !== others.length)
    throw new RangeError(
      `pairedDifference: ${ours.length} values against ${others.length}, expected pairs: run both on the same seeds`,
    )
  return meanInterval(
    ours.map((value, i) => value - others[i]!),
    confidence,
  )
}
