import { describe, expect, it } from "vitest"
import { normalCdf, normalQuantile } from "../../src/index.ts"

/** Half a unit of the last of so many printed digits after the point. */
const rounding = (digits: number) => 0.5 * 10 ** -digits

describe("the normal distribution function", () => {
  // Abramowitz and Stegun 1964, table 26.1, to its 15 digits; one unit of the last for our own rounding.
  it.each([
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [2.98, 0.99855875808266],
    [3, 0.99865010196837],
  ])("at %d is the published %d", (x, published) => {
    expect(Math.abs(normalCdf(x) - published)).toBeLessThan(rounding(15) + 1e-15)
    expect(Math.abs(normalCdf(-x) - (1 - published))).toBeLessThan(rounding(15) + 1e-15)
  })

  // The same, table 26.2: -log10 of the tail.
  it.each([
    [5, 6.54265],
    [10, 23.11805],
    [20, 88.5601],
    [30, 197.30921],
  ])("has a tail beyond %d of the published 10^-%d", (x, published) => {
    expect(Math.abs(-Math.log10(normalCdf(-x)) - published)).toBeLessThan(rounding(5))
  })

  it("does not jump where the series ends and the continued fraction begins", () => {
    const [before, after] = [normalCdf(-3 + 1e-9), normalCdf(-3)]
    // The density at 3 is 0.0044318484; doubles near 1/2, from which the series is taken, are 1e-16 apart.
    expect(Math.abs(before - after - 0.0044318484e-9)).toBeLessThan(2e-16)
  })

  it("is 0 and 1 at the ends", () => {
    expect([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([0, 1])
  })
})

describe("the normal quantile", () => {
  // Abramowitz and Stegun 1964, tables 26.5 and 26.6.
  it.each([
    [0.5, 0, 5],
    [0.75, 0.67449, 5],
    [0.9, 1.28155, 5],
    [0.95, 1.64485, 5],
    [0.975, 1.95996, 5],
    [0.99, 2.32635, 5],
    [0.995, 2.57583, 5],
    [0.999, 3.09023, 5],
    [0.9999, 3.71902, 5],
  ])("below which a share of %d lies is %d", (share, published, digits) => {
    expect(Math.abs(normalQuantile(share) - published)).toBeLessThan(rounding(digits))
    expect(normalQuantile(1 - share)).toBeCloseTo(-normalQuantile(share), 11)
  })

  it("undoes the distribution function, far into the tail", () => {
    for (const x of [-37, -9, -3.2, -3, -2.9, -1, -1e-3, 0, 0.3, 2, 5])
      expect(normalQuantile(normalCdf(x)) - x).toBeCloseTo(0, x > 3 ? 9 : 12)
  })

  it("refuses shares that have none", () => {
    for (const share of [0, 1, Number.NaN])
      expect(() => normalQuantile(share)).toThrow(
        `normalQuantile: share is ${share}, expected more than 0 and less than 1`,
      )
  })
})
