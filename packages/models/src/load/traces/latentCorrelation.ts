/*
 * Problem     How correlated has a Gaussian process z to be, for f(z) to have a correlation that was measured?
 * Notation    f increasing, as a quantile function at normal scores; h(k) the Hermite polynomials, of norm 1 under the Gaussian
 *             c(k) = E f(z) h(k, z)
 * Computed    correlation of f at two moments = sum c(k)^2 r^k / sum c(k)^2, k from 1, for correlation r of z; solved for r by bisection,
 *             for 0 <= r <= 1. Expectations are sums over a grid of scores.
 * Source      Cario, Nelson, Autoregressive to anything, Operations Research Letters 19(2), 1996; the series is Mehler's.
 */

const terms = 16
const step = 1 / 16
const widest = 4.5

/** The correlation of z, from 0 to 1, that gives f(z) this one. 0 where f is constant. */
export function latentCorrelation(f: (score: number) => number, correlation: number): number {
  const { coefficients, variance } = seriesOf(f)
  if (variance === 0 || correlation <= 0) return 0
  // What the series leaves out counts as not correlated at all, which it is but for r near 1.
  const seen = (r: number) => coefficients.reduceRight((sum, each) => (sum + each) * r, 0) / variance
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (seen(middle) < correlation) low = middle
    else high = middle
  }
  return high
}

/** c(1)^2, c(2)^2, ..., and the variance of f(z), which is the sum of all of them. */
function seriesOf(f: (score: number) => number) {
  const sums = new Float64Array(terms)
  let [mass, mean, squares] = [0, 0, 0]
  for (let z = -widest; z <= widest; z += step) {
    const weight = Math.exp((-z * z) / 2)
    const value = f(z)
    mass += weight
    const deviation = value - mean
    mean += (deviation * weight) / mass
    squares += weight * deviation * (value - mean)
    let [before, now] = [1, z]
    for (let k = 1; k <= terms; k++) {
      sums[k - 1]! += weight * value * now
      // Of norm 1: h(k + 1) = (z h(k) - sqrt(k) h(k - 1)) / sqrt(k + 1).
      ;[before, now] = [now, (z * now - Math.sqrt(k) * before) / Math.sqrt(k + 1)]
    }
  }
  return { coefficients: Array.from(sums, (sum) => (sum / mass) ** 2), variance: squares / mass }
}
