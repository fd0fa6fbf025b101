/*
 * Linear least squares with coefficients of at least 0, for a few columns.
 *
 * Minimises |A x - b|^2 over x >= 0. Where some coefficients are 0 at the minimum, the others solve the ordinary problem
 * of their columns; so the minimum is the best among the solutions of all subsets of columns that have no negative
 * coefficient. With k columns that is 2^k small systems (k is 3 at most here), solved by the normal equations
 * A'A x = A'b and Gauss's elimination with pivots.
 */

/** Below this share of a column's own size, what the columns before it leave of it is rounding: it depends on them. */
const leastPivot = 1e-10

/**
 * The coefficients, one a column, all at least 0; undefined when a column is 0 or depends on the others, so that they do
 * not follow from the data.
 */
export function nonNegativeLeastSquares(
  columns: readonly (readonly number[])[],
  target: readonly number[],
): readonly number[] | undefined {
  const whole = leastSquares(columns, target)
  if (whole === undefined || whole.every((x) => x >= 0)) return whole
  let best: readonly number[] = columns.map(() => 0)
  let least = squares(columns, best, target)
  for (let subset = 1; subset < 2 ** columns.length - 1; subset++) {
    const isIn = (_: unknown, i: number) => (subset & (1 << i)) !== 0
    const some = leastSquares(columns.filter(isIn), target)
    if (some?.every((x) => x >= 0) !== true) continue
    const left = [...some]
    const x = columns.map((column, i) => (isIn(column, i) ? left.shift()! : 0))
    const sum = squares(columns, x, target)
    if (sum < least) [best, least] = [x, sum]
  }
  return best
}

/** Solves the normal equations; columns are scaled to length 1 first, so that one pivot rule fits all. */
function leastSquares(
  columns: readonly (readonly number[])[],
  target: readonly number[],
): number[] | undefined {
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)))
  const unit = columns.map((column, i) => column.map((value) => value / lengths[i]!))
  const rows = unit.map((column) => [...unit.map((other) => dot(column, other)), dot(column, target)])
  return eliminate(rows)?.map((x, i) => x / lengths[i]!)
}

/** Solves a square system; a row holds its coefficients and its right side. */
function eliminate(rows: number[][]): number[] | undefined {
  const size = rows.length
  for (let at = 0; at < size; at++) {
    let pivot = at
    for (let i = at; i < size; i++) if (Math.abs(rows[i]![at]!) > Math.abs(rows[pivot]![at]!)) pivot = i
    if (!(Math.abs(rows[pivot]![at]!) > leastPivot)) return undefined
    const swapped = rows[pivot]!
    rows[pivot] = rows[at]!
    rows[at] = swapped
    for (let i = 0; i < size; i++) {
      if (i === at) continue
      const factor = rows[i]![at]! / swapped[at]!
      for (let j = at; j <= size; j++) rows[i]![j]! -= factor * swapped[j]!
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!)
}

function squares(
  columns: readonly (readonly number[])[],
  x: readonly number[],
  target: readonly number[],
): number {
  return target.reduce((sum, value, row) => {
    const off = columns.reduce((total, column, i) => total + x[i]! * column[row]!, -value)
    return sum + off * off
  }, 0)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}
