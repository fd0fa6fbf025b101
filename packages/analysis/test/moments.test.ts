import { RandomStream } from "@placelab/core"
import { describe, expect, it } from "vitest"
import { deviationOf, meanOf, momentsMonoid, momentsOf } from "../src/index.ts"

it("the mean and the deviation are those of the values as a whole population", () => {
  // deviations -3, -1, -1, -1, 0, 0, 2, 4: squares 32
  const moments = momentsOf([2, 4, 4, 4, 5, 5, 7, 9])
  expect(moments).toEqual({ count: 8, sum: 40, squares: 32 })
  expect(meanOf(moments)).toBe(5)
  expect(deviationOf(moments)).toBe(2)
})

it("no values have no mean and no deviation", () => {
  expect(momentsOf([])).toEqual({ count: 0, sum: 0, squares: 0 })
  expect(meanOf(momentsOf([]))).toBeNull()
  expect(deviationOf(momentsOf([]))).toBeNull()
})

it("no values change nothing when they are merged, on either side", () => {
  const some = momentsOf([1, 2, 4])
  expect(momentsMonoid.concat(some, momentsOf([]))).toEqual(some)
  expect(momentsMonoid.concat(momentsOf([]), some)).toEqual(some)
})

describe.each(Array.from({ length: 20 }, (_, i) => i + 1))("parts, seed %i", (seed) => {
  it("have together the moments of the whole, far from zero too", () => {
    const random = new RandomStream(seed, "moments")
    const offset = seed % 2 === 0 ? 1e6 : 0
    const values = Array.from({ length: 1 + random.below(200) }, () => offset + random.uniform(0, 100))
    const parts: number[][] = [[], [], []]
    for (const value of values) parts[random.below(3)]!.push(value)
    const merged = parts.map(momentsOf).reduce(momentsMonoid.concat)
    const whole = momentsOf(values)
    expect(merged.count).toBe(whole.count)
    expect(merged.sum / whole.sum).toBeCloseTo(1, 12)
    expect(Math.abs(merged.squares - whole.squares)).toBeLessThanOrEqual(1e-9 * whole.squares + 1e-9)
  })
})
