/**
 * The arithmetic mean, in the unit of the values.
 *
 * Errors    RangeError when there are no values.
 *
 * @example
 * mean([8, 12, 13]) // 11
 */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("mean: no values, expected at least one")
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
