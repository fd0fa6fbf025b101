import { InputError, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { constantSeries, integralOf, orThrow, type TimeSeries, timeSeries, valueAt } from "../../src/index.ts"

const steps: TimeSeries = { points: [[0, 2], [10, 5]], shape: "steps", period: 20 } // biome-ignore format: a table
const ramp: TimeSeries = { points: [[0, 0], [10, 4]], shape: "linear" } // biome-ignore format: a table
const saw: TimeSeries = { points: [[0, 0], [5, 10]], shape: "linear", period: 10 } // biome-ignore format: a table

describe("a series", () => {
  test("in steps has each value until the next point, and begins again with its period", () => {
    expect([0, 9.9, 10, 19.9, 20, 35].map((date) => valueAt(steps, date))).toEqual([2, 2, 5, 5, 2, 5])
  })

  test("of lines goes straight from point to point, and stays after the last", () => {
    expect([0, 2.5, 10, 99].map((date) => valueAt(ramp, date))).toEqual([0, 1, 4, 4])
  })

  test("of lines with a period goes back to its first value", () => {
    expect([5, 7.5, 10, 12.5].map((date) => valueAt(saw, date))).toEqual([10, 5, 0, 5])
  })

  test("has the integral of its rectangles and trapezoids", () => {
    expect(integralOf(steps, 5, 45)).toBe(5 * 2 + 10 * 5 + 10 * 2 + 10 * 5 + 5 * 2)
    expect(integralOf(ramp, 5, 20)).toBe(5 * 3 + 10 * 4)
    expect(integralOf(saw, 0, 100)).toBe(500)
    expect(integralOf(constantSeries(3), 1, 2)).toBe(3)
    expect(integralOf(ramp, 5, 5)).toBe(0)
  })

  test.each([1, 2, 3])(
    "has an integral that adds up wherever it is cut, also far from 0, seed %i",
    (seed) => {
      const random = new RandomStream(seed, "series")
      for (const shape of ["steps", "linear"] as const) {
        const dates = Array.from({ length: 7 }, (_, i) => (i === 0 ? 0 : i / 7 + random.uniform(0, 0.1)))
        const series = { points: dates.map((date) => [date, random.uniform()] as const), shape, period: 1.1 }
        const from = random.uniform(1e6, 1e6 + 5)
        const [cut, to] = [from + random.uniform(0, 5), from + 110]
        const whole = integralOf(series, from, to)
        expect(
          Math.abs((integralOf(series, from, cut) + integralOf(series, cut, to)) / whole - 1),
        ).toBeLessThan(1e-12)
        // 100 periods; dates of a million seconds are exact to 1e-10
        expect(Math.abs(whole / (100 * integralOf(series, 0, 1.1)) - 1)).toBeLessThan(1e-9)
      }
    },
  )
})

describe("wrong series are refused:", () => {
  test.each([
    [
      { points: [], shape: "steps" },
      "price: points[0] date is undefined; expected 0: a series says what holds from the start",
    ],
    [
      { points: [[1, 1]], shape: "steps" },
      "price: points[0] date is 1; expected 0: a series says what holds from the start",
    ],
    [
      {
        points: [
          [0, 1],
          [0, 2],
        ],
        shape: "steps",
      },
      "price: points[1] date is 0; expected a date after the one before, 0 s",
    ],
    [
      { points: [[0, -1]], shape: "linear" },
      "price: points[0] value is -1; expected a number of at least 0, in euro",
    ],
    [
      {
        points: [
          [0, 1],
          [5, 1],
        ],
        shape: "steps",
        period: 5,
      },
      "price: period is 5; expected more than the last date, 5 s",
    ],
    [
      { points: [[0, 1]], shape: "steps", period: 0 },
      "price: period is 0; expected a number above 0, in seconds",
    ],
  ] as const)("%o", (series, message) => {
    // biome-ignore format: a table
    const parsed = timeSeries("price", "euro", series)
    expect(() => orThrow(parsed)).toThrow(InputError)
    expect(() => orThrow(parsed)).toThrow(message)
  })
})
