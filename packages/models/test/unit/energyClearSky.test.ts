import { describe, expect, test } from "vitest"
import { clearSkyDay, integralOf, orThrow, valueAt } from "../../src/index.ts"

const day = (latitude: number, dayOfYear: number) =>
  orThrow(clearSkyDay({ latitude, dayOfYear, ratedPower: 1000 }))
const hours = (n: number) => 3600 * n

describe("a clear day", () => {
  test("has the sun in the zenith at noon on the equator at the equinox", () => {
    // day 81: 360 (284 + 81) / 365 = 360 degrees, declination 0: cos z = 1
    expect(valueAt(day(0, 81), hours(12))).toBeCloseTo(1098 * Math.exp(-0.059), 9)
  })

  test("is symmetric around noon, dark at night, and the same the next day", () => {
    const june = day(47.2, 172)
    for (const h of [1, 3, 5, 7])
      expect(valueAt(june, hours(12 - h))).toBeCloseTo(valueAt(june, hours(12 + h)), 6)
    expect(valueAt(june, hours(1))).toBe(0)
    expect(valueAt(june, hours(36))).toBeCloseTo(valueAt(june, hours(12)), 6)
  })

  test("is longer and brighter in June than in December, and the other way round in the south", () => {
    const energy = (latitude: number, dayOfYear: number) => integralOf(day(latitude, dayOfYear), 0, 86_400)
    expect(energy(47, 172)).toBeGreaterThan(3 * energy(47, 355))
    expect(energy(-47, 355)).toBeGreaterThan(3 * energy(-47, 172))
  })

  test("of the polar night is dark", () => {
    expect(integralOf(day(80, 355), 0, 86_400)).toBe(0)
  })
})

test.each([
  [{ latitude: 91 }, "clear sky: latitude is 91; expected degrees from -90 to 90"],
  [{ dayOfYear: 367 }, "clear sky: dayOfYear is 367; expected a day from 1 to 366"],
  [{ dayOfYear: 0 }, "clear sky: dayOfYear is 0; expected a whole number above 0"],
  [{ ratedPower: -1 }, "clear sky: ratedPower is -1; expected a number of at least 0, in watts"],
  [{ step: 0 }, "clear sky: step is 0; expected a number above 0, in seconds"],
])("a clear sky of %o is refused", (wrong, message) => {
  expect(() => orThrow(clearSkyDay({ latitude: 0, dayOfYear: 1, ratedPower: 1, ...wrong }))).toThrow(message)
})
