import type { TraceData, TraceTable } from "@placelab/core"
import type { Monoid } from "fp-ts/lib/Monoid.js"
import { ended, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { outcomeIn, stateRows } from "./rows.ts"

/*
 * An iteration is from the begin of a computation to the end of the reconfiguration that it led to. Computations that led to none are
 * in no iteration. Both are states of the node that computed, in one of two shapes:
 *
 *   compute |------|                        compute     |-----------------|
 *   reconfigure    |----------|             reconfigure        |----------|
 *   one after the other                     VMPlaceS: still open below
 */

/** Durations of the iterations of a run, or of several, in seconds. */
export type Iterations = Moments

/**
 * The iterations of a trace: under `corrected` those that ended before `until`, under `vmplaces` those that began by 3600 s.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 */
export function iterationsOf(table: TraceTable, options: MetricOptions): Iterations {
  const { until, tablesUntil } = horizonOf(options)
  const { entity, value, time, duration } = table.columns
  const compute = table.values.find("compute")
  const durations: number[] = []
  /** By node: the row of its last computation, where that has ended with a plan; -1 for none. */
  const computed = new Int32Array(table.entities.length).fill(-1)
  /** By node: when its last reconfiguration began, below which a computation may be open. */
  const reconfigured = new Float64Array(table.entities.length).fill(Number.NEGATIVE_INFINITY)
  for (const i of stateRows(table, "SERVICE", ["compute", "reconfigure"])) {
    const node = entity[i]!
    let first = i
    if (value[i] === compute) {
      const hasReconfigured = reconfigured[node]! >= time[i]!
      computed[node] = !hasReconfigured && outcomeIn(table.data(i)) === "SUCCESS" ? i : -1
      if (!hasReconfigured) continue
    } else {
      first = computed[node]!
      computed[node] = -1
      reconfigured[node] = time[i]!
      if (first < 0 || !mayBeOfOnePlan(table.data(first), table.data(i))) continue
    }
    const lasting = first === i ? duration[i]! : time[i]! + duration[i]! - time[first]!
    if (time[first]! <= tablesUntil && ended(time[i]!, duration[i]!, until)) durations.push(lasting)
  }
  return momentsOf(durations)
}

/** The iterations of two runs, or of two disjoint sets of nodes of one run, together. */
export const iterationsMonoid: Monoid<Iterations> = momentsMonoid

function mayBeOfOnePlan(a: TraceData | undefined, b: TraceData | undefined): boolean {
  return a?.plan === undefined || b?.plan === undefined || a.plan === b.plan
}
