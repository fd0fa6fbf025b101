/*
 * A quantile function over a standard Gaussian: which value is reached where a Gaussian is z.
 *
 * Notation  z_j     the scores at which values are known: -3.5, -3.25 ... 3.5, of which {@link scoreCount} there are
 *           q_j     the values there, not falling; straight lines between them, q_0 and the last one beyond
 *           idle    the share of 0: of the lowest z. Means of quantile functions lose it, so it stands apart
 *           Q(z)    the value; for a Gaussian Z, Q(Z) has the law of which q_j are the quantiles at the shares Phi(z_j)
 *           h_k     Hermite polynomials, orthonormal under the Gaussian: h_0 = 1, h_1 = z
 *           c_k     E[Q(Z) h_k(Z)]
 * So no distribution function is needed when numbers are drawn, only here, at fixed scores: a table.
 *
 * Correlation  Two Gaussians of correlation r give values of covariance sum over k >= 1 of c_k^2 r^k (Mehler). It increases with r from 0
 *           on, so the r that gives a wanted correlation is found by halving.
 * Source    NORTA: M. Cario, B. Nelson, 1996.
 */

/** How many scores there are. */
export const scoreCount = 29

const lowestScore = -3.5
const scoresPerUnit = 4

/** Phi of -3.5, -3.25 ... 0. */
const lowerShares = [
  0.0002326, 0.000577, 0.0013499, 0.0029798, 0.0062097, 0.0122245, 0.0227501, 0.0400592, 0.0668072, 0.1056498,
  0.1586553, 0.2266274, 0.3085375, 0.4012937, 0.5,
]

/** The share of a Gaussian below each of the scores. */
export const scoreShares: readonly number[] = Array.from({ length: scoreCount }, (_, j) =>
  j < lowerShares.length ? lowerShares[j]! : 1 - lowerShares[scoreCount - 1 - j]!,
)

/**
 * Q: what a Gaussian z gives. Below the score that has the share `idle` under it 0, elsewhere the line through `values`, of which those
 * below that score say where it begins.
 */
export function loadOfScore(idle: number, values: readonly number[]): (z: number) => number {
  const from = scoreOf(idle)
  return (z) => (z < from ? 0 : lineThrough(values, z))
}

/** The score with a share under it, between its neighbours in the table. */
function scoreOf(share: number): number {
  if (share <= 0) return Number.NEGATIVE_INFINITY
  if (share >= 1) return Number.POSITIVE_INFINITY
  const above = scoreShares.findIndex((each) => each > share)
  if (above === -1) return -lowestScore
  if (above === 0) return lowestScore
  const [low, high] = [scoreShares[above - 1]!, scoreShares[above]!]
  return lowestScore + (above - 1 + (share - low) / (high - low)) / scoresPerUnit
}

function lineThrough(values: readonly number[], z: number): number {
  const place = Math.min(scoreCount - 1, Math.max(0, (z - lowestScore) * scoresPerUnit))
  const below = Math.min(scoreCount - 2, Math.floor(place))
  const lower = values[below]!
  return lower + (place - below) * (values[below + 1]! - lower)
}

const quadratureStep = 0.05
/** Places and weights to integrate over the Gaussian; the weights sum up to 1. */
const quadrature = Array.from({ length: 200 }, (_, i) => {
  const z = (i - 99.5) * quadratureStep
  return [z, (quadratureStep * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)] as const
})

/** E[f(Z)] for a standard Gaussian Z. */
export function gaussianMean(f: (z: number) => number): number {
  return quadrature.reduce((sum, [z, weight]) => sum + weight * f(z), 0)
}

/**
 * Values of correlation `correlation` come from Gaussians of this one, up to 1. Below 0, where memories do not reach but by chance, it is
 * taken as it is. `functions` are averaged: one VM, or some alike.
 */
export function latentCorrelation(
  functions: readonly ((z: number) => number)[],
  correlation: number,
): number {
  const powers = hermitePowers(functions)
  const total = powers.reduce((sum, power) => sum + power, 0)
  if (!(correlation > 0 && total > 0)) return correlation
  let [low, high] = [0, 1]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    const covariance = powers.reduceRight((sum, power) => (sum + power) * middle, 0)
    if (covariance < correlation * total) low = middle
    else high = middle
  }
  return high
}

const orders = 16

/** c_k^2 for k = 1, 2 ...; what is left of the variance, of all higher orders, is one more. */
function hermitePowers(functions: readonly ((z: number) => number)[]): number[] {
  const powers = new Array<number>(orders + 1).fill(0)
  for (const f of functions) {
    const coefficients = new Array<number>(orders + 1).fill(0)
    let square = 0
    for (const [z, weight] of quadrature) {
      const value = f(z) * weight
      square += f(z) * value
      let [before, h] = [0, 1]
      for (let k = 0; k <= orders; k++) {
        coefficients[k]! += value * h
        const next = (z * h - Math.sqrt(k) * before) / Math.sqrt(k + 1)
        before = h
        h = next
      }
    }
    // What never changes has no variance but by rounding.
    const [mean = 0] = coefficients
    if (square - mean * mean <= 1e-5 * square) continue
    let left = square
    for (const [k, c] of coefficients.entries()) {
      left -= c * c
      if (k > 0) powers[k - 1]! += c * c
    }
    powers[orders]! += Math.max(0, left)
  }
  return powers
}
