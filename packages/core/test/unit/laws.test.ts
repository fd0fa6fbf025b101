import { describe, expect, test } from "vitest"
import {
  constantLaw,
  exponentialLaw,
  gaussianLaw,
  JavaRandom,
  type Law,
  logNormalLaw,
  RandomStream,
  uniformLaw,
  weibullLaw,
} from "../../src/index.ts"
import { gamma } from "../../src/random/gamma.ts"

const laws: readonly (readonly [name: string, law: Law, fourthMoment: number])[] = [
  ["uniform", uniformLaw(2, 5), 1.8],
  ["exponential", exponentialLaw(300), 9],
  ["Gaussian", gaussianLaw(0.6, 0.2), 3],
  ["Weibull of shape 2", weibullLaw(2, 1000), 3.25],
  ["Weibull of shape 0.7", weibullLaw(0.7, 86_400), 23.55],
  ["log-normal", logNormalLaw(1, 0.5), 9],
]

describe.each(laws)("the %s law", (_, law, kurtosis) => {
  test.each([1, 2, 3])("has the mean and the deviation that it says, seed %i", (seed) => {
    const n = 200_000
    const random = new RandomStream(seed, "law")
    const drawn = Float64Array.from({ length: n }, () => law.draw(random))
    const mean = drawn.reduce((sum, x) => sum + x, 0) / n
    const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
    // 4 standard errors of a sample mean, and of a sample variance: sigma^2 sqrt((kurtosis - 1) / n)
    expect(Math.abs(mean - law.mean)).toBeLessThan((4 * law.deviation) / Math.sqrt(n))
    expect(Math.abs(variance / law.deviation ** 2 - 1)).toBeLessThan(4 * Math.sqrt((kurtosis - 1) / n))
  })

  test("gives each source its own numbers, whoever else draws from it", () => {
    const alone = new RandomStream(7, "a")
    const expected = [law.draw(alone), law.draw(alone), law.draw(alone)]
    const [a, b] = [new RandomStream(7, "a"), new RandomStream(7, "b")]
    const mixed = [law.draw(a), law.draw(b), law.draw(a), law.draw(b), law.draw(a)]
    expect([mixed[0], mixed[2], mixed[4]]).toEqual(expected)
  })
})

test("a uniform number of 0 gives 0 where laws begin there, not -0", () => {
  for (const law of [exponentialLaw(2), weibullLaw(1, 2)]) expect(law.draw({ uniform: () => 0 })).toBe(0)
})

/** The share of draws above x. */
function tail(law: Law, x: number, n = 100_000): number {
  const random = new RandomStream(5, "tail")
  let above = 0
  for (let i = 0; i < n; i++) if (law.draw(random) > x) above++
  return above / n
}

test.each([
  ["exponential: exp(-x / mean)", exponentialLaw(10), 15, Math.exp(-1.5)],
  ["Weibull: exp(-(x / scale)^shape)", weibullLaw(0.7, 10), 15, Math.exp(-(1.5 ** 0.7))],
  ["Weibull of shape 1, exponential", weibullLaw(1, 10), 15, Math.exp(-1.5)],
  ["Gaussian: 0.158655 above one deviation", gaussianLaw(3, 2), 5, 0.158655],
  ["log-normal: as the Gaussian of its logarithm", logNormalLaw(3, 2), Math.exp(5), 0.158655],
  ["uniform: what is left of the interval", uniformLaw(-1, 3), 2, 0.25],
])("a law has the tail of its formula; %s", (_, law, x, share) => {
  expect(Math.abs(tail(law, x) - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 100_000))
})

test("a constant is what it is, and takes no random number", () => {
  const random = new JavaRandom(1)
  expect(constantLaw(300)).toMatchObject({ mean: 300, deviation: 0 })
  expect(constantLaw(300).draw(random)).toBe(300)
  expect(random.nextDouble()).toBe(new JavaRandom(1).nextDouble())
})

test("an exponential from Java's random is the number that a Java program draws by inversion", () => {
  // -300 ln(1 - 0.7321323355141605)
  expect(exponentialLaw(300).draw(new JavaRandom(23))).toBeCloseTo(395.17866, 5)
})

test("the gamma function is the factorial, and the square root of pi at a half", () => {
  for (let n = 1, factorial = 1; n < 20; factorial *= n++) expect(gamma(n) / factorial).toBeCloseTo(1, 13)
  expect(gamma(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 13)
  expect(gamma(0.1)).toBeCloseTo(9.513507698668732, 12)
})

test.each([
  [
    () => exponentialLaw(0),
    "exponential law: mean is 0; expected a number above 0, in the unit of what is drawn",
  ],
  [
    () => gaussianLaw(1, -1),
    "Gaussian law: deviation is -1; expected a number of at least 0, in the unit of what is drawn",
  ],
  [() => gaussianLaw(Number.NaN, 1), "Gaussian law: mean is NaN; expected a finite number"],
  [() => weibullLaw(0, 1), "Weibull law: shape is 0; expected a number from 0.02 to 100"],
  [
    () => weibullLaw(1, Number.POSITIVE_INFINITY),
    "Weibull law: scale is Infinity; expected a number above 0, in the unit of what is drawn",
  ],
  [() => logNormalLaw(0, -1), "log-normal law: sigma is -1; expected a number of at least 0"],
  [() => uniformLaw(2, 1), "uniform law: high is 1; expected a number from 2 on"],
  [() => uniformLaw(Number.NEGATIVE_INFINITY, 1), "uniform law: low is -Infinity; expected a finite number"],
  [() => constantLaw(Number.NaN), "constant law: value is NaN; expected a finite number"],
])("a law refuses parameters that it cannot have, %#", (make, message) => {
  expect(make).toThrow(message)
})
