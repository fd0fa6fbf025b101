/** CPU use at a normal score: linear between `scores`, beyond the ends as there. */
export function shareAt(scores: readonly number[], quantiles: readonly number[], score: number): number {
  let above = 1
  while (above < scores.length - 1 && scores[above]! < score) above++
  const [left, right] = [scores[above - 1]!, scores[above]!]
  const part = Math.min(1, Math.max(0, (score - left) / (right - left)))
  return quantiles[above - 1]! + part * (quantiles[above]! - quantiles[above - 1]!)
}
