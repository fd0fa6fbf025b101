import { quantile } from "./quantile.ts"
import { requireBetween } from "./requireBetween.ts"

/*
 * Between which values of a sample does the quantile q_p of their distribution lie? The number B of n values that are below q_p
 * is binomial, B(n, p), whatever the distribution. With x_(1) <= ... <= x_(n)
 *
 *   P(x_(l) <= q_p <= x_(u)) >= P(l <= B <= u - 1)
 *
 * so l is the greatest rank with P(B <= l - 1) <= (1 - confidence) / 2, and u the least with P(B >= u) <= (1 - confidence) / 2.
 * Equality holds for continuous distributions. Ranks are whole, so the coverage is above the confidence that was asked for.
 *
 * Source    Conover 1999, Practical Nonparametric Statistics, 3.2; David and Nagaraja 2003, Order Statistics, 7.1
 */

/** A quantile of a sample, and how well the sample knows it; in the unit of the values. */
export interface QuantileInterval {
  readonly quantile: number
  readonly lower: number
  readonly upper: number
  /** How often such an interval holds the true quantile, at least. */
  readonly coverage: number
}

/**
 * A quantile of a sample with a confidence interval that holds for every distribution: its ends are values of the sample.
 *
 * @param share which quantile, in 0..1: 0.5 is the median
 * @param confidence default 0.95
 *
 * Complexity  O(n log n)
 * Errors      RangeError as {@link quantile}; for a share of 0 or 1, a confidence that is not between 0 and 1, and too few
 *             values for one of the ends (for a median at 95 %: fewer than 6).
 *
 * @example
 * quantileInterval([5, 1, 4, 2, 6, 3], 0.5) // { quantile: 3.5, lower: 1, upper: 6, coverage: 0.96875 }
 */
export function quantileInterval(
  values: readonly number[],
  share: number,
  confidence = 0.95,
): QuantileInterval {
  const estimate = quantile(values, share)
  requireBetween("quantileInterval", "share", share)
  requireBetween("quantileInterval", "confidence", confidence)
  const n = values.length
  const outside = (1 - confidence) / 2
  const below = tailRank(n, share, outside)
  const above = tailRank(n, 1 - share, outside)
  if (below.rank === 0 || above.rank === 0)
    throw new RangeError(
      `quantileInterval: ${n} values know no ${confidence} interval of the quantile at ${share}, expected more values`,
    )
  const sorted = [...values].sort((a, b) => a - b)
  return {
    quantile: estimate,
    lower: sorted[below.rank - 1]!,
    upper: sorted[n - above.rank]!,
    coverage: 1 - below.outside - above.outside,
  }
}

/** The greatest l with P(B <= l - 1) <= most, 0 for none, and that probability; B is binomial. */
function tailRank(n: number, share: number, most: number): { rank: number; outside: number } {
  // Logarithms, as (1 - share)^n underflows for large samples.
  let term = n * Math.log1p(-share)
  let sum = 0
  for (let rank = 0; ; rank++) {
    const next = sum + Math.exp(term)
    if (next > most || rank === n) return { rank, outside: sum }
    sum = next
    term += Math.log(((n - rank) / (rank + 1)) * (share / (1 - share)))
  }
}
