import { describe, expect, test } from "vitest"
import {
  interquartileRange,
  localRegression,
  medianAbsoluteDeviation,
  robustLocalRegression,
  staticThreshold,
  type WatchedHost,
} from "../../src/index.ts"

/** Demand in percent of the capacity; the history newest first, filled up with what was not measured. */
function host(percent: number, history: readonly number[] = [], migrationIntervals = 1): WatchedHost {
  return {
    demand: percent,
    capacity: 100,
    history: Float64Array.from({ length: 30 }, (_, k) => history[k] ?? 0),
    migrationIntervals,
  }
}

const times = (n: number, value: number) => Array.from({ length: n }, () => value)

test("THR: a host is overloaded above the threshold, and not at it", () => {
  expect([80, 80.1].map((percent) => staticThreshold()(host(percent)))).toEqual([false, true])
  expect(staticThreshold(0.5)(host(51))).toBe(true)
})

describe.each([
  ["MAD", medianAbsoluteDeviation()],
  ["IQR", interquartileRange()],
])("%s", (_, isOverloaded) => {
  test("looks at the history from 12 entries on; with fewer the threshold is 0.7", () => {
    expect([70, 71].map((percent) => isOverloaded(host(percent, times(11, 0.5))))).toEqual([false, true])
    // An even load has no deviation: the threshold is 1.
    expect([71, 100].map((percent) => isOverloaded(host(percent, times(12, 0.5))))).toEqual([false, false])
    expect(isOverloaded(host(100.1, times(12, 0.5)))).toBe(true)
  })

  test("counts entries up to the oldest that is not 0, with the zeros among them", () => {
    const rare = [...times(11, 0), 0.5]
    expect(isOverloaded(host(71, rare))).toBe(false)
    expect(isOverloaded(host(71, [...rare.slice(1), 0, 0]))).toBe(true)
  })
})

test("MAD: the threshold is 1 - 2.5 x the median deviation from the median", () => {
  // 6 x 0.2 and 6 x 0.4: median 0.2 + 0.5 x 0.2 = 0.3, all deviations 0.1, threshold 0.75.
  const isOverloaded = medianAbsoluteDeviation()
  const history = [...times(6, 0.2), ...times(6, 0.4)]
  expect([74.9, 75.1].map((percent) => isOverloaded(host(percent, history)))).toEqual([false, true])
  expect(medianAbsoluteDeviation(1)(host(75.1, history))).toBe(false)
  // 13 entries, median 0.4: deviations 6 x 0.2, 7 x 0; their median is 0, so the threshold is 1.
  expect(isOverloaded(host(75.1, [...history, 0.4]))).toBe(false)
})

test("IQR: quartiles are entries number (n + 1) / 4 and 3 (n + 1) / 4, halves rounded up", () => {
  const isOverloaded = interquartileRange()
  // 0.01 ... 0.13, n = 13: 3.5 and 10.5, so numbers 4 and 11; range 0.07; threshold 1 - 1.5 x 0.07 = 0.895.
  const thirteen = Array.from({ length: 13 }, (_, k) => (13 - k) / 100)
  expect([89.4, 89.6].map((percent) => isOverloaded(host(percent, thirteen)))).toEqual([false, true])
  // 0.01 ... 0.12, n = 12: 3.25 and 9.75, so numbers 3 and 10; the same range, from other values.
  const twelve = thirteen.slice(1)
  expect([89.4, 89.6].map((percent) => isOverloaded(host(percent, twelve)))).toEqual([false, true])
  expect(interquartileRange(2)(host(86.1, twelve))).toBe(true)
})

describe.each([
  ["LR", localRegression],
  ["LRR", robustLocalRegression],
])("%s", (_, detector) => {
  /** y(x) = 0.3 + slope x for x = 1 ... 10, newest first. */
  const line = (slope: number) => Array.from({ length: 10 }, (_, k) => 0.3 + slope * (10 - k))

  test("looks at ten entries; with fewer the threshold is 0.7", () => {
    expect([70, 71].map((percent) => detector()(host(percent, times(9, 0.9))))).toEqual([false, true])
    expect(detector()(host(71, times(10, 0.1)))).toBe(false)
  })

  test("foresees the line by the end of a migration: 1.2 (0.3 + 11 b) reaches 1 at b = 0.0485", () => {
    expect([0.0484, 0.0485].map((slope) => detector()(host(0, line(slope))))).toEqual([false, true])
    // Two intervals: 1.2 (0.3 + 12 b) >= 1 from b = 0.0444 on.
    expect([0.0444, 0.0445].map((slope) => detector()(host(0, line(slope), 2)))).toEqual([false, true])
  })

  test("gives all ten points the same weight: one that is off by d moves the line where least squares do", () => {
    // Mean 5.5, squares 82.5. y = 0.5 but for y(10) = 0.5 + d: b = 4.5 d / 82.5, a + 11 b = 0.5 + d / 10 + 5.5 b = 0.5 + 0.4 d.
    // 1.2 (0.5 + 0.4 d) >= 1 from d = 5 / 6 on.
    const jump = (d: number) => [0.5 + d, ...times(9, 0.5)]
    expect([0.833, 0.834].map((d) => detector()(host(0, jump(d))))).toEqual([false, true])
  })

  test("looks at the newest ten only, and not at the demand", () => {
    expect(detector()(host(1000, [...times(10, 0.1), ...times(20, 5)]))).toBe(false)
  })
})

test.each([
  [() => staticThreshold(Number.NaN), "static threshold: threshold is NaN; expected a number of at least 0"],
  [
    () => medianAbsoluteDeviation(-1),
    "median absolute deviation: safety is -1; expected a number of at least 0",
  ],
  [() => interquartileRange(-1), "interquartile range: safety is -1; expected a number of at least 0"],
  [() => localRegression(0), "local regression: safety is 0; expected a number above 0"],
])("a detector refuses what is no parameter: case %#", (detector, message) => {
  expect(detector).toThrow(message)
})
