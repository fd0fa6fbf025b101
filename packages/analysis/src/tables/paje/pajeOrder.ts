import { datePrecision, InputError, type Seconds, type TraceTable, traceKind } from "@placelab/core"
import { firstWhere } from "../../firstWhere.ts"

/*
 * The order of a Paje file is that of dates. A state has two of them, and so two places: where it is pushed and where it is popped.
 *
 * On one date, first comes what ends and what has no duration, in the order of the records, so that inner states are popped before
 * those around them; then what begins, what lasts longer first, so that it is the outer one.
 *
 * An end is begin + duration, which is rounded, and may come a bit after the begin of the next state of the same kind, which would then
 * be popped in its place. So an end that is as good as the begin of another state of the same track is at that date.
 *
 * Cost  O(n log n), and 32 bytes a record
 */

/** What happens at a place. */
export const place = { whole: 0, pop: 1, push: 2 } as const

/** The places of a trace in a Paje file. */
export interface PajeOrder {
  /** In order: what happens ({@link place}) + 4 x the row. */
  readonly places: Float64Array
  /** By row: when it began, or happened; undated events stand at the first date. */
  readonly begin: Float64Array
  /** By row. */
  readonly end: Float64Array
}

/** Errors: InputError with the row, for a state or variable without a date, and a duration below 0. */
export function pajeOrder(table: TraceTable): PajeOrder {
  const { kind, time, duration } = table.columns
  for (let i = 0; i < kind.length; i++) {
    if (Number.isNaN(time[i]) && kind[i] !== traceKind.event)
      throw new InputError(`trace, row ${i}`, "time", time[i], "a date")
    if (!(duration[i]! >= 0))
      throw new InputError(`trace, row ${i}`, "duration", duration[i], "a number of at least 0")
  }
  const first = time.reduce((least, date) => (date < least ? date : least), Number.POSITIVE_INFINITY)
  const earliest = Number.isFinite(first) ? first : 0
  const begin = time.map((date) => (Number.isNaN(date) ? earliest : date))
  const end = endsOf(table, begin)
  const places: number[] = []
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] !== traceKind.state || end[i] === begin[i]) places.push(4 * i + place.whole)
    else places.push(4 * i + place.pop, 4 * i + place.push)
  }
  const dateOf = (at: number) =>
    (at % 4 === place.push ? begin : at % 4 === place.pop ? end : begin)[Math.floor(at / 4)]!
  const sorted = Float64Array.from(places).sort((a, b) => {
    const dates = dateOf(a) - dateOf(b)
    if (dates !== 0) return dates
    const [isPushA, isPushB] = [a % 4 === place.push, b % 4 === place.push]
    if (isPushA !== isPushB) return isPushA ? 1 : -1
    if (!isPushA) return a - b
    return end[Math.floor(b / 4)]! - end[Math.floor(a / 4)]! || b - a
  })
  return { places: sorted, begin, end }
}

function endsOf(table: TraceTable, begin: Float64Array): Float64Array {
  const { kind, entity, state, duration } = table.columns
  const begins = new Map<number, Seconds[]>()
  const track = (i: number) => entity[i]! * table.states.length + state[i]!
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] !== traceKind.state) continue
    const own = begins.get(track(i))
    if (own === undefined) begins.set(track(i), [begin[i]!])
    else own.push(begin[i]!)
  }
  for (const own of begins.values()) own.sort((a, b) => a - b)
  const latest = new Map<number, Seconds>()
  return begin.map((date, i) => {
    if (kind[i] !== traceKind.state) return date
    const summed = Math.min(date + duration[i]!, Number.MAX_VALUE)
    const next = lastUpTo(begins.get(track(i))!, summed)
    const isNext = next > date && areSame(next, summed)
    const inner = latest.get(track(i)) ?? summed
    const end = isNext ? next : inner > summed && areSame(summed, inner) ? inner : summed
    latest.set(track(i), Math.max(inner, end))
    return end
  })
}

function areSame(date: Seconds, later: Seconds): boolean {
  return later - date <= Math.max(datePrecision, 4 * Number.EPSILON * Math.abs(later))
}

/** The greatest of some ascending dates that is not after another one; there is one. */
function lastUpTo(ascending: readonly Seconds[], date: Seconds): Seconds {
  return ascending[firstWhere(ascending, (each) => each > date) - 1]!
}
