import type { Seconds, TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { clipped, ended, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { outcomeIn, stateRows } from "./rows.ts"

/** The live migrations of a run, or of several: the states `migrate` of VMs. */
export interface Migrations {
  /** How many began. */
  readonly count: number
  /** How many failed; under `corrected` before `until`. */
  readonly failed: number
  /** The time that VMs were under migration, in seconds, summed. */
  readonly seconds: Seconds
  /** Durations that are in the mean and deviation, in seconds: `vmplaces` of all, `corrected` of those that succeeded. */
  readonly durations: Moments
}

/**
 * The migrations of a trace. `state` in the data of a migration is 0 when it succeeded, -1 when it failed, and missing when the end of
 * the run has cut it.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 */
export function migrationsOf(table: TraceTable, options: MetricOptions): Migrations {
  const { until, tablesUntil } = horizonOf(options)
  const { time, duration } = table.columns
  const begun = stateRows(table, "SERVICE", ["migrate"]).filter((i) => time[i]! < until)
  const over = begun.filter((i) => ended(time[i]!, duration[i]!, until))
  const inTables =
    options.definition === "vmplaces"
      ? begun.filter((i) => time[i]! <= tablesUntil)
      : over.filter((i) => outcomeIn(table.data(i)) === 0)
  return {
    count: begun.length,
    failed: over.filter((i) => outcomeIn(table.data(i)) === -1).length,
    seconds: begun.reduce((sum, i) => sum + clipped(time[i]!, duration[i]!, until), 0),
    durations: momentsOf(inTables.map((i) => duration[i]!)),
  }
}

/** The migrations of two runs, or of two disjoint sets of VMs of one run, together. */
export const migrationsMonoid: Monoid<Migrations> = struct({
  count: MonoidSum,
  failed: MonoidSum,
  seconds: MonoidSum,
  durations: momentsMonoid,
})
