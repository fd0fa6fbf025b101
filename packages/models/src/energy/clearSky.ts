/*
 * Solar panels under a clear sky, flat on the ground.
 *
 * Notation     phi latitude, n day of the year, h hours since solar midnight, z zenith angle of the sun.
 *
 * Model        declination  delta = 23.45 deg x sin(360 deg (284 + n) / 365)
 *              sun          cos z = sin phi sin delta + cos phi cos delta cos(15 deg (h - 12))
 *              irradiance   G = 1098 cos z exp(-0.059 / cos z) W/m2 while the sun is up, 0 else
 *              power        P = rated power x G / 1000 W/m2
 *
 * Source       P. I. Cooper, Solar Energy 12, 1969 (declination); B. Haurwitz, Journal of Meteorology 2, 1945
 *              (irradiance), with the constants of pvlib. Rated power is what panels give at 1000 W/m2.
 * Left out     clouds, tilt, temperature, the equation of time.
 */
import { InputError, nonNegative, positive, positiveInteger, type Seconds, type Watts } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import type { TimeSeries } from "./timeSeries.ts"

/** Where, when, and how much. */
export interface ClearSky {
  /** In degrees, north of the equator above 0. */
  readonly latitude: number
  /** 1 to 366. */
  readonly dayOfYear: number
  /** What the panels give at 1000 W/m2. */
  readonly ratedPower: Watts
  /** Between the points that straight lines join. Default 900, which divides a day. */
  readonly step?: Seconds
}

const day: Seconds = 86_400

/**
 * The power of solar panels on a clear day that repeats, from solar midnight on. Left: InputError.
 *
 * @example
 * const solar = orThrow(clearSkyDay({ latitude: 47.2, dayOfYear: 172, ratedPower: 10_000 }))
 * valueAt(solar, 12 * 3600) // 9423 W: June in Nantes, at noon
 */
export function clearSkyDay({
  latitude,
  dayOfYear,
  ratedPower,
  step = 900,
}: ClearSky): Either<InputError, TimeSeries> {
  return checked(() => {
    const where = "clear sky"
    if (!(Math.abs(latitude) <= 90))
      throw new InputError(where, "latitude", latitude, "degrees from -90 to 90")
    positiveInteger(where, "dayOfYear", dayOfYear)
    if (dayOfYear > 366) throw new InputError(where, "dayOfYear", dayOfYear, "a day from 1 to 366")
    nonNegative(where, "ratedPower", ratedPower, "watts")
    positive(where, "step", step, "seconds")
    const count = Math.ceil(day / step)
    const points = Array.from({ length: count }, (_, i) => {
      const irradiance = haurwitz(cosZenith(latitude, dayOfYear, (i * step) / 3600))
      return [i * step, (ratedPower * irradiance) / 1000] as const
    })
    return { points, shape: "linear", period: day }
  })
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

function cosZenith(latitude: number, dayOfYear: number, hour: number): number {
  const phi = radians(latitude)
  const delta = radians(23.45) * Math.sin(radians((360 * (284 + dayOfYear)) / 365))
  return (
    Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * Math.cos(radians(15 * (hour - 12)))
  )
}

function haurwitz(cosZ: number): number {
  return cosZ > 0 ? 1098 * cosZ * Math.exp(-0.059 / cosZ) : 0
}
