/**
 * Solves A x = b by elimination with scaled partial pivoting: `b` becomes x, and A is used up. A pivot of 0 counts as tiny. False
 * where a row of A is 0: there is no answer. Cost: O(n^3).
 *
 * Source: Press et al., Numerical Recipes, section 2.3.
 */
export function solveInPlace(a: number[][], b: number[]): boolean {
  const n = b.length
  const scales: number[] = []
  for (const row of a) {
    let largest = 0
    for (const value of row) largest = Math.max(largest, Math.abs(value))
    if (largest === 0) return false
    scales.push(1 / largest)
  }
  for (let k = 0; k < n; k++) {
    let [pivot, most] = [k, -1]
    for (let i = k; i < n; i++) {
      const size = scales[i]! * Math.abs(a[i]![k]!)
      if (size >= most) [pivot, most] = [i, size]
    }
    exchange(a, k, pivot)
    exchange(b, k, pivot)
    exchange(scales, k, pivot)
    const upper = a[k]!
    if (upper[k] === 0) upper[k] = tiny
    const inverse = 1 / upper[k]!
    for (let i = k + 1; i < n; i++) {
      const row = a[i]!
      const factor = row[k]! * inverse
      for (let j = k + 1; j < n; j++) row[j]! -= factor * upper[j]!
      b[i]! -= factor * b[k]!
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!
    for (let j = i + 1; j < n; j++) sum -= a[i]![j]! * b[j]!
    b[i] = sum / a[i]![i]!
  }
  return true
}

const tiny = 1e-30

function exchange<T>(list: T[], i: number, j: number): void {
  const other = list[i]!
  list[i] = list[j]!
  list[j] = other
}
