import type { Seconds, TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { clipped, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { plansOf, reconfigureRows } from "./plans.ts"

/** The reconfigurations of a run, or of several: the states `reconfigure` of nodes, see `plans.ts`. */
export interface Reconfigurations {
  /** How many plans began. */
  readonly plans: number
  /**
   * Durations that are in the mean and deviation, in seconds: `vmplaces` of the records, one a node, as its scripts do; `corrected` of the
   * plans that ended before `until`.
   */
  readonly durations: Moments
  /** Durations of the plans, one each, in seconds; under `corrected` of those that ended before `until`. */
  readonly planDurations: Moments
  /** The time that nodes were under reconfiguration, in seconds, summed over all of them: the total time of VMPlaceS' scripts. */
  readonly nodeSeconds: Seconds
}

/** The reconfigurations of a trace. Complexity: O(rows). Errors: as `horizonOf`. */
export function reconfigurationsOf(table: TraceTable, options: MetricOptions): Reconfigurations {
  const { until, tablesUntil } = horizonOf(options)
  const { time, duration } = table.columns
  const rows = reconfigureRows(table, until)
  const plans = plansOf(table, rows, until)
  const planDurations = momentsOf(plans.filter((plan) => !plan.isCut).map((plan) => plan.duration))
  return {
    plans: plans.length,
    durations:
      options.definition === "vmplaces"
        ? momentsOf(rows.filter((i) => time[i]! <= tablesUntil).map((i) => duration[i]!))
        : planDurations,
    planDurations,
    nodeSeconds: rows.reduce((sum, i) => sum + clipped(time[i]!, duration[i]!, until), 0),
  }
}

/** The reconfigurations of two runs, or of two sets of machines of one run that no plan crosses, together. */
export const reconfigurationsMonoid: Monoid<Reconfigurations> = struct({
  plans: MonoidSum,
  durations: momentsMonoid,
  planDurations: momentsMonoid,
  nodeSeconds: MonoidSum,
})
