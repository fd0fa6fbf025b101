import { requireBetween } from "./requireBetween.ts"

/*
 * Student's t with n degrees of freedom, n a whole number. With a = atan(t / sqrt(n)) the probability of [-t, t] is
 *
 *   n even   sin a (1 + 1/2 cos^2 a + 1*3/(2*4) cos^4 a + ... up to cos^(n-2) a)
 *   n odd    2/pi (a + sin a (cos a + 2/3 cos^3 a + 2*4/(3*5) cos^5 a + ... up to cos^(n-2) a)), for n = 1 2/pi a
 *
 * which rises with a from 0 to 1 on [0, pi/2]. The quantile follows by halving that interval.
 *
 * Source    Abramowitz and Stegun 1964, 26.7.3 and 26.7.4
 */

/**
 * The value below which a share of Student's t distribution lies.
 *
 * Complexity  O(degrees of freedom)
 * Errors      RangeError when `share` is not between 0 and 1, or the degrees of freedom are no whole number above 0.
 *
 * @example
 * studentQuantile(0.975, 9) // 2.262: what a 95 % interval of the mean of ten values is made with
 */
export function studentQuantile(share: number, degreesOfFreedom: number): number {
  requireBetween("studentQuantile", "share", share)
  if (!(Number.isSafeInteger(degreesOfFreedom) && degreesOfFreedom > 0))
    throw new RangeError(
      `studentQuantile: degrees of freedom are ${degreesOfFreedom}, expected a whole number above 0`,
    )
  const wanted = Math.abs(2 * share - 1)
  let low = 0
  let high = Math.PI / 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (probabilityWithin(middle, degreesOfFreedom) < wanted) low = middle
    else high = middle
  }
  return Math.sign(share - 0.5) * Math.sqrt(degreesOfFreedom) * Math.tan(low)
}

/** The probability of [-t, t], t = sqrt(n) tan(angle). */
function probabilityWithin(angle: number, n: number): number {
  const cosine = Math.cos(angle)
  const isEven = n % 2 === 0
  let term = isEven ? 1 : cosine
  let sum = 0
  for (let power = isEven ? 0 : 1; power <= n - 2; power += 2) {
    sum += term
    term *= ((power + 1) / (power + 2)) * cosine * cosine
  }
  return isEven ? Math.sin(angle) * sum : (2 / Math.PI) * (angle + Math.sin(angle) * sum)
}
