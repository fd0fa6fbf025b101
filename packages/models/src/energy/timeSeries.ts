import { InputError, nonNegative, type Profile, positive, type Seconds } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"

/**
 * A quantity that follows from the date alone, such as the power of solar panels: a profile that begins at 0, with what
 * holds between its points. After the last point its value stays; with a period, the pattern starts again.
 */
export interface TimeSeries extends Profile {
  /** "steps": each value holds until the next point. "linear": straight lines from point to point. */
  readonly shape: "steps" | "linear"
}

/** From its date on, until `end`, the quantity is value + slope x (seconds since). */
export interface Piece {
  readonly value: number
  /** In its unit a second. */
  readonly slope: number
  /** Later than the date; Infinity: it stays. */
  readonly end: Seconds
}

/** The same value for ever. */
export function constantSeries(value: number): TimeSeries {
  return { points: [[0, value]], shape: "steps" }
}

/**
 * Checks a series of values that are at least 0; `name` and `unit` are for messages. Left: InputError for dates that do not
 * begin at 0 or do not rise, a value below 0, and a period that is not above the last date.
 */
export function timeSeries(name: string, unit: string, series: TimeSeries): Either<InputError, TimeSeries> {
  return checked(() => requireSeries(name, unit, series))
}

/** As {@link timeSeries}, but throws. */
export function requireSeries(name: string, unit: string, series: TimeSeries): TimeSeries {
  const { points, period } = series
  const first = points[0]?.[0]
  if (first !== 0)
    throw new InputError(name, "points[0] date", first, "0: a series says what holds from the start")
  points.forEach((point, i) => {
    const date = point[0]
    const value = point[1]
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      nonNegative(name, `points[${i}] value`, value, unit)
    const before = i === 0 ? -1 : points[i - 1]![0]
    if (!(date > before && date < Number.POSITIVE_INFINITY))
      throw new InputError(name, `points[${i}] date`, date, `a date after the one before, ${before} s`)
  })
  const last = points.at(-1)![0]
  if (period !== undefined) {
    positive(name, "period", period, "seconds")
    if (period <= last) throw new InputError(name, "period", period, `more than the last date, ${last} s`)
  }
  return series
}

/** The piece of the series that holds at `date`, from there on. Cost: logarithmic in the number of points. */
export function pieceAt(series: TimeSeries, date: Seconds): Piece {
  const { points, period, shape } = series
  let begun = period === undefined ? 0 : Math.floor(date / period) * period
  let i = lastPointBy(points, date - begun)
  let end = begun + endOfPoint(series, i)
  // Where a round begins is rounded: the date may be the end of what was found.
  while (end <= date) {
    i = (i + 1) % points.length
    if (i === 0) begun += period!
    end = begun + endOfPoint(series, i)
  }
  const from = points[i]![0]
  const value = points[i]![1]
  if (shape === "steps" || end === Number.POSITIVE_INFINITY) return { value, slope: 0, end }
  const next = points[(i + 1) % points.length]![1]
  const slope = (next - value) / (end - (begun + from))
  return { value: value + slope * (date - (begun + from)), slope, end }
}

/** Until when point `i` holds, from the beginning of its round. */
function endOfPoint({ points, period }: TimeSeries, i: number): Seconds {
  return i + 1 < points.length ? points[i + 1]![0] : (period ?? Number.POSITIVE_INFINITY)
}

/** The value of the series at `date`; at a step, the one that begins. */
export function valueAt(series: TimeSeries, date: Seconds): number {
  return pieceAt(series, date).value
}

/** The exact integral of the series from one date to another, in its unit times seconds. */
export function integralOf(series: TimeSeries, from: Seconds, to: Seconds): number {
  let integral = 0
  for (let date = from; date < to; ) {
    const { value, slope, end } = pieceAt(series, date)
    const seconds = Math.min(end, to) - date
    integral += (value + (slope * seconds) / 2) * seconds
    date = Math.min(end, to)
  }
  return integral
}

/** The index of the last point whose date is not after `date`; 0 at least. */
function lastPointBy(points: TimeSeries["points"], date: Seconds): number {
  let low = 0
  let high = points.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (points[middle]![0] <= date) low = middle
    else high = middle
  }
  return low
}
