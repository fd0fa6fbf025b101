import { expect, it } from "vitest"
import { type CarbonIntensity, carbonMonoid, carbonOf, energyOf, runMetrics } from "../src/index.ts"
import { number, traceOf } from "./support/traces.ts"

const corrected = { definition: "corrected", until: 100 } as const
const kwh = 3.6e6

/** 1 kWh by 40 s, 3 kWh from there to 100 s; 6 kWh by 120 s. */
const trace = traceOf(
  [
    number(40, "node0", "ENERGY", kwh),
    number(100, "node0", "ENERGY", 3 * kwh),
    number(120, "node1", "ENERGY", 6 * kwh),
  ],
  120,
)
const grams = (carbonIntensity: CarbonIntensity) => carbonOf(trace, { ...corrected, carbonIntensity }).grams

it("with a constant intensity carbon is energy times intensity", () => {
  expect(carbonOf(trace, { definition: "vmplaces", until: 1, carbonIntensity: 50 })).toEqual({
    samples: 3,
    grams: expect.closeTo(500, 9),
  })
  expect(grams(50)).toBeCloseTo((energyOf(trace, corrected).joules / kwh) * 50, 9)
})

it("a step inside of a record divides its energy by time", () => {
  // 40 s at 100 g; 30 s of 60 at 100 g and 30 s at 400 g; 70 s of 120 at 100 g, 30 s at 400 g, and the rest is beyond the horizon.
  const steps = [
    [0, 100],
    [70, 400],
  ] as const
  expect(grams(steps)).toBeCloseTo(100 + 1.5 * 100 + 1.5 * 400 + 3.5 * 100 + 1.5 * 400, 9)
})

it("steps that are all the same are a constant, and steps after the end are none", () => {
  const same = Array.from({ length: 50 }, (_, i) => [7 * i, 250] as const)
  expect(grams(same)).toBeCloseTo(grams(250), 9)
  expect(
    grams([
      [0, 250],
      [100, 9999],
    ]),
  ).toBeCloseTo(grams(250), 9)
})

it("energy that was used at once has the intensity of its date", () => {
  const table = traceOf(
    [number(10, "node0", "ENERGY", 0), number(10, "node0", "ENERGY", kwh), number(70, "node0", "ENERGY", 0)],
    70,
  )
  const carbonIntensity = [
    [0, 100],
    [10, 300],
  ] as const
  expect(carbonOf(table, { ...corrected, carbonIntensity })).toEqual({ samples: 3, grams: 300 })
})

it.each<[CarbonIntensity, string]>([
  [-1, "carbonIntensity is -1; expected at least 0, in grams a kWh"],
  [[], "carbonIntensity[0] date is undefined; expected 0: steps say what holds from the start"],
  [[[5, 1]], "carbonIntensity[0] date is 5; expected 0: steps say what holds from the start"],
  [
    [
      [0, 1],
      [0, 2],
    ],
    "carbonIntensity[1] date is 0; expected a date after the one before, 0 s",
  ],
  [[[0, Number.NaN]], "carbonIntensity[0] value is NaN; expected at least 0, in grams a kWh"],
])("an intensity of %j is refused", (carbonIntensity, message) => {
  expect(() => carbonOf(trace, { ...corrected, carbonIntensity })).toThrow(`metrics: ${message}`)
})

it("a run has carbon where it is asked for, and nothing of it else", () => {
  expect(runMetrics(trace, { ...corrected, carbonIntensity: 50 }).carbon_g).toBeCloseTo(450, 9)
  expect(Object.keys(runMetrics(trace, corrected))).not.toContain("carbon_g")
  expect(runMetrics(traceOf([], 100), { ...corrected, carbonIntensity: 50 }).carbon_g).toBeNull()
})

it("two runs together have the carbon of both", () => {
  const [a, b] = [
    { samples: 1, grams: 3 },
    { samples: 2, grams: 4 },
  ]
  expect(carbonMonoid.concat(a!, b!)).toEqual({ samples: 3, grams: 7 })
})
