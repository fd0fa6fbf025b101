/** Whether each value is above the one before it. */
export function isIncreasing(values: readonly number[]): boolean {
  return values.slice(1).every((value, i) => value > values[i]!)
}

/** Whether all values are equal, up to rounding (1e-9, relative). */
export function isFlat(values: readonly number[]): boolean {
  return Math.max(...values) - Math.min(...values) <= 1e-9 * Math.abs(values[0] ?? 0)
}

/**
 * Whether a curve sampled at equal steps of x bends upwards: cut into `parts` of equal length (the last one may be longer),
 * each part rises more steeply than the one before. A straight line does not bend. Parts of several samples overlook small
 * steps in the curve, such as those of whole rounds.
 *
 * Errors    RangeError when there are fewer steps than parts.
 */
export function isConvex(values: readonly number[], parts: number): boolean {
  const steps = Math.floor((values.length - 1) / parts)
  if (steps < 1) {
    throw new RangeError(`isConvex: ${values.length} values, expected more than ${parts} for ${parts} parts`)
  }
  const slopes = Array.from({ length: parts }, (_, i) => {
    const end = i === parts - 1 ? values.length - 1 : (i + 1) * steps
    return (values[end]! - values[i * steps]!) / (end - i * steps)
  })
  return isIncreasing(slopes)
}
