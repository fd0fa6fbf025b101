import type { TraceTable } from "@placelab/core"
import { horizonOf, type MetricOptions } from "./definition.ts"
import { variableRows } from "./rows.ts"

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
  const { number, time, duration } = table.columns
  const samples = variableRows(table, "ENERGY").filter(
    (i) => time[i]! - duration[i]! < until || time[i]! <= until,
  )
  const joules = samples.reduce((sum, i) => {
    const beyond = time[i]! - until
    return sum + (beyond > 0 ? number[i]! * (1 - beyond / duration[i]!) : number[i]!)
  }, 0)
  return { samples: samples.length, joules }
}

/** The energy of two runs, or of two disjoint sets of machines of one run, together. */
export function mergeEnergy(a: Energy, b: Energy): Energy {
  return { samples: a.samples + b.samples, joules: a.joules + b.joules }
}
