/**
 * The number of the first entry of a list for which something holds, as it does for all entries after it; the length of the list
 * where it holds for none. Complexity: O(log n).
 *
 * @example firstWhere([1, 3, 5], (each) => each >= 2) // 1
 */
export function firstWhere<T>(list: ArrayLike<T>, holds: (entry: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(list[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
