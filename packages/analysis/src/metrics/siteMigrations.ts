import type { TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { ended, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { outcomeIn, stateRows } from "./rows.ts"

/** The live migrations of a run on several sites, or of several runs: durations, in seconds, of those that succeeded. */
export interface SiteMigrations {
  /** From a machine to another one of the same site. */
  readonly intra: Moments
  /** From site to site. */
  readonly inter: Moments
}

/**
 * The migrations of a trace, by whether they left a site. `siteOf` has the site of each machine, by name; a migration whose machines are
 * not in it is in neither.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 */
export function siteMigrationsOf(
  table: TraceTable,
  siteOf: ReadonlyMap<string, string>,
  options: MetricOptions,
): SiteMigrations {
  const { until, tablesUntil } = horizonOf(options)
  const { time, duration } = table.columns
  const intra: number[] = []
  const inter: number[] = []
  for (const i of stateRows(table, "SERVICE", ["migrate"])) {
    const data = table.data(i)
    if (outcomeIn(data) !== 0 || time[i]! > tablesUntil || !ended(time[i]!, duration[i]!, until)) continue
    const [from, to] = [siteOf.get(String(data?.from)), siteOf.get(String(data?.to))]
    if (from !== undefined && to !== undefined) (from === to ? intra : inter).push(duration[i]!)
  }
  return { intra: momentsOf(intra), inter: momentsOf(inter) }
}

/** The migrations of two runs, or of two disjoint sets of VMs of one run, together. */
export const siteMigrationsMonoid: Monoid<SiteMigrations> = struct({
  intra: momentsMonoid,
  inter: momentsMonoid,
})
