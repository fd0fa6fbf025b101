import { normalCdf } from "./normalCdf.ts"

/** Below its negative a double has no smaller share than 0. */
const furthest = 40

/**
 * The value below which a share of a standard normal distribution lies, by halving an interval around it.
 *
 * Accuracy    relative 1e-13; shares near 1 are as coarse as doubles are there.
 * Errors      RangeError when `share` is not between 0 and 1.
 * Source      the distribution function is that of {@link normalCdf}
 *
 * @example
 * normalQuantile(0.975) // 1.959964
 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1))
    throw new RangeError(`normalQuantile: share is ${share}, expected more than 0 and less than 1`)
  if (share === 0.5) return 0
  if (share > 0.5) return -normalQuantile(1 - share)
  let low = -furthest
  let high = 0
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < share) low = middle
    else high = middle
  }
  return high
}
