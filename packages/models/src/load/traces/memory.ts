/*
 * What a VM's load remembers: a Gaussian series that is the sum of a few memories.
 *
 * Notation  D       interval of the series;  n  its length
 *           T_j     how long memory j lasts: 0 (all new at each sample), 15 min, 90 min, 12 h
 *           a_j     T_j / (T_j + D): correlation of memory j at lag 1, and a_j^k at lag k: autoregressive, of order 1
 *           V_j     variance of the mean of n samples of memory j, of variance 1 each
 *           w_j     its part of the variance *about the mean of the n samples*; they sum up to 1
 *           g_j(k)  (a_j^k - V_j) / (1 - V_j): what its autocorrelation about that mean is: mean product over mean square
 * Measured autocorrelations are about a mean that was measured as well, which long memories move: with g instead of a^k
 * the fit is hardly misled by that (the mean of ratios is not the ratio of means: where most of the variance of a day lasts for 12 hours,
 * they are 0.05 apart). So the w_j are those that bring sum w_j g_j(k) closest to what was measured at some lags, in squares.
 *
 * Fit       Over w >= 0 with sum 1, pair after pair: what is given from one to another is the best there is, until nothing moves.
 *           The function is a convex quadratic one, a few numbers large.
 */
import type { Seconds } from "@placelab/core"

/** T_j for j = 1, 2, 3. */
export const memoryTimes: readonly Seconds[] = [900, 5400, 43_200]

/** How one memory goes on: `a`, and what of its variance is left about the mean of a series, 1 - V. */
export interface Memory {
  readonly correlation: number
  readonly leftVariance: number
}

/** The memories of series of `samples` every `interval`: without memory first, then as {@link memoryTimes}. */
export function memoriesOf(interval: Seconds, samples: number): Memory[] {
  return [0, ...memoryTimes].map((time) => {
    const correlation = time / (time + interval)
    let power = 1
    let sum = 1
    for (let k = 1; k < samples; k++) {
      power *= correlation
      sum += 2 * (1 - k / samples) * power
    }
    return { correlation, leftVariance: 1 - sum / samples }
  })
}

/** g_j(k): the autocorrelation of a memory about the mean of the series, at a lag in samples. */
export function gainAt({ correlation, leftVariance }: Memory, lag: number): number {
  return (correlation ** lag - (1 - leftVariance)) / leftVariance
}

/** w_j for the memories: closest to the autocorrelations `measured` at `lags`, in samples. */
export function fitMemory(
  memories: readonly Memory[],
  lags: readonly number[],
  measured: readonly number[],
): number[] {
  const gains = memories.map((memory) => lags.map((lag) => gainAt(memory, lag)))
  const weights = memories.map((_, j) => (j === 0 ? 1 : 0))
  const missing = measured.map((value, k) => value - gains[0]![k]!)
  for (let pass = 0; pass < 500; pass++) {
    let moved = 0
    for (let from = 0; from < weights.length; from++)
      for (let to = 0; to < from; to++) {
        const change = lags.map((_, k) => gains[to]![k]! - gains[from]![k]!)
        const square = change.reduce((sum, each) => sum + each * each, 0)
        if (square === 0) continue
        const best = change.reduce((sum, each, k) => sum + each * missing[k]!, 0) / square
        const amount = Math.min(weights[from]!, Math.max(-weights[to]!, best))
        weights[from]! -= amount
        weights[to]! += amount
        for (const [k, each] of change.entries()) missing[k]! -= amount * each
        moved = Math.max(moved, Math.abs(amount))
      }
    if (moved < 1e-9) break
  }
  return weights
}
