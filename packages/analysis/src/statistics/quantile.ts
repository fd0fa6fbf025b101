/**
 * The value below which a share of the values lies, interpolated between its neighbours.
 *
 * Units and shape  the values need not be sorted; `share` is in 0..1 (0.5 is the median).
 * Complexity       O(n log n)
 * Errors           RangeError when there are no values, one is NaN, or `share` is outside of 0..1.
 * Source           Hyndman and Fan 1996, definition 7: position (n - 1) share in the sorted values, from 0. R, NumPy
 *                  and spreadsheets do the same by default.
 *
 * @example
 * quantile([1, 2, 3, 4], 0.25) // 1.75
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("quantile: no values, expected at least one")
  if (values.some(Number.isNaN)) throw new RangeError("quantile: a value is NaN, expected numbers")
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantile: share is ${share}, expected 0..1`)
  const sorted = [...values].sort((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const lower = sorted[below]!
  const upper = sorted[Math.min(below + 1, sorted.length - 1)]!
  return lower === upper ? lower : lower + (position - below) * (upper - lower)
}
