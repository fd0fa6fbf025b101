import type { Monoid } from "fp-ts/lib/Monoid.js"

/** How many values there were, their sum, and their squared deviations from their mean: enough for mean and deviation. */
export interface Moments {
  readonly count: number
  /** In the unit of the values. */
  readonly sum: number
  /** Sum of (value - mean)^2. */
  readonly squares: number
}

/** The moments of some values, none for an empty list. */
export function momentsOf(values: readonly number[]): Moments {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { count: values.length, sum, squares }
}

/**
 * The moments of two sets of values together.
 *
 * Source  Chan, Golub, LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances", eq. 2.1.
 */
export const momentsMonoid: Monoid<Moments> = {
  empty: { count: 0, sum: 0, squares: 0 },
  concat: (a, b) => {
    if (a.count === 0) return b
    if (b.count === 0) return a
    const count = a.count + b.count
    const between = b.sum / b.count - a.sum / a.count
    return {
      count,
      sum: a.sum + b.sum,
      squares: a.squares + b.squares + (between ** 2 * a.count * b.count) / count,
    }
  },
}

/** The mean, null when there are no values. */
export function meanOf({ count, sum }: Moments): number | null {
  return count === 0 ? null : sum / count
}

/** The standard deviation of the values as a whole population (divided by n), null when there are none. */
export function deviationOf({ count, squares }: Moments): number | null {
  return count === 0 ? null : Math.sqrt(squares / count)
}
