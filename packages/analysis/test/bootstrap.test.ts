import { normalQuantile, RandomStream } from "@placelab/core"
import { describe, expect, it } from "vitest"
import { bootstrapInterval, mean } from "../src/index.ts"
import { acceleration, bcaShare, biasCorrection } from "../src/statistics/bca.ts"
import { gaussians } from "./support/gaussians.ts"

/** Spatial perception of 26 children, test A: Efron and Tibshirani 1993, table 14.1. */
const spatial = [
  48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
]

/** Law schools, LSAT and GPA: Efron and Tibshirani 1993, table 3.1. */
const schools = [
  [576, 3.39],
  [635, 3.3],
  [558, 2.81],
  [578, 3.03],
  [666, 3.44],
  [580, 3.07],
  [555, 3],
  [661, 3.43],
  [651, 3.36],
  [605, 3.13],
  [653, 3.12],
  [575, 2.74],
  [545, 2.76],
  [572, 2.88],
  [594, 2.96],
] as const

/** The plug-in variance, divided by n. */
function variance(values: readonly number[]): number {
  const centre = mean(values)
  return mean(values.map((value) => (value - centre) ** 2))
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [x, y] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))]
  const sum = (f: (a: number, b: number) => number) =>
    pairs.reduce((total, [a, b]) => total + f(a - x, b - y), 0)
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b))
}

describe("the parts of BCa", () => {
  it("are those of Efron and Tibshirani 1993 for the spatial test: a = 0.061; z0 = 0.146 gives the shares 0.110 and 0.985", () => {
    expect(acceleration(spatial, variance)).toBeCloseTo(0.061, 3)
    // Of 2000 resamples, 1116 below the estimate are the only number whose z0 is 0.146.
    const bias = normalQuantile(1116 / 2000)
    expect(bias).toBeCloseTo(0.146, 3)
    const correction = { bias, acceleration: acceleration(spatial, variance) }
    expect(bcaShare(0.05, correction)).toBeCloseTo(0.11, 3)
    expect(bcaShare(0.95, correction)).toBeCloseTo(0.985, 3)
  })

  it("leave the shares alone without bias and acceleration", () => {
    expect(bcaShare(0.025, { bias: 0, acceleration: 0 })).toBeCloseTo(0.025, 14)
  })

  it("have for a mean the acceleration skewness / (6 sqrt n)", () => {
    const values = [1, 2, 4, 9, 23]
    const centre = mean(values)
    const moment = (power: number) => mean(values.map((value) => (value - centre) ** power))
    expect(acceleration(values, mean)).toBeCloseTo(moment(3) / moment(2) ** 1.5 / 6 / Math.sqrt(5), 12)
    expect(acceleration([7, 7, 7], mean)).toBe(0)
  })

  it("have no bias where as many resamples are above as below, and count those that are equal half", () => {
    expect(biasCorrection([1, 2, 3, 4], 2.5)).toBe(0)
    expect(biasCorrection([1, 2, 2, 2, 3], 2)).toBe(0)
    // 3/4 below: Phi^-1(0.75)
    expect(biasCorrection([1, 1, 1, 3], 2)).toBeCloseTo(0.67449, 5)
  })

  it("stay within 0 and 1 where the correction has no bounds", () => {
    expect(bcaShare(0.999, { bias: 3.4, acceleration: 0.17 })).toBe(1)
    expect(bcaShare(0.001, { bias: -3.4, acceleration: -0.17 })).toBe(0)
  })

  it("refuse an estimate that all resamples are beyond", () => {
    expect(() => biasCorrection([2, 3], 1)).toThrow(
      "bca: all resamples are above the estimate 1, expected some on both sides: take percentiles",
    )
  })
})

