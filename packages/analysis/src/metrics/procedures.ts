import type { TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { ended, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { numberIn, stateRows } from "./rows.ts"

/*
 * What is read: the states ISP of nodes, one for each procedure of DVMS, from the overload that its initiator has found to the end of the
 * migrations, with these data.
 *
 *   end         "solved" where a plan was applied; else why it came to nothing
 *   partition   how many machines were in its partition at the end
 */

/** The procedures of a distributed scheduler in a run, or in several. */
export interface Procedures {
  /** How many began. */
  readonly count: number
  /** Durations of those that solved their event, in seconds; under `corrected` of those that ended before `until`. */
  readonly solved: Moments
  /** Machines in the partitions of these. */
  readonly partitions: Moments
}

/** The procedures of a trace. Complexity: O(rows). Errors: as `horizonOf`. */
export function proceduresOf(table: TraceTable, options: MetricOptions): Procedures {
  const { until, tablesUntil } = horizonOf(options)
  const { time, duration } = table.columns
  const begun = stateRows(table, "ISP", ["procedure"]).filter((i) => time[i]! < until)
  const solved = begun.filter(
    (i) => time[i]! <= tablesUntil && ended(time[i]!, duration[i]!, until) && table.data(i)?.end === "solved",
  )
  return {
    count: begun.length,
    solved: momentsOf(solved.map((i) => duration[i]!)),
    partitions: momentsOf(solved.flatMap((i) => numberIn(table.data(i), "partition") ?? [])),
  }
}

/** The procedures of two runs, or of two disjoint sets of machines of one run, together. */
export const proceduresMonoid: Monoid<Procedures> = struct({
  count: MonoidSum,
  solved: momentsMonoid,
  partitions: momentsMonoid,
})
