/**
 * The capacity for so many users, from a list of factors: with n users the factor is the n-th, or the last one; without
 * users the capacity is whole.
 */
export function byLoad(factors: readonly number[]): (capacity: number, users: number) => number {
  return (capacity, users) =>
    users === 0 || factors.length === 0 ? capacity : capacity * factors[Math.min(users, factors.length) - 1]!
}
