/** How many numbers there are, their mean, and the mean square of what they differ from it. NaN is left out. */
export interface Moments {
  readonly count: number
  readonly mean: number
  readonly variance: number
}

/**
 * Two passes, so that numbers far from 0 lose nothing, and a variance of 0 where all are equal, whatever rounding does to their mean. Of no
 * number: mean and variance NaN.
 */
export function momentsOf(values: Float64Array): Moments {
  let count = 0
  let sum = 0
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count++
    sum += value
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  if (least === most) return { count, mean: least, variance: 0 }
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  return { count, mean, variance: squares / count }
}

/**
 * How alike a series is to itself `lag` samples later: mean product of both differences from the mean of all, over the variance. Pairs
 * of which one is NaN are left out. Undefined where nothing varies, and where no pair is left.
 */
export function autocorrelation(values: Float64Array, lag: number): number | undefined {
  const { mean, variance } = momentsOf(values)
  let pairs = 0
  let products = 0
  for (let i = 0; i + lag < values.length; i++) {
    const product = (values[i]! - mean) * (values[i + lag]! - mean)
    if (Number.isNaN(product)) continue
    pairs++
    products += product
  }
  return pairs > 0 && variance > 0 ? products / pairs / variance : undefined
}

/**
 * The value below which a share of sorted numbers lies, between its neighbours at position (n - 1) share.
 *
 * Source: Hyndman and Fan, 1996, definition 7.
 */
export function sortedQuantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const lower = sorted[below]!
  return lower + (position - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - lower)
}

/** The mean; undefined of none. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
