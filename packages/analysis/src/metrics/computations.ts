import type { Seconds, TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { clipped, ended, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { numberIn, outcomeIn, stateRows } from "./rows.ts"

/*
 * What is read: the states `compute` of nodes, with these data.
 *
 *   duration   how long the scheduler computed, in seconds
 *   state      NO_RECONFIGURATION_NEEDED, SUCCESS, RECONFIGURATION_FAILED
 *   psize      how many machines were looked at
 *
 * VMPlaceS' centralized and hierarchical schedulers leave `compute` open while the plan is carried out, so the duration of the record
 * has the reconfiguration in it: `vmplaces` sums it all the same, as its scripts do, and `trueDurations` has what is right.
 *
 * Left out: VMPlaceS' compute time per service node, which is `seconds` divided by the number of them.
 */

/** The computations of the schedulers of a run, or of several. */
export interface Computations {
  /** How many began. */
  readonly count: number
  /** The time spent in them, in seconds, summed: `vmplaces` of the records, `corrected` the true one. */
  readonly seconds: Seconds
  /** Durations that are in the mean and deviation, in seconds: `vmplaces` of the records, `corrected` the true ones. */
  readonly durations: Moments
  /** What `duration` in the data says, in seconds, under both definitions. */
  readonly trueDurations: Moments
  /** How many found that nothing was to be done. */
  readonly nothing: number
  /** How many found a plan. */
  readonly success: number
  /** How many ended otherwise; `vmplaces` has those here, too, that the end of the run has cut. */
  readonly failed: number
  /** Numbers of machines looked at by those that found a plan. */
  readonly successSizes: Moments
}

/** The computations of a trace. Complexity: O(rows). Errors: as `horizonOf`. */
export function computationsOf(table: TraceTable, options: MetricOptions): Computations {
  const { until, tablesUntil } = horizonOf(options)
  const asVmplaces = options.definition === "vmplaces"
  const { time, duration } = table.columns
  const begun = stateRows(table, "SERVICE", ["compute"]).filter((i) => time[i]! < until)
  const isOver = (i: number) => ended(time[i]!, duration[i]!, until) && outcomeIn(table.data(i)) !== undefined
  const over = asVmplaces ? begun : begun.filter(isOver)
  const trueDuration = (i: number) => numberIn(table.data(i), "duration") ?? duration[i]!
  const spent = (i: number) =>
    asVmplaces ? duration[i]! : isOver(i) ? trueDuration(i) : clipped(time[i]!, duration[i]!, until)
  const counted = (outcome: string) => over.filter((i) => outcomeIn(table.data(i)) === outcome)
  const nothing = counted("NO_RECONFIGURATION_NEEDED").length
  const successes = counted("SUCCESS")
  return {
    count: begun.length,
    seconds: begun.reduce((sum, i) => sum + spent(i), 0),
    durations: momentsOf(over.filter((i) => time[i]! <= tablesUntil).map(spent)),
    trueDurations: momentsOf(over.filter(isOver).map(trueDuration)),
    nothing,
    success: successes.length,
    failed: over.length - nothing - successes.length,
    successSizes: momentsOf(successes.flatMap((i) => numberIn(table.data(i), "psize") ?? [])),
  }
}

/** The computations of two runs, or of two disjoint sets of nodes of one run, together. */
export const computationsMonoid: Monoid<Computations> = struct({
  count: MonoidSum,
  seconds: MonoidSum,
  durations: momentsMonoid,
  trueDurations: momentsMonoid,
  nothing: MonoidSum,
  success: MonoidSum,
  failed: MonoidSum,
  successSizes: momentsMonoid,
})
