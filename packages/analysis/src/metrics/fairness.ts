/*
 * Is what is scarce shared evenly by the machines?
 *
 *           J = (sum of x)^2 / (n x sum of x^2)        1: all have the same; k / n: k of n have the same, and the others nothing
 *
 * Served      x is what the VMs of a machine got / what they asked for, of the machines that were asked for anything.
 * Violations  x is the time that a machine was in violation, of all machines: of both kinds under `corrected`, of the kind "in" under
 *             `vmplaces`, so that their sum is the violation time.
 *
 * As J follows from count, mean and deviation of x, it merges as moments do: J = mean^2 / (mean^2 + deviation^2). A machine of two runs is
 * two machines.
 *
 * Source    Jain, Chiu, Hawe 1984, "A quantitative measure of fairness and discrimination for resource allocation in shared computer
 *           systems", DEC-TR-301.
 */
import type { TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { amountsByEntity } from "./amounts.ts"
import { clipped, horizonOf, type MetricOptions } from "./definition.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { stateRows } from "./rows.ts"

/** What fairness among the machines of a run, or of several, follows from; see {@link jainIndex}. */
export interface Fairness {
  /** What VMs got / what they asked for, by machine. */
  readonly served: Moments
  /** Seconds in violation, by machine. */
  readonly violations: Moments
}

/**
 * The fairness of a trace, from the variables SERVED and REQUESTED of machines, and their states PM.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 *
 * @example
 * jainIndex(fairnessOf(run.trace.records, { definition: "corrected", until: 1800 }).violations)
 */
export function fairnessOf(table: TraceTable, options: MetricOptions): Fairness {
  const { until } = horizonOf(options)
  const served = amountsByEntity(table, "SERVED", until)
  const requested = amountsByEntity(table, "REQUESTED", until)
  const ratios = [...requested].flatMap(([machine, asked]) =>
    asked > 0 ? (served.get(machine) ?? 0) / asked : [],
  )
  return { served: momentsOf(ratios), violations: momentsOf(violationsByMachine(table, options)) }
}

function violationsByMachine(table: TraceTable, options: MetricOptions): readonly number[] {
  const { until } = horizonOf(options)
  const { entity, value, time, duration } = table.columns
  const counted = options.definition === "vmplaces" ? ["violation"] : ["violation", "violation-out"]
  const codes = counted.map((name) => table.values.find(name))
  const seconds = new Map<number, number>()
  for (const i of stateRows(table, "PM", ["normal", "violation", "violation-out", "violation-det"])) {
    if (time[i]! >= until) continue
    const more = codes.includes(value[i]!) ? clipped(time[i]!, duration[i]!, until) : 0
    seconds.set(entity[i]!, (seconds.get(entity[i]!) ?? 0) + more)
  }
  return [...seconds.values()]
}

/** Jain's index of values that are at least 0, from 1 / count to 1; null where there is none above 0. */
export function jainIndex({ count, sum, squares }: Moments): number | null {
  return sum > 0 ? sum ** 2 / (sum ** 2 + count * squares) : null
}

/** The fairness among the machines of two runs, or of two disjoint sets of machines of one run, together. */
export const fairnessMonoid: Monoid<Fairness> = struct({ served: momentsMonoid, violations: momentsMonoid })
