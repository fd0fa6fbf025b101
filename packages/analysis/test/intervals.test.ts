import { describe, expect, it } from "vitest"
import { meanInterval, pairedDifference, studentQuantile } from "../src/index.ts"

describe("Student's quantile", () => {
  // The printed tables of statistics books, to their last digit.
  it.each([
    [0.975, 1, 12.706],
    [0.995, 1, 63.657],
    [0.95, 2, 2.92],
    [0.975, 2, 4.303],
    [0.975, 3, 3.182],
    [0.9, 4, 1.533],
    [0.975, 9, 2.262],
    [0.995, 9, 3.25],
    [0.975, 10, 2.228],
    [0.95, 29, 1.699],
    [0.975, 30, 2.042],
    [0.9995, 5, 6.869],
    [0.975, 120, 1.98],
  ])(
    "below which %d of the distribution with %d degrees of freedom lies is %d",
    (share, degrees, expected) => {
      expect(Math.abs(studentQuantile(share, degrees) - expected)).toBeLessThan(0.0006)
    },
  )

  it("is that of Cauchy's distribution with one degree of freedom: tan(pi (share - 1/2))", () => {
    for (const share of [0.01, 0.3, 0.5, 0.8, 0.999])
      expect(studentQuantile(share, 1)).toBeCloseTo(Math.tan(Math.PI * (share - 0.5)), 9)
  })

  it("is x / sqrt(2 s (1 - s)) with two, for x = 2 s - 1 of a share s", () => {
    for (const share of [0.02, 0.4, 0.6, 0.99])
      expect(studentQuantile(share, 2)).toBeCloseTo((2 * share - 1) / Math.sqrt(2 * share * (1 - share)), 9)
  })

  it("nears that of the Gaussian distribution: 1.959964 for 0.975", () => {
    expect(studentQuantile(0.975, 100_000)).toBeCloseTo(1.959964, 4)
  })

  it("is symmetric", () => {
    expect(studentQuantile(0.025, 7)).toBe(-studentQuantile(0.975, 7))
  })

  it("refuses shares and degrees of freedom that have none", () => {
    expect(() => studentQuantile(1, 9)).toThrow(
      "studentQuantile: share is 1, expected more than 0 and less than 1",
    )
    expect(() => studentQuantile(0.5, 1.5)).toThrow(
      "studentQuantile: degrees of freedom are 1.5, expected a whole number above 0",
    )
  })
})

describe("the interval of a mean", () => {
  it("is mean +- t s / sqrt(n)", () => {
    // 8, 12, 13: s^2 = (9 + 1 + 4) / 2 = 7, t = 4.30265, so 4.30265 sqrt(7 / 3) = 6.57245.
    const { mean, lower, upper } = meanInterval([8, 12, 13])
    expect(mean).toBe(11)
    expect(lower).toBeCloseTo(11 - 6.57245, 4)
    expect(upper).toBeCloseTo(11 + 6.57245, 4)
  })

  it("is the published 1.34 +- 0.24 of ten values at 90 %: Law 2015, Simulation Modeling and Analysis, 4.5", () => {
    const values = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09]
    const { mean, lower, upper } = meanInterval(values, 0.9)
    expect(mean).toBeCloseTo(1.34, 2)
    expect((upper - lower) / 2).toBeCloseTo(0.24, 2)
  })

  it("is wider for more confidence, and a point where all values are equal", () => {
    expect(meanInterval([8, 12, 13], 0.99).upper).toBeGreaterThan(meanInterval([8, 12, 13]).upper)
    expect(meanInterval([5, 5])).toEqual({ mean: 5, lower: 5, upper: 5 })
  })

  it("refuses one value, what is no number, and a confidence in percent", () => {
    expect(() => meanInterval([3])).toThrow("meanInterval: 1 values, expected at least two: add runs")
    expect(() => meanInterval([3, Number.NaN])).toThrow(
      "meanInterval: a value is NaN, expected finite numbers",
    )
    expect(() => meanInterval([3, 4], 95)).toThrow(
      "meanInterval: confidence is 95, expected more than 0 and less than 1",
    )
  })
})

describe("a paired difference", () => {
  it("is the mean of the differences, with their interval", () => {
    // 1, 2, 3: s = 1, so 4.30265 / sqrt(3) = 2.48414.
    const { mean, lower, upper } = pairedDifference([10, 20, 30], [9, 18, 27])
    expect(mean).toBe(2)
    expect(lower).toBeCloseTo(2 - 2.48414, 4)
    expect(upper).toBeCloseTo(2 + 2.48414, 4)
  })

  it("is the published 0.7001 to 2.4599 for Student's hours of sleep under two drugs: Student 1908, as R's t.test gives it", () => {
    const [first, second] = [
      [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
      [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    ] as const
    const { mean, lower, upper } = pairedDifference(second, first)
    expect(mean).toBeCloseTo(1.58, 10)
    expect(lower).toBeCloseTo(0.7001142, 7)
    expect(upper).toBeCloseTo(2.4598858, 7)
  })

  it("is the published 1.65 to 8.31 at 90 % for two inventory policies: Law 2015, 10.2.1", () => {
    const [first, second] = [
      [126.97, 124.31, 126.68, 122.66, 127.23],
      [118.21, 120.22, 122.45, 122.68, 119.4],
    ] as const
    const { mean, lower, upper } = pairedDifference(first, second, 0.9)
    expect([mean, lower, upper].map((value) => value.toFixed(2))).toEqual(["4.98", "1.65", "8.31"])
  })

  it("refuses what are no pairs", () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow(
      "pairedDifference: 2 values against 1, expected pairs: run both on the same seeds",
    )
  })
})
