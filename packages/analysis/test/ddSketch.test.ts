import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { quantileError, sketchMonoid, sketchOf, sketchQuantile } from "../src/tables/index.ts"
import "./support/arbitraries.ts"

const leastNormal = 2 ** -1022
const value = fc.oneof(
  fc.double({ min: leastNormal, max: Number.MAX_VALUE, noNaN: true }),
  fc.double({ min: 0, max: 1000, noNaN: true }).filter((each) => each === 0 || each >= leastNormal),
  fc.constantFrom(0, 1, 2, leastNormal, Number.MAX_VALUE),
)
const values = fc.array(value, { minLength: 1, maxLength: 60 })
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1))

it("a quantile is within the stated error of the true one, whatever the values", () => {
  fc.assert(
    fc.property(values, share, (sample, q) => {
      const sorted = [...sample].sort((a, b) => a - b)
      const exact = sorted[Math.floor(q * (sample.length - 1))]!
      const told = sketchQuantile(sketchOf(sample), q)!
      // Beside the error, the rounding of a logarithm and a power.
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * (quantileError + 1e-9))
    }),
    { numRuns: 2000 },
  )
})

it("the sketch of parts that are merged is that of the whole, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.array(value)), (parts) => {
      const merged = parts.map(sketchOf).reduce(sketchMonoid.concat, sketchMonoid.empty)
      expect(merged).toEqual(sketchOf(parts.flat()))
      expect(parts.map(sketchOf).reduceRight(sketchMonoid.concat, sketchMonoid.empty)).toEqual(merged)
    }),
  )
})

it("its memory grows with the range of the values and not with their number", () => {
  const ranged = (count: number) =>
    sketchOf(Array.from({ length: count }, (_, i) => 1e-9 * 1e18 ** (i / (count - 1))))
  // A nanosecond to thirty years, as the head of the file says.
  expect(ranged(100_000).buckets.size).toBe(2_074)
  expect(ranged(200_000).buckets.size).toBe(2_074)
})

it("values that no double holds with all its digits count as zeros", () => {
  expect(sketchOf([5e-324, leastNormal / 2, leastNormal])).toMatchObject({ count: 3, zeros: 2 })
})

describe("by hand", () => {
  // gamma is 1.01 / 0.99; bucket 1 has the values in (1, gamma], bucket 0 those in (1 / gamma, 1].
  it("values are counted in the buckets that the definition says", () => {
    const { buckets, zeros, count } = sketchOf([1, 1.0000001, 1.02, 1.0203, 0, 1 / 1.0203])
    expect([...buckets].sort()).toEqual([
      [-1, 1],
      [0, 1],
      [1, 2],
      [2, 1],
    ])
    expect([zeros, count]).toEqual([1, 6])
  })

  it("the value of a bucket is in the middle of the errors at its ends", () => {
    const told = sketchQuantile(sketchOf([1]), 0.5)!
    // 2 gamma^0 / (gamma + 1) = 2 / (1.01 / 0.99 + 1) = 0.99
    expect(told).toBeCloseTo(0.99, 15)
  })

  it("without values there is no quantile, and zeros are exact", () => {
    expect(sketchQuantile(sketchOf([]), 0.5)).toBeNull()
    expect(sketchQuantile(sketchOf([0, 0, 5]), 0.5)).toBe(0)
  })
})

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a value of %d is refused", (wrong) => {
  expect(() => sketchOf([1, wrong])).toThrow(
    `sketch: value is ${wrong}, expected a finite number of at least 0`,
  )
})

it.each([-0.1, 1.1, Number.NaN])("a share of %d is refused", (wrong) => {
  expect(() => sketchQuantile(sketchOf([1]), wrong)).toThrow(`quantile: share is ${wrong}, expected 0..1`)
})
