import type { TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { amountBefore, amountRows } from "./amounts.ts"
import { horizonOf, type MetricOptions } from "./definition.ts"

/** The energy of a run, or of several. */
export interface Energy {
  /** How many samples there were. */
  readonly samples: number
  /** Joules. */
  readonly joules: number
}

/**
 * The energy of all machines: the sum of the variables ENERGY, each the joules since the one before of the same machine.
 * Under `corrected`, of a sample that was written after `until` the part that lies before it, as if its power had been constant.
 *
 * Complexity  O(rows)
 * Errors      as `horizonOf`
 */
export function energyOf(table: TraceTable, options: MetricOptions): Energy {
  const { until } = horizonOf(options)
  const { columns } = table
  const rows = amountRows(table, "ENERGY", until)
  return {
    samples: rows.length,
    joules: rows.reduce((sum, i) => sum + amountBefore(columns, i, until), 0),
  }
}

/** The energy of two runs, or of two disjoint sets of machines of one run, together. */
export const energyMonoid: Monoid<Energy> = struct({ samples: MonoidSum, joules: MonoidSum })
