/** A step of an empirical distribution function: from `value` up to the next step it is `share`. */
export interface EcdfStep {
  readonly value: number
  /** The share of the values that are at most `value`, in 0..1. */
  readonly share: number
}

/**
 * The empirical distribution function of some values: a row a distinct value, in rising order, ending at a share of 1.
 *
 * Complexity  O(n log n)
 * Errors      RangeError when there are no values, or one is NaN.
 *
 * @example
 * ecdf([8, 2, 2, 5]) // [{ value: 2, share: 0.5 }, { value: 5, share: 0.75 }, { value: 8, share: 1 }]
 */
export function ecdf(values: readonly number[]): EcdfStep[] {
  if (values.length === 0) throw new RangeError("ecdf: no values, expected at least one")
  if (values.some(Number.isNaN)) throw new RangeError("ecdf: a value is NaN, expected numbers")
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.flatMap((value, i) =>
    value === sorted[i + 1] ? [] : [{ value, share: (i + 1) / sorted.length }],
  )
}
