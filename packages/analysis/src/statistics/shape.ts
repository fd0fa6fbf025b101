/** Whether each value is above the one before it. */
export function isIncreasing(values: readonly number[]): boolean {
  return values.slice(1).every((value, i) => value > values[i]!)
}

/** Whether all values are equal, up to rounding (1e-9, relative). */
export function isFlat(values: readonly number[]): boolean {
  return Math.max(...values) - Math.min(...values) <= 1e-9 * Math.abs(values[0] ?? 0)
}

/**
 * Whether a curve sampled at equal steps of x is convex: no value lies above the line between its neighbours by more than
 * `tolerance` of itself. A tolerance lets a curve with small steps in it, as of whole rounds, be called convex.
 */
export function isConvex(values: readonly number[], tolerance = 0): boolean {
  return values
    .slice(1, -1)
    .every((value, i) => value <= ((values[i]! + values[i + 2]!) / 2) * (1 + tolerance))
}
