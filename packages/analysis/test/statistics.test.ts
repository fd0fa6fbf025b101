import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mean, quantile } from "../src/index.ts"

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
