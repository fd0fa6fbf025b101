import {
  InputError,
  nonNegative,
  type Profile,
  positiveInteger,
  requireProfile,
  type Seconds,
} from "@placelab/core"
import type { LoadEvent } from "./loadEvent.ts"

/**
 * The load of one VM from a table: at each date it asks for so many cores until the next. With a period, the table starts
 * again every `period` seconds, up to the date `until` (default Infinity: without end). Where the last point of one round
 * falls on the first of the next, the latter holds. Several VMs: {@link mergeByDate}. Errors: InputError.
 *
 * @example profileLoad(0, { points: [[0, 0.2], [60, 0.9]] }) // VM 0: 0.2 cores for a minute, then 0.9
 */
export function profileLoad(
  vm: number,
  profile: Profile,
  until: Seconds = Number.POSITIVE_INFINITY,
): Iterable<LoadEvent> {
  const where = `load of VM ${vm}`
  requireProfile(where, profile)
  if (!(until >= 0)) throw new InputError(where, "until", until, "a date, in seconds (or Infinity)")
  const { points, period } = profile
  const isSeamless = points.length > 1 && points.at(-1)![0] === points[0]![0] + (period ?? 0)

  function* events(): Generator<LoadEvent, void> {
    for (let round = 0; points.length > 0; round++) {
      for (const [i, [offset, load]] of points.entries()) {
        const date = round * (period ?? 0) + offset
        if (date >= until) return
        if (!(isSeamless && i === points.length - 1)) yield { date, vm, load }
      }
      if (period === undefined) return
    }
  }
  return { [Symbol.iterator]: events }
}

/** The shape of a day; see {@link dayShape}. */
export interface DayShape {
  /** In cores: at night. */
  readonly low: number
  /** In cores: at the peak. */
  readonly high: number
  /** Hour of the day, from 0 to 24. Default 14. */
  readonly peakHour?: number
  /** How many values a day has. Default 24: one an hour. */
  readonly steps?: number
}

/**
 * A load that goes up and down once a day: in steps, each as high as the cosine around the peak hour is in its middle.
 *
 *     load(t) = (high + low) / 2 + (high - low) / 2 x cos(2 pi (t - peak) / day)
 *
 * Errors: InputError.
 */
export function dayShape({ low, high, peakHour = 14, steps = 24 }: DayShape): Profile {
  const where = "day shape"
  nonNegative(where, "low", low, "cores")
  if (!(high >= low && high < Number.POSITIVE_INFINITY))
    throw new InputError(where, "high", high, `a number from low = ${low} on, in cores`)
  if (!(peakHour >= 0 && peakHour <= 24))
    throw new InputError(where, "peakHour", peakHour, "an hour from 0 to 24")
  positiveInteger(where, "steps", steps)
  const points = Array.from({ length: steps }, (_, i): [Seconds, number] => {
    const phase = 2 * Math.PI * ((i + 0.5) / steps - peakHour / 24)
    return [(i * day) / steps, low + ((high - low) * (1 + Math.cos(phase))) / 2]
  })
  return { points, period: day }
}

const day = 86_400
