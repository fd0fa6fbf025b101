/*
 * How far service falls short: because machines are asked for too much, and because VMs migrate.
 *
 * Notation  T_s,i seconds in which the VMs of machine i asked for more than its cores, T_a,i seconds in which it was on; C_d,j core
 *           seconds that VM j asked for and did not get while it migrated, C_r,j core seconds that it asked for in all.
 *
 *           SLATAH = sum of T_s,i / sum of T_a,i        SLA violation time per active host
 *           PDM    = sum of C_d,j / sum of C_r,j        performance degradation due to migrations
 *           SLAV   = SLATAH x PDM
 *
 * What is read: the variables SATURATED and REQUESTED of machines, their states POWER, and `requested` and `served` in the data of
 * the states `migrate` of VMs, those too that the end of the run has cut.
 *
 * Source    Beloglazov, Buyya 2012, "Optimal online deterministic algorithms and adaptive heuristics for energy and performance efficient
 *           dynamic consolidation of virtual machines in cloud data centers", CCPE 24(13), section on SLA violation metrics.
 * Differs   The paper takes the mean over machines of T_s,i / T_a,i, and over VMs of C_d,j / C_r,j. CloudSim divides sums, as is done
 *           here: a machine or VM counts as much as it is there, and measures of shards and runs merge.
 *           From CloudSim's sums: there states are sampled at scheduling intervals (300 s), here T_s is exact. There a migration costs its VM a tenth
 *           of its CPU by assumption, here C_d is what it really did not get, whatever the cause: the time for which it stands
 *           still, and that its machine was asked for too much meanwhile. T_s counts demand above the cores, and not a demand of just
 *           all cores, as the words of the paper (utilisation of 100 %) can be read; CloudSim's code says the same.
 */
import type { Seconds, TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { amountOf } from "./amounts.ts"
import { clipped, horizonOf, type MetricOptions } from "./definition.ts"
import { numberIn, secondsIn, stateRows } from "./rows.ts"

/** The sums that the SLA metrics of a run, or of several, are ratios of. */
export interface Sla {
  /** Seconds in which the VMs of a machine asked for more than its cores, summed over machines. */
  readonly saturated: Seconds
  /** Seconds in which a machine was on, summed. */
  readonly active: Seconds
  /** Core seconds that VMs asked for and did not get while they migrated. */
  readonly degraded: number
  /** Core seconds that VMs asked for. */
  readonly requested: number
}

/**
 * The sums of a trace. Of what crosses `until` the part before it counts, as if it had been spread evenly: where a run goes on beyond
 * `until`, as under the rules of VMPlaceS, machines may so have been saturated longer than they were on, and ratios be above 1.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 */
export function slaOf(table: TraceTable, options: MetricOptions): Sla {
  const { until } = horizonOf(options)
  return {
    saturated: amountOf(table, "SATURATED", until),
    active: secondsIn(table, "POWER", ["on"], until),
    degraded: degradedOf(table, until),
    requested: amountOf(table, "REQUESTED", until),
  }
}

function degradedOf(table: TraceTable, until: Seconds): number {
  const { time, duration } = table.columns
  let degraded = 0
  for (const i of stateRows(table, "SERVICE", ["migrate"])) {
    if (time[i]! >= until) continue
    const data = table.data(i)
    const [requested, served] = [numberIn(data, "requested"), numberIn(data, "served")]
    if (requested === undefined || served === undefined) continue
    const part = duration[i]! > 0 ? clipped(time[i]!, duration[i]!, until) / duration[i]! : 1
    // What is served is rounded.
    degraded += Math.max(0, requested - served) * part
  }
  return degraded
}

/** The sums of two runs, or of two disjoint sets of machines and VMs of one run, together. */
export const slaMonoid: Monoid<Sla> = struct({
  saturated: MonoidSum,
  active: MonoidSum,
  degraded: MonoidSum,
  requested: MonoidSum,
})

/** SLA violation time per active host, from 0 to 1 of a whole run; null where no machine was on, or the trace does not tell. */
export function slatah({ saturated, active }: Sla): number | null {
  return active > 0 ? saturated / active : null
}

/** Performance degradation due to migrations, from 0 to 1 of a whole run; null where nothing was asked for, or the trace does not tell. */
export function pdm({ degraded, requested }: Sla): number | null {
  return requested > 0 ? degraded / requested : null
}

/** SLATAH x PDM; null where one of them is. */
export function slav(sla: Sla): number | null {
  const [time, degradation] = [slatah(sla), pdm(sla)]
  return time === null || degradation === null ? null : time * degradation
}
