import { logarithm } from "@placelab/core"

/**
 * The quantile function of the standard Gaussian, for 0 < p < 1, to nine digits.
 *
 * Source: P. J. Acklam's rational approximation (2003).
 */
export function normalScore(p: number): number {
  if (p > 0.5) return -normalScore(1 - p)
  if (p >= 0.02425) {
    const q = p - 0.5
    return (q * polynomial(a, q * q)) / (polynomial(b, q * q) * q * q + 1)
  }
  const q = Math.sqrt(-2 * logarithm(p))
  return polynomial(c, q) / (polynomial(d, q) * q + 1)
}

const a = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
]
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const c = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]

/** Highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, each) => sum * x + each, 0)
}
