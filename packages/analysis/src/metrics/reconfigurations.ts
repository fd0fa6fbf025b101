import type { Seconds, TraceColumns, TraceTable } from "@placelab/core"
import { clipped, ended, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, mergeMoments, momentsOf } from "./moments.ts"
import { numberIn, stateRows } from "./rows.ts"

/*
 * What is read: the states `reconfigure`. While a plan is carried out, every node of its set is in that state, and so is the one that
 * made the plan. Records are of one plan when `plan` in their data is the same, or, where one has none, when they began
 * and ended at the same dates, as the records of VMPlaceS do. A plan lasts from the first begin to the last end of its records.
 *
 * `planned` in the data is how long the plan was foreseen to last, in seconds. The slip of a plan is its duration divided by that.
 */

/** The reconfigurations of a run, or of several. */
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
  /** Simulated duration / planned duration, of the plans of `planDurations` that say what was planned. */
  readonly slips: Moments
}

/** The reconfigurations of a trace. Complexity: O(rows). Errors: as `horizonOf`. */
export function reconfigurationsOf(table: TraceTable, options: MetricOptions): Reconfigurations {
  const { until, tablesUntil } = horizonOf(options)
  const { time, duration } = table.columns
  const rows = stateRows(table, "SERVICE", ["reconfigure"]).filter((i) => time[i]! < until)
  const plans = plansOf(table, rows, until)
  const over = plans.filter((plan) => !plan.isCut)
  const planDurations = momentsOf(over.map((plan) => plan.duration))
  return {
    plans: plans.length,
    durations:
      options.definition === "vmplaces"
        ? momentsOf(rows.filter((i) => time[i]! <= tablesUntil).map((i) => duration[i]!))
        : planDurations,
    planDurations,
    nodeSeconds: rows.reduce((sum, i) => sum + clipped(time[i]!, duration[i]!, until), 0),
    slips: momentsOf(
      over.flatMap((plan) =>
        plan.planned !== undefined && plan.planned > 0 ? plan.duration / plan.planned : [],
      ),
    ),
  }
}

/** The reconfigurations of two runs together. */
export function mergeReconfigurations(a: Reconfigurations, b: Reconfigurations): Reconfigurations {
  return {
    plans: a.plans + b.plans,
    durations: mergeMoments(a.durations, b.durations),
    planDurations: mergeMoments(a.planDurations, b.planDurations),
    nodeSeconds: a.nodeSeconds + b.nodeSeconds,
    slips: mergeMoments(a.slips, b.slips),
  }
}

interface PlanRun {
  readonly duration: Seconds
  readonly planned: number | undefined
  /** Whether the end of the run has cut it. */
  readonly isCut: boolean
}

function plansOf(table: TraceTable, rows: readonly number[], until: Seconds): PlanRun[] {
  const { columns } = table
  const { time, duration } = columns
  const nameOf = (i: number) => table.data(i)?.plan
  const datesOf = (i: number) => `${time[i]} ${duration[i]}`
  const named = rows.filter((i) => nameOf(i) !== undefined)
  const groups = [...grouped(named, nameOf).values()]
  if (named.length < rows.length) {
    const datesOfNamed = new Set(named.map(datesOf))
    const others = rows.filter((i) => nameOf(i) === undefined && !datesOfNamed.has(datesOf(i)))
    groups.push(...grouped(others, datesOf).values())
  }
  return groups.map((group) => planOf(table, columns, group, until))
}

/** The rows with each key, in the order in which the keys come first. */
function grouped<K>(rows: readonly number[], keyOf: (row: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** The plan that these records are of. */
function planOf(
  table: TraceTable,
  { time, duration }: TraceColumns,
  rows: readonly number[],
  until: Seconds,
): PlanRun {
  let begin = Number.POSITIVE_INFINITY
  for (const i of rows) begin = Math.min(begin, time[i]!)
  let longest = 0
  let planned: number | undefined
  let isCut = false
  for (const i of rows) {
    longest = Math.max(longest, time[i]! - begin + duration[i]!)
    planned ??= numberIn(table.data(i), "planned")
    isCut ||= !ended(time[i]!, duration[i]!, until)
  }
  return { duration: longest, planned, isCut }
}
