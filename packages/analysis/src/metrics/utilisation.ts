import type { TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { amountOf } from "./amounts.ts"
import { horizonOf, type MetricOptions } from "./definition.ts"
import { knownMonoid } from "./known.ts"
import { headerOf, numberIn, secondsIn } from "./rows.ts"

/** {@link MetricOptions}, and the cores of a machine. */
export interface UtilisationOptions extends MetricOptions {
  /** Of each machine. Default: those that the header of the trace says. */
  readonly cores?: number | undefined
}

/** What machines could give in a run, or in several, what they gave, and what they were asked for; in core seconds. */
export interface Utilisation {
  readonly served: number
  readonly requested: number
  /** The cores of machines that were on, times the seconds in which they were; null where nobody says how many cores they have. */
  readonly capacity: number | null
}

/**
 * The sums that utilisation is a ratio of: served / capacity is the share of the machines that were on that was used; requested /
 * capacity, above 1 where more was asked for than there was, the share that VMs would have used of as many cores as they wanted.
 *
 * What is read: the variables SERVED and REQUESTED of machines, their states POWER, and `cores` in the data of SIMULATION. Of what crosses
 * `until` the part before it counts, as if it had been spread evenly, so that served / capacity is at most 1 of whole runs alone.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 * Source      the definition: Lazowska et al. 1984, "Quantitative system performance", chapter 3 (busy time / time), with capacity that
 *             is there only while a machine is on
 */
export function utilisationOf(table: TraceTable, options: UtilisationOptions): Utilisation {
  const { until } = horizonOf(options)
  const active = secondsIn(table, "POWER", ["on"], until)
  const cores = options.cores ?? numberIn(headerOf(table), "cores")
  return {
    served: amountOf(table, "SERVED", until),
    requested: amountOf(table, "REQUESTED", until),
    capacity: active === 0 ? 0 : cores === undefined ? null : cores * active,
  }
}

/** The sums of two runs, or of two disjoint sets of machines of one run, together. */
export const utilisationMonoid: Monoid<Utilisation> = struct({
  served: MonoidSum,
  requested: MonoidSum,
  capacity: knownMonoid(MonoidSum),
})
