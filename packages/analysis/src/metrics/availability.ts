import { type Seconds, type TraceTable, traceKind } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { clipped, horizonOf, type MetricOptions } from "./definition.ts"
import { secondsIn } from "./rows.ts"

/*
 * What is read: the states POWER of machines, and HOST of VMs, which has no record while a VM is nowhere. The record before says in
 * `end` of its data what the VM has become; what is "crashed" is lost until the next record, or the end.
 *
 * The end is `until`, or the last date of the trace where that is earlier: a trace of some of the machines of a run is meant to have a
 * record that ends with the run, as it has where one of its machines, or VMs, is in any state then.
 */

/** How long machines and VMs were there, in a run or in several; in seconds, summed. */
export interface Availability {
  /** Machines that were on. */
  readonly on: Seconds
  /** Machines that were off by will: off, booting (also after a repair), shutting down. */
  readonly off: Seconds
  /** Machines that had crashed and were not powered on again. */
  readonly failed: Seconds
  /** VMs that were on a machine. */
  readonly placed: Seconds
  /** VMs that were nowhere since a crash. */
  readonly lost: Seconds
}

/** How long machines and VMs of a trace were there, up to `until`. Complexity: O(rows). Errors: as `horizonOf`. */
export function availabilityOf(table: TraceTable, options: MetricOptions): Availability {
  const { until } = horizonOf(options)
  return {
    on: secondsIn(table, "POWER", ["on"], until),
    off: secondsIn(table, "POWER", ["off", "booting", "shutting down"], until),
    failed: secondsIn(table, "POWER", ["failed"], until),
    ...vmSeconds(table, until),
  }
}

function vmSeconds(table: TraceTable, until: Seconds): Pick<Availability, "placed" | "lost"> {
  const { entity, kind, state, time, duration } = table.columns
  const host = table.states.find("HOST")
  const end = Math.min(until, lastDate(table))
  let [placed, lost] = [0, 0]
  /** By VM: since when it is lost. */
  const lostSince = new Map<number, Seconds>()
  const found = (vm: number, date: Seconds) => {
    const since = lostSince.get(vm)
    if (since !== undefined) lost += Math.max(0, date - since)
    lostSince.delete(vm)
  }
  for (let i = 0; i < kind.length; i++) {
    if (state[i] !== host || kind[i] !== traceKind.state) continue
    if (time[i]! < until) placed += clipped(time[i]!, duration[i]!, until)
    found(entity[i]!, Math.min(time[i]!, until))
    if (table.data(i)?.end === "crashed") lostSince.set(entity[i]!, time[i]! + duration[i]!)
  }
  for (const vm of [...lostSince.keys()]) found(vm, end)
  return { placed, lost }
}

/** Rows are in the order of their ends; the duration of a variable is what lies before it. */
function lastDate(table: TraceTable): Seconds {
  const { kind, time, duration } = table.columns
  const last = kind.length - 1
  if (last < 0) return 0
  return kind[last] === traceKind.variable ? time[last]! : time[last]! + duration[last]!
}

/** Those of two runs, or of two disjoint sets of machines and VMs of one run, together. */
export const availabilityMonoid: Monoid<Availability> = struct({
  on: MonoidSum,
  off: MonoidSum,
  failed: MonoidSum,
  placed: MonoidSum,
  lost: MonoidSum,
})

/** The share of the time of machines in which they had not failed, from 0 to 1; null where the trace does not tell. */
export function machineAvailability({ on, off, failed }: Availability): number | null {
  const all = on + off + failed
  return all > 0 ? (on + off) / all : null
}
