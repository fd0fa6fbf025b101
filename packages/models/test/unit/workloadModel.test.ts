import { describe, expect, test } from "vitest"
import { hourCovariance, hourShifts, hourStretch } from "../../src/load/traces/hourShifts.ts"
import { fitMemory, gainAt, memoriesOf } from "../../src/load/traces/memory.ts"
import { quantileClasses } from "../../src/load/traces/quantileClasses.ts"
import {
  gaussianMean,
  latentCorrelation,
  loadOfScore,
  scoreCount,
} from "../../src/load/traces/quantileFunction.ts"

/** The values of a + b z at the scores. */
const line = (a: number, b: number) => Array.from({ length: scoreCount }, (_, j) => a + b * (j / 4 - 3.5))

describe("the load of a score", () => {
  test("is a line between scores, and goes no further than the last ones", () => {
    const load = loadOfScore(0, line(50, 10))
    expect([-9, -1, 0, 0.1, 3.5, 9].map(load)).toEqual(
      [15, 40, 50, 51, 85, 85].map((x) => expect.closeTo(x, 12)),
    )
  })

  test("is 0 below the score of the idle share", () => {
    const load = loadOfScore(0.1586553, line(50, 10))
    expect([-1.01, -0.99].map(load)).toEqual([0, expect.closeTo(40.1, 12)])
    expect(loadOfScore(1, line(50, 10))(9)).toBe(0)
    // Below the first score and above the last one of the table.
    expect([-3.6, -3.4].map(loadOfScore(1e-5, line(50, 10)))).toEqual([0, expect.closeTo(16, 12)])
    expect([3.4, 3.6].map(loadOfScore(0.99999, line(50, 10)))).toEqual([0, 85])
  })

  test("has the mean of its law", () => {
    expect(gaussianMean(() => 1)).toBeCloseTo(1, 5)
    expect(gaussianMean((z) => z * z)).toBeCloseTo(1, 4)
    // E max(Z, 0) = 1 / sqrt(2 pi)
    expect(gaussianMean((z) => Math.max(z, 0))).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 3)
  })
})

describe("the correlation of the Gaussians behind", () => {
  test("a line is the same", () => {
    for (const r of [0, 0.1, 0.5, 0.9]) expect(latentCorrelation([(z) => 3 + 2 * z], r)).toBeCloseTo(r, 4)
  })

  test("a step at 0 is sin(pi rho / 2)", () => {
    // Sheppard: signs of Gaussians of correlation r have correlation 2 / pi asin(r).
    for (const rho of [0.05, 0.2, 0.5])
      expect(latentCorrelation([Math.sign], rho)).toBeCloseTo(Math.sin((Math.PI * rho) / 2), 2)
  })

  test("an exponential is ln(1 + rho (e - 1))", () => {
    for (const rho of [0.1, 0.5, 0.9])
      expect(latentCorrelation([Math.exp], rho)).toBeCloseTo(Math.log(1 + rho * (Math.E - 1)), 3)
  })

  test("below 0, or of what never changes, is what was measured", () => {
    expect(latentCorrelation([(z) => z], -0.1)).toBe(-0.1)
    expect(latentCorrelation([() => 1], 0.5)).toBe(0.5)
  })
})

describe("memories", () => {
  test("lose of their variance that of the mean of the series", () => {
    // Two samples 900 s apart with 15 minutes: a = 1/2, V = (1 + 1/2) / 2 = 3/4; without memory V = 1/2.
    const [none, short] = memoriesOf(900, 2)
    expect(none).toEqual({ correlation: 0, leftVariance: 0.5 })
    expect(short).toEqual({ correlation: 0.5, leftVariance: 0.25 })
    // Two numbers about their mean are each the other's opposite, whatever is behind.
    expect([gainAt(none!, 1), gainAt(short!, 1)]).toEqual([-1, -1])
  })

  test("that made the autocorrelations are found again", () => {
    const memories = memoriesOf(300, 288)
    const lags = [1, 3, 12, 48, 72]
    for (const weights of [
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [0.4, 0.3, 0.2, 0.1],
      [0.5, 0, 0.5, 0],
    ]) {
      const measured = lags.map((lag) =>
        memories.reduce((sum, each, j) => sum + weights[j]! * gainAt(each, lag), 0),
      )
      expect(fitMemory(memories, lags, measured)).toEqual(weights.map((weight) => expect.closeTo(weight, 3)))
    }
  })

  test("are parts of one, also where nothing fits", () => {
    for (const measured of [
      [2, 2],
      [-1, -1],
      [0, 0.9],
    ]) {
      const fitted = fitMemory(memoriesOf(300, 288), [1, 12], measured)
      expect(fitted.every((weight) => weight >= -1e-12)).toBe(true)
      expect(fitted.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
    }
  })
})

describe("classes of quantile functions", () => {
  test("are those that differ least from their mean", () => {
    const functions = [line(10, 1), line(52, 1), line(11, 1), line(50, 1), line(51, 1)]
    expect(quantileClasses(functions, 2)).toEqual([0, 1, 0, 1, 1])
  })

  test("tell spreads of one mean apart", () => {
    const four = quantileClasses([line(30, 0), line(30.1, 8), line(30.2, 0.1), line(90, 8)], 3)
    expect(four[0]).toBe(four[2])
    expect(new Set(four).size).toBe(3)
  })

  test("are each function by itself where there are as many", () => {
    expect(quantileClasses([line(3, 0), line(1, 0), line(2, 0)], 3)).toEqual([2, 0, 1])
  })
})

describe("hours", () => {
  const classes = [{ vms: 1, idle: 0, percent: line(50, 10) }]

  test("shift scores so that means are as the day has them", () => {
    // 50 + 10 d = 50 (1 + x), so d = 5 x: 0.5 and -0.5 for a tenth more and less; s^2 = 1/4.
    const hours = hourShifts(
      classes,
      Array.from({ length: 24 }, (_, h) => (h < 12 ? 1.1 : 0.9)),
    )
    expect(hours).toEqual(Array.from({ length: 24 }, (_, h) => expect.closeTo(h < 12 ? 0.5 : -0.5, 2)))
    expect(hourStretch(hours)).toBeCloseTo(Math.sqrt(0.75), 2)
  })

  test("of no day are none, and stretch nothing", () => {
    expect(hourShifts(classes, undefined)).toEqual([])
    expect(hourStretch([])).toBe(1)
    expect(hourCovariance([], 1, 300)).toBe(0)
  })

  test("have the covariance of their lines", () => {
    const hours = Array.from({ length: 24 }, (_, h) => Math.SQRT2 * Math.cos((2 * Math.PI * h) / 24))
    // Lines through a cosine are a little below it.
    expect(hourCovariance(hours, 0, 300)).toBeCloseTo(1, 1)
    expect(hourCovariance(hours, 72, 300)).toBeCloseTo(0, 6)
    expect(hourCovariance(hours, 144, 300)).toBeCloseTo(-hourCovariance(hours, 0, 300), 9)
  })
})
