import { InputError, nonNegative, positiveOrInfinite, type Watts } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import { constantSeries, requireSeries, type TimeSeries } from "./timeSeries.ts"
import type { Joules } from "./units.ts"

/** A battery: what it takes is more than what it gives, by its efficiency. */
export interface Battery {
  /** What it can give when it is full. */
  readonly capacity: Joules
  /** The most that goes in. Infinity: no limit. */
  readonly chargeLimit: Watts
  /** The most that comes out. Infinity: no limit. */
  readonly dischargeLimit: Watts
  /** Of a joule that goes in, the part that comes out: of the round trip, above 0 and up to 1. */
  readonly efficiency: number
  /** What it can give at the start. */
  readonly level: Joules
}

/** Where power comes from. Made by {@link powerSources}. */
export interface PowerSources {
  /** In watts. */
  readonly solar: TimeSeries
  readonly battery: Battery
  /** Of the grid, which gives whatever is asked for: grams of CO2 a kWh. */
  readonly carbonIntensity: TimeSeries
}

/** What one has to say of the sources; what is left out is not there. */
export interface RawPowerSources {
  readonly solar?: TimeSeries
  /** Defaults: no limits, an efficiency of 1, empty at the start. */
  readonly battery?: Partial<Battery> & Pick<Battery, "capacity">
  readonly carbonIntensity?: TimeSeries
}

/** Checks sources and fills in the defaults. Left: InputError. */
export function powerSources({
  solar = constantSeries(0),
  battery: { capacity, chargeLimit, dischargeLimit, efficiency = 1, level = 0 } = { capacity: 0 },
  carbonIntensity = constantSeries(0),
}: RawPowerSources): Either<InputError, PowerSources> {
  return checked(() => {
    requireSeries("solar power", "watts", solar)
    requireSeries("carbon intensity", "grams a kWh", carbonIntensity)
    const where = "battery"
    nonNegative(where, "capacity", capacity, "joules")
    if (!(efficiency > 0 && efficiency <= 1))
      throw new InputError(where, "efficiency", efficiency, "a part above 0, up to 1")
    if (!(level >= 0 && level <= capacity))
      throw new InputError(where, "level", level, `joules from 0 to the capacity, ${capacity}`)
    const limit = (what: string, watts: Watts = Number.POSITIVE_INFINITY) =>
      positiveOrInfinite(where, what, watts, "watts")
    const battery = {
      capacity,
      chargeLimit: limit("chargeLimit", chargeLimit),
      dischargeLimit: limit("dischargeLimit", dischargeLimit),
      efficiency,
      level,
    }
    return { solar, battery, carbonIntensity }
  })
}
