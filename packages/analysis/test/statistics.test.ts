import { RandomStream } from "@placelab/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ecdf, mean, quantile, quantileInterval } from "../src/index.ts"

describe("mean", () => {
  it("is the sum over the number of values", () => {
    expect(mean([8, 12, 13])).toBe(11)
  })

  it("refuses no values", () => {
    expect(() => mean([])).toThrow("mean: no values, expected at least one")
  })
})

describe("quantile", () => {
  // Hyndman and Fan 1996, definition 7, as R gives it: quantile(c(15, 20, 35, 40, 50), ...)
  it.each([
    [0, 15],
    [0.05, 16],
    [0.25, 20],
    [0.4, 29],
    [0.5, 35],
    [0.95, 48],
    [1, 50],
  ])("at %d of 15, 20, 35, 40 and 50 in any order is %d", (share, expected) => {
    expect(quantile([40, 15, 50, 35, 20], share)).toBeCloseTo(expected, 12)
  })

  it("does not sort its argument", () => {
    const values = [3, 1, 2]
    quantile(values, 0.5)
    expect(values).toEqual([3, 1, 2])
  })

  it("lies between the extremes and rises with the share (fast-check, seed 1)", () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 30 })
    const share = fc.double({ noNaN: true, min: 0, max: 1 })
    fc.assert(
      fc.property(values, share, share, (sample, p, q) => {
        const [low, high] = [quantile(sample, Math.min(p, q)), quantile(sample, Math.max(p, q))]
        // Interpolation rounds in the last digit.
        const slack = 1e-6
        expect(low).toBeGreaterThanOrEqual(Math.min(...sample) - slack)
        expect(high).toBeLessThanOrEqual(Math.max(...sample) + slack)
        expect(low).toBeLessThanOrEqual(high + slack)
      }),
      { seed: 1 },
    )
  })

  it("refuses no values, NaN, and a share outside of 0..1", () => {
    expect(() => quantile([], 0.5)).toThrow("quantile: no values, expected at least one")
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow("quantile: a value is NaN, expected numbers")
    expect(() => quantile([1], 95)).toThrow("quantile: share is 95, expected 0..1")
  })
})

describe("an empirical distribution function", () => {
  it("rises at each distinct value by the share of the values that are equal to it, up to 1", () => {
    expect(ecdf([8, 2, 2, 5])).toEqual([
      { value: 2, share: 0.5 },
      { value: 5, share: 0.75 },
      { value: 8, share: 1 },
    ])
  })

  it("says of every value which share is at most as great (fast-check, seed 1)", () => {
    const values = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, (sample) => {
        const steps = ecdf(sample)
        expect(steps.map(({ value }) => value)).toEqual([...new Set(sample)].sort((a, b) => a - b))
        for (const { value, share } of steps)
          expect(share).toBe(sample.filter((other) => other <= value).length / sample.length)
      }),
      { seed: 1 },
    )
  })

  it("refuses no values, and NaN", () => {
    expect(() => ecdf([])).toThrow("ecdf: no values, expected at least one")
    expect(() => ecdf([1, Number.NaN])).toThrow("ecdf: a value is NaN, expected numbers")
  })
})

describe("the interval of a quantile", () => {
  // The printed tables of distribution-free intervals of a median: ranks of the ends, and their confidence in percent.
  it.each([
    [6, 1, 6, 96.9],
    [9, 2, 8, 96.1],
    [10, 2, 9, 97.9],
    [15, 4, 12, 96.5],
    [17, 5, 13, 95.1],
    [20, 6, 15, 95.9],
  ])(
    "of the median of %d values goes from number %d to number %d, at a confidence of %d percent",
    (n, low, high, published) => {
      const values = Array.from({ length: n }, (_, i) => (7 * i) % n)
      const sorted = values.toSorted((a, b) => a - b)
      const { quantile: median, lower, upper, coverage } = quantileInterval(values, 0.5)
      expect(median).toBe(quantile(values, 0.5))
      expect([lower, upper]).toEqual([sorted[low - 1], sorted[high - 1]])
      expect(Math.abs(100 * coverage - published)).toBeLessThan(0.05)
    },
  )

  it("holds the quantile as often as it says, for a skewed distribution (2000 samples, seed 1)", () => {
    // Squares of uniform numbers: the quantile at 0.9 is 0.81. Three deviations of the noise.
    const random = new RandomStream(1, "samples")
    const found = Array.from({ length: 2000 }, () =>
      quantileInterval(
        Array.from({ length: 60 }, () => random.uniform() ** 2),
        0.9,
        0.9,
      ),
    )
    const { coverage } = found[0]!
    expect(coverage).toBeGreaterThanOrEqual(0.9)
    const held = found.filter(({ lower, upper }) => lower <= 0.81 && 0.81 <= upper).length / 2000
    expect(Math.abs(held - coverage)).toBeLessThan(3 * Math.sqrt((coverage * (1 - coverage)) / 2000))
  })

  it("is found for large samples, where the probability of none below is no longer a double", () => {
    // 10,000 values: 5000 +- 1.96 sqrt(2500) = 4902 to 5098, the ranks that a normal approximation gives.
    const { lower, upper } = quantileInterval(
      Array.from({ length: 10_000 }, (_, i) => i + 1),
      0.5,
    )
    expect([lower, upper]).toEqual([4902, 5099])
  })

  it("refuses what no sample knows, and too small ones", () => {
    expect(() => quantileInterval([1, 2, 3], 1)).toThrow(
      "quantileInterval: share is 1, expected more than 0 and less than 1",
    )
    expect(() => quantileInterval([1, 2, 3], 0.5, 95)).toThrow(
      "quantileInterval: confidence is 95, expected more than 0 and less than 1",
    )
    expect(() => quantileInterval([1, 2, 3, 4, 5], 0.5)).toThrow(
      "quantileInterval: 5 values know no 0.95 interval of the quantile at 0.5, expected more values",
    )
  })
})
