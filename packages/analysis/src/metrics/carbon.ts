import { InputError, type Seconds, type TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { firstWhere } from "../firstWhere.ts"
import { amountRows } from "./amounts.ts"
import { horizonOf, type MetricOptions } from "./definition.ts"

/**
 * Grams of CO2 a kWh: a number, or steps, each value from its date on until the next one, the first from 0 on, as the points of a
 * `TimeSeries` of `@placelab/models`.
 *
 * @example [[0, 400], [6 * 3600, 250], [20 * 3600, 400]]
 */
export type CarbonIntensity = number | readonly (readonly [date: Seconds, gramsPerKwh: number])[]

/** {@link MetricOptions}, and what a kWh costs. */
export interface CarbonOptions extends MetricOptions {
  readonly carbonIntensity: CarbonIntensity
}

/** The carbon of a run, or of several. */
export interface Carbon {
  /** How many samples of energy there were. */
  readonly samples: number
  /** Grams of CO2. */
  readonly grams: number
}

const joulesPerKwh = 3.6e6

/**
 * The carbon of the energy of all machines: the integral of power x intensity.
 *
 * Each record of ENERGY says what was used since the one before; within it the power is taken for constant, so that steps of the
 * intensity inside of a record divide it by time. A machine whose energy is written once, in the end, counts with its mean power;
 * with a constant intensity nothing of this shows. `PowerSupply` of `@placelab/models` has the exact carbon, on the engine.
 *
 * Complexity  O(rows + steps within records)
 * Errors      as `horizonOf`; InputError for an intensity below 0, and for steps that do not begin at 0 or do not rise
 */
export function carbonOf(table: TraceTable, options: CarbonOptions): Carbon {
  const { until } = horizonOf(options)
  const steps = stepsOf(options.carbonIntensity)
  const { number, time, duration } = table.columns
  const rows = amountRows(table, "ENERGY", until)
  const grams = rows.reduce((sum, i) => {
    const begin = time[i]! - duration[i]!
    const kwh = number[i]! / joulesPerKwh
    if (duration[i]! === 0) return sum + kwh * steps[stepAt(steps, begin)]![1]
    return sum + (kwh * integral(steps, begin, Math.min(time[i]!, until))) / duration[i]!
  }, 0)
  return { samples: rows.length, grams }
}

/** The carbon of two runs, or of two disjoint sets of machines of one run, together. */
export const carbonMonoid: Monoid<Carbon> = struct({ samples: MonoidSum, grams: MonoidSum })

type Steps = Exclude<CarbonIntensity, number>

function stepsOf(intensity: CarbonIntensity): Steps {
  const steps: Steps = typeof intensity === "number" ? [[0, intensity]] : intensity
  const wrong = (what: string, value: unknown, expected: string) =>
    new InputError("metrics", `carbonIntensity${what}`, value, expected)
  if (steps[0]?.[0] !== 0) throw wrong("[0] date", steps[0]?.[0], "0: steps say what holds from the start")
  for (const [i, [date, grams]] of steps.entries()) {
    const before = i === 0 ? -1 : steps[i - 1]![0]
    if (!(date > before && date < Number.POSITIVE_INFINITY))
      throw wrong(`[${i}] date`, date, `a date after the one before, ${before} s`)
    if (!(grams >= 0 && grams < Number.POSITIVE_INFINITY))
      throw wrong(typeof intensity === "number" ? "" : `[${i}] value`, grams, "at least 0, in grams a kWh")
  }
  return steps
}

/** Grams a kWh times seconds, from one date to another. */
function integral(steps: Steps, from: Seconds, to: Seconds): number {
  let sum = 0
  let i = stepAt(steps, from)
  for (let date = from; date < to; i++) {
    const end = Math.min(to, steps[i + 1]?.[0] ?? Number.POSITIVE_INFINITY)
    sum += steps[i]![1] * (end - date)
    date = end
  }
  return sum
}

/** The number of the last step that has begun by `date`; the first at least. */
function stepAt(steps: Steps, date: Seconds): number {
  return Math.max(0, firstWhere(steps, ([begin]) => begin > date) - 1)
}
