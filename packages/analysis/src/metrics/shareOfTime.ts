import { datePrecision, type Seconds, type TraceTable, traceKind } from "@placelab/core"

/** How an entity has spent a part of the time. */
export interface ShareOfTime {
  readonly entity: string
  /** Where the bin begins, in seconds. */
  readonly time: Seconds
  /** The part of the bin that was spent in the states asked for, from 0 to 1. */
  readonly share: number
}

/**
 * The share of each bin of time that each entity of a trace spent in one of some values of a kind of state, exactly: rows for a heat map of
 * entities x time. Bins are `width` long from 0 on; the last one ends at `until`, and has a share of what there is of it. States that
 * stand on top of one another count once.
 *
 * Rows are in the order in which the trace names the entities, then of time; an entity that is in this kind of state, but never in
 * these values, has shares of 0.
 *
 * Complexity  O(rows + n log n + entities x bins) for n rows of these values
 * Errors      RangeError for a width or an end that is not above 0
 *
 * @example
 * shareOfTime(run.trace.records, "PM", ["violation", "violation-out"], 60, 1800)
 */
export function shareOfTime(
  table: TraceTable,
  state: string,
  values: readonly string[],
  width: Seconds,
  until: Seconds,
): ShareOfTime[] {
  for (const [what, value] of Object.entries({ width, until }))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`shareOfTime: ${what} is ${value}, expected a number above 0, in seconds`)
  const bins = Array.from({ length: Math.ceil(until / width) }, (_, bin) => bin * width)
  if (until - bins.at(-1)! <= datePrecision) bins.pop()
  const spans = spansOf(table, state, values)
  return [...spans.keys()]
    .sort((a, b) => a - b)
    .flatMap((code) => {
      const entity = table.entities.name(code)
      const seconds = secondsByBin(united(spans.get(code)!), width, until, bins.length)
      return bins.map((time, bin) => {
        const length = Math.min(time + width, until) - time
        return { entity, time, share: Math.min(1, seconds[bin]! / length) }
      })
    })
}

type Span = readonly [begin: Seconds, end: Seconds]

/** By the code of the entity: when it was in these values. */
function spansOf(table: TraceTable, state: string, values: readonly string[]): Map<number, Span[]> {
  const columns = table.columns
  const asked = new Set(values.map((value) => table.values.find(value)))
  const spans = new Map<number, Span[]>()
  const stateCode = table.states.find(state)
  for (let i = 0; i < columns.kind.length; i++) {
    if (columns.kind[i] !== traceKind.state || columns.state[i] !== stateCode) continue
    const entity = columns.entity[i]!
    const begin = columns.time[i]!
    let own = spans.get(entity)
    if (own === undefined) {
      own = []
      spans.set(entity, own)
    }
    if (asked.has(columns.value[i]!)) own.push([begin, begin + columns.duration[i]!])
  }
  return spans
}

/** The same time in spans that do not overlap, ascending. */
function united(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = []
  for (const [begin, end] of [...spans].sort(([a], [b]) => a - b)) {
    const last = apart.at(-1)
    if (last === undefined || begin > last[1]) apart.push([begin, end])
    else if (end > last[1]) apart[apart.length - 1] = [last[0], end]
  }
  return apart
}

function secondsByBin(spans: readonly Span[], width: Seconds, until: Seconds, count: number): Float64Array {
  const seconds = new Float64Array(count)
  for (const [begin, end] of spans) {
    for (let bin = Math.floor(begin / width); bin < count && bin * width < end; bin++) {
      const [from, to] = [Math.max(begin, bin * width), Math.min(end, bin * width + width, until)]
      if (to > from) seconds[bin]! += to - from
    }
  }
  return seconds
}
