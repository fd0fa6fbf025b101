import type { TraceTable } from "@placelab/core"
import type { Monoid } from "fp-ts/lib/Monoid.js"
import { horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { plansOf, reconfigureRows } from "./plans.ts"

/**
 * How much longer plans took than foreseen, in a run or in several: of each plan that says what was planned, and more than nothing,
 * simulated duration / planned duration.
 */
export type PlanSlip = Moments

/**
 * The slips of the plans of a trace; under `corrected` of those that ended before `until`.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 */
export function planSlipOf(table: TraceTable, options: MetricOptions): PlanSlip {
  const { until } = horizonOf(options)
  const plans = plansOf(table, reconfigureRows(table, until), until)
  return momentsOf(
    plans.flatMap(({ isCut, duration, planned = 0 }) => (!isCut && planned > 0 ? duration / planned : [])),
  )
}

/** The slips of two runs, or of two sets of machines of one run that no plan crosses, together. */
export const planSlipMonoid: Monoid<PlanSlip> = momentsMonoid
