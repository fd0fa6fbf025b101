import { type Seconds, type TraceTable, traceKind } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { type Moments, momentsMonoid, momentsOf } from "../../metrics/moments.ts"
import { type DdSketch, sketchMonoid, sketchOf } from "./ddSketch.ts"
import { mergedBy } from "./mergedBy.ts"

/*
 * What a trace has, in memory that grows with its names and not with its rows: the summary of a trace that comes in pieces is made of
 * those of the pieces, in their order.
 *
 * Counts, extremes, last values and quantiles are then those of the whole, exactly; sums and deviations but for rounding.
 */

/** Durations of a state, in seconds. */
export interface DurationSummary {
  readonly moments: Moments
  readonly min: Seconds
  readonly max: Seconds
  /** Their quantiles, by `sketchQuantile`. */
  readonly sketch: DdSketch
}

/** A variable, of all entities, in its unit. */
export interface VariableSummary {
  readonly count: number
  readonly sum: number
  readonly min: number
  readonly max: number
  /** What was written last by date; of one date, by row. */
  readonly last: { readonly time: Seconds; readonly value: number }
}

/** What a trace has. */
export interface TraceSummary {
  readonly rows: number
  /** All that have a record. */
  readonly entities: ReadonlySet<string>
  /** The first date; Infinity where there is none. */
  readonly first: Seconds
  /** The last date, of an end too; -Infinity where there is none. */
  readonly last: Seconds
  /** By the kind of state, then by its value. */
  readonly states: ReadonlyMap<string, ReadonlyMap<string, DurationSummary>>
  readonly variables: ReadonlyMap<string, VariableSummary>
  /** How many, by name. */
  readonly events: ReadonlyMap<string, number>
}

const atLeast: Monoid<number> = { empty: Number.POSITIVE_INFINITY, concat: (a, b) => Math.min(a, b) }
const atMost: Monoid<number> = { empty: Number.NEGATIVE_INFINITY, concat: (a, b) => Math.max(a, b) }
const sets: Monoid<ReadonlySet<string>> = { empty: new Set(), concat: (a, b) => new Set([...a, ...b]) }

function maps<Value>(concat: (a: Value, b: Value) => Value): Monoid<ReadonlyMap<string, Value>> {
  return { empty: new Map(), concat: mergedBy(concat) }
}

const durations = (a: DurationSummary, b: DurationSummary): DurationSummary => ({
  moments: momentsMonoid.concat(a.moments, b.moments),
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  sketch: sketchMonoid.concat(a.sketch, b.sketch),
})

const variables = (a: VariableSummary, b: VariableSummary): VariableSummary => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  last: b.last.time >= a.last.time ? b.last : a.last,
})

/**
 * Summaries of pieces of a trace, in their order, as the summary of all of it.
 *
 * @example
 * let summary = traceSummaryMonoid.empty
 * for await (const piece of traceBatches("trace.parquet")) summary = traceSummaryMonoid.concat(summary, summaryOf(piece))
 */
export const traceSummaryMonoid: Monoid<TraceSummary> = struct({
  rows: MonoidSum,
  entities: sets,
  first: atLeast,
  last: atMost,
  states: maps(maps(durations).concat),
  variables: maps(variables),
  events: maps(MonoidSum.concat),
})

/**
 * The summary of a trace, or of a piece of one.
 *
 * Complexity  O(rows)
 * Errors      RangeError for a duration of a state below 0.
 */
export function summaryOf(table: TraceTable): TraceSummary {
  const { kind, entity, state, value, number, time, duration } = table.columns
  const present = new Uint8Array(table.entities.length)
  const lasting = new Map<string, Map<string, number[]>>()
  const written = new Map<string, VariableSummary>()
  const events = new Map<string, number>()
  let first = atLeast.empty
  let last = atMost.empty
  for (let i = 0; i < kind.length; i++) {
    present[entity[i]!] = 1
    const name = table.states.name(state[i]!)
    if (!Number.isNaN(time[i])) {
      first = Math.min(first, time[i]!)
      last = Math.max(last, kind[i] === traceKind.state ? time[i]! + duration[i]! : time[i]!)
    }
    if (kind[i] === traceKind.state) {
      push(lasting, name, table.values.name(value[i]!), duration[i]!)
    } else if (kind[i] === traceKind.event) {
      events.set(name, (events.get(name) ?? 0) + 1)
    } else {
      const own = variableOf(number[i]!, time[i]!)
      const before = written.get(name)
      written.set(name, before === undefined ? own : variables(before, own))
    }
  }
  const entities = new Set<string>()
  for (let code = 0; code < present.length; code++)
    if (present[code] === 1) entities.add(table.entities.name(code))
  const states = new Map(
    Array.from(lasting, ([name, byValue]) => [
      name,
      new Map(Array.from(byValue, ([value, all]) => [value, durationsOf(all)] as const)),
    ]),
  )
  return { rows: table.length, entities, first, last, states, variables: written, events }
}

function push(
  lists: Map<string, Map<string, number[]>>,
  state: string,
  value: string,
  duration: Seconds,
): void {
  let byValue = lists.get(state)
  if (byValue === undefined) lists.set(state, (byValue = new Map()))
  const list = byValue.get(value)
  if (list === undefined) byValue.set(value, [duration])
  else list.push(duration)
}

function durationsOf(all: readonly Seconds[]): DurationSummary {
  return {
    moments: momentsOf(all),
    min: all.reduce(atLeast.concat),
    max: all.reduce(atMost.concat),
    sketch: sketchOf(all),
  }
}

function variableOf(value: number, time: Seconds): VariableSummary {
  return { count: 1, sum: value, min: value, max: value, last: { time, value } }
}
