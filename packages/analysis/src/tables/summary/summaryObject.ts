import type { Seconds } from "@placelab/core"
import { deviationOf, meanOf } from "../../metrics/moments.ts"
import { sketchQuantile } from "./ddSketch.ts"
import type { DurationSummary, TraceSummary } from "./traceSummary.ts"

/** The durations of one value of one kind of state, in seconds. Quantiles are within 1 % of themselves, and between the extremes. */
export interface StateRow {
  readonly state: string
  readonly value: string
  readonly count: number
  readonly total_s: Seconds
  readonly mean_s: Seconds
  /** Of a whole population. */
  readonly sd_s: Seconds
  readonly min_s: Seconds
  readonly p50_s: Seconds
  readonly p95_s: Seconds
  readonly p99_s: Seconds
  readonly max_s: Seconds
}

/** A variable of all entities, in its unit. */
export interface VariableRow {
  readonly name: string
  readonly count: number
  readonly sum: number
  readonly min: number
  readonly max: number
  readonly last: number
}

/** Events of a name. */
export interface EventRow {
  readonly name: string
  readonly count: number
}

/** A {@link TraceSummary} as a plain object, which JSON holds: rows are sorted by their names. */
export interface SummaryObject {
  readonly rows: number
  readonly entities: number
  /** Null where nothing has a date. */
  readonly first_s: Seconds | null
  readonly last_s: Seconds | null
  readonly states: readonly StateRow[]
  readonly variables: readonly VariableRow[]
  readonly events: readonly EventRow[]
}

/**
 * A summary as a plain object.
 *
 * @example JSON.stringify(summaryObject(summaryOf(run.trace.records)))
 */
export function summaryObject(summary: TraceSummary): SummaryObject {
  const { rows, entities, first, last, states, variables, events } = summary
  return {
    rows,
    entities: entities.size,
    first_s: Number.isFinite(first) ? first : null,
    last_s: Number.isFinite(last) ? last : null,
    states: sorted(states).flatMap(([state, byValue]) =>
      sorted(byValue).map(([value, durations]) => ({ state, value, ...durationsIn(durations) })),
    ),
    variables: sorted(variables).map(([name, { last, ...rest }]) => ({ name, ...rest, last: last.value })),
    events: sorted(events).map(([name, count]) => ({ name, count })),
  }
}

function durationsIn({ moments, min, max, sketch }: DurationSummary): Omit<StateRow, "state" | "value"> {
  const quantile = (share: number) => Math.min(Math.max(sketchQuantile(sketch, share)!, min), max)
  return {
    count: moments.count,
    total_s: moments.sum,
    mean_s: meanOf(moments)!,
    sd_s: deviationOf(moments)!,
    min_s: min,
    p50_s: quantile(0.5),
    p95_s: quantile(0.95),
    p99_s: quantile(0.99),
    max_s: max,
  }
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
