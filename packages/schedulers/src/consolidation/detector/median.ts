/**
 * The median of the first `length` values, which are sorted in place. Between two values in the middle: the lower one and half of the
 * way to the upper one, as Apache Commons Math computes it.
 */
export function medianInPlace(values: Float64Array, length: number): number {
  sortInPlace(values, length)
  const middle = length >> 1
  const upper = values[middle]!
  if (length % 2 === 1) return upper
  const lower = values[middle - 1]!
  return lower + 0.5 * (upper - lower)
}

/** Sorts the first `length` values, which are few, by insertion. */
export function sortInPlace(values: Float64Array, length: number): void {
  for (let i = 1; i < length; i++) {
    const value = values[i]!
    let at = i
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!
    values[at] = value
  }
}