describe("a bootstrap interval", () => {
  // The published ends are those of 2000 resamples. The end at a share p of B resamples is known to sqrt(p (1 - p) / B) / f, where f
  // is the density of the resamples there: 0.00275 and 0.00223 per unit, so 1.8 and 2.2 for percentiles. BCa's shares, 0.121 and 0.987
  // without noise, move with z0, which is known to sqrt(pi / (2 B)) = 0.028; together 2.0 and 4.0. Two such deviations.
  it.each([
    ["percentile", "lower", 100.8, 1.8],
    ["percentile", "upper", 233.9, 2.2],
    ["bca", "lower", 115.8, 2.0],
    ["bca", "upper", 259.6, 4.0],
  ] as const)(
    "by %s has the %s end %d for the spatial test: Efron and Tibshirani 1993, table 14.2",
    (method, end, published, deviation) => {
      const options = { confidence: 0.9, resamples: 20_000, seed: 1, method }
      const found = bootstrapInterval(spatial, variance, options)
      expect(found.estimate).toBeCloseTo(171.5, 1)
      expect(Math.abs(found[end] - published)).toBeLessThan(2 * deviation)
    },
  )

  // The peer is SciPy 1.17 (stats.bootstrap) with 400,000 resamples; the deviations are those of 20,000, computed as above. Three each.
  it.each([
    ["percentile", "lower", 0.5226, 0.0029],
    ["percentile", "upper", 0.9476, 0.0007],
    ["bca", "lower", 0.429, 0.0063],
    ["bca", "upper", 0.9272, 0.0011],
  ] as const)(
    "by %s has the peer's %s end %d for the correlation of the law schools",
    (method, end, peer, deviation) => {
      const options = { confidence: 0.9, resamples: 20_000, seed: 1, method }
      const found = bootstrapInterval(schools, correlation, options)
      expect(found.estimate).toBeCloseTo(0.776, 3)
      expect(Math.abs(found[end] - peer)).toBeLessThan(3 * deviation)
    },
  )

  it("repeats with its seed, and not with another", () => {
    const of = (seed: number) => bootstrapInterval(spatial, mean, { seed, resamples: 200 })
    expect(of(1)).toEqual(of(1))
    expect(of(2)).not.toEqual(of(1))
  })

  it("is a point where all values are equal", () => {
    expect(bootstrapInterval([5, 5, 5], mean, { seed: 1 })).toEqual({ estimate: 5, lower: 5, upper: 5 })
  })

  it("leaves its values alone", () => {
    const values = [3, 1, 2]
    bootstrapInterval(values, mean, { seed: 1, resamples: 100 })
    expect(values).toEqual([3, 1, 2])
  })

  it("refuses too little, and options that make no sense", () => {
    expect(() => bootstrapInterval([1], mean, { seed: 1 })).toThrow(
      "bootstrapInterval: 1 values, expected at least two",
    )
    expect(() => bootstrapInterval([1, 2], mean, { seed: 1, confidence: 95 })).toThrow(
      "bootstrapInterval: confidence is 95, expected more than 0 and less than 1",
    )
    expect(() => bootstrapInterval([1, 2], mean, { seed: 1, resamples: 10 })).toThrow(
      "bootstrapInterval: resamples is 10, expected a whole number from 100 on",
    )
    expect(() => bootstrapInterval([1, 2], () => Number.NaN, { seed: 1 })).toThrow(
      "bootstrapInterval: the statistic is NaN, expected a finite number",
    )
  })
})

describe("bootstrap intervals of 1000 samples (seeds 0 to 999)", () => {
  const random = new RandomStream(1, "samples")
  const samples = Array.from({ length: 1000 }, () => gaussians(20, 0, 1, random))
  const covered = (
    statistic: (values: readonly number[]) => number,
    truth: number,
    method: "bca" | "percentile",
  ) =>
    samples.map((sample, seed) => {
      const { lower, upper } = bootstrapInterval(sample, statistic, { seed, method, resamples: 500 })
      return lower <= truth && truth <= upper
    })
  const share = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length

  // Percentiles of a mean of 20 Gaussians end near mean +- 1.96 s sqrt(19 / 20) / sqrt(20), s^2 the unbiased variance: that covers as
  // often as |t| <= 1.9103 with 19 degrees of freedom, 0.9287. The noise of 1000 samples is 0.0081; three such deviations.
  it.each(["percentile", "bca"] as const)(
    "by %s hold the mean of 20 Gaussians as often as theory says of them, which is less than they say",
    (method) => {
      expect(Math.abs(share(covered(mean, 0, method)) - 0.9287)).toBeLessThan(3 * 0.0081)
    },
  )

  it("hold the variance of 20 Gaussians more often by BCa than by percentiles: by a sign test at three deviations", () => {
    const [bca, percentile] = [covered(variance, 1, "bca"), covered(variance, 1, "percentile")]
    const won = bca.filter((held, i) => held && !percentile[i]).length
    const lost = percentile.filter((held, i) => held && !bca[i]).length
    expect(won - lost).toBeGreaterThan(3 * Math.sqrt(won + lost))
  })
})
