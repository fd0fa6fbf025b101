/*
 * Which quantile functions are alike.
 *
 * Problem   Classes whose members differ little from their mean: in squares, over shares. That is k-means, where the distance of two
 *           VMs is that of Wasserstein between the laws of their loads. The mean square that is left is the variance that samples lose
 *           when each VM has the quantile function of its class; no other grouping keeps more of it, among those close by.
 * Method    Lloyd's. At first sorted by their means and cut into parts of the same size; then means of classes and nearest classes
 *           by turns, until nobody moves. On a tie the earlier class. Classes that nobody is nearest to vanish.
 * Cost      O(functions x classes x scores) a turn; `mostTurns` at most.
 */
import { scoreShares } from "./quantileFunction.ts"

const mostTurns = 100

/** Which part of a law each score stands for: from half way to the score before it to half way to the next. */
const widths = scoreShares.map((share, j) => {
  const from = j === 0 ? 0 : (scoreShares[j - 1]! + share) / 2
  return (j === scoreShares.length - 1 ? 1 : (share + scoreShares[j + 1]!) / 2) - from
})

/** The class of each function, given as values at the scores: from 0 on, with at most `most` classes, by the means of their first members. */
export function quantileClasses(functions: readonly (readonly number[])[], most: number): number[] {
  const means = functions.map((values) => values.reduce((sum, value, j) => sum + value * widths[j]!, 0))
  const order = functions.map((_, i) => i).sort((a, b) => means[a]! - means[b]!)
  let classes = new Array<number>(functions.length).fill(0)
  for (const [rank, i] of order.entries()) classes[i] = Math.floor((rank * most) / order.length)
  for (let turn = 0; turn < mostTurns; turn++) {
    const centres = centresOf(functions, classes, most)
    const nearest = functions.map((values) => nearestOf(values, centres))
    const isOver = nearest.every((each, i) => each === classes[i])
    classes = nearest
    if (isOver) break
  }
  return classes
}

function centresOf(
  functions: readonly (readonly number[])[],
  classes: readonly number[],
  count: number,
): (Float64Array | undefined)[] {
  const sizes = new Array<number>(count).fill(0)
  const centres = sizes.map(() => new Float64Array(scoreShares.length))
  for (const [i, values] of functions.entries()) {
    sizes[classes[i]!]!++
    for (const [j, value] of values.entries()) centres[classes[i]!]![j]! += value
  }
  return centres.map((sums, at) => (sizes[at] === 0 ? undefined : sums.map((sum) => sum / sizes[at]!)))
}

function nearestOf(values: readonly number[], centres: readonly (Float64Array | undefined)[]): number {
  let nearest = 0
  let least = Number.POSITIVE_INFINITY
  for (const [at, centre] of centres.entries()) {
    if (centre === undefined) continue
    let square = 0
    for (let j = 0; j < centre.length; j++) square += widths[j]! * (values[j]! - centre[j]!) ** 2
    if (square >= least) continue
    least = square
    nearest = at
  }
  return nearest
}
