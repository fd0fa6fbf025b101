import { InputError, positive, positiveInteger, type Seconds } from "@placelab/core"
import type { LoadEvent } from "../loadEvent.ts"
import { mergeByDate } from "../mergeByDate.ts"
import type { Workload, WorkloadVm } from "./workload.ts"

/** To how many VMs a trace is played, and how long. */
export interface TraceLoadOptions {
  /** How many VMs play it. Default: as many as the workload has. */
  readonly vms?: number
  /** No events from this date on. Default Infinity: an endless stream. */
  readonly until?: Seconds
  /** Of each VM. Default 1. */
  readonly cores?: number
}

/**
 * A workload as load events: VM i asks for what trace i modulo the number of traces did, from date to date.
 *
 *     load = min(cores, share x cores), and 0 where the trace is not there
 *
 * A value equal to the one before gives no event; the first of each VM is always given. At the end of the trace that lasts longest, all
 * begin again; a VM that never changes has its first event only. On one date, VMs come in order. Where shares are of the largest machine,
 * `cores` are that machine's.
 *
 * Cost      log(vms) an event, and one reader a VM in memory.
 * Errors    InputError.
 *
 * @example injectLoad(lab, vms, traceLoad(await readWorkload("planetlab/20110303"), { until: 86_400 }))
 */
export function traceLoad(workload: Workload, options: TraceLoadOptions = {}): Iterable<LoadEvent> {
  const where = `load of ${workload.name}`
  const traces = workload.vms
  const { vms = traces.length, until = Number.POSITIVE_INFINITY, cores = 1 } = options
  if (traces.length === 0) throw new InputError(where, "number of traces", 0, "one at least")
  positiveInteger(where, "vms", vms)
  positive(where, "cores", cores, "cores")
  if (!(until >= 0)) throw new InputError(where, "until", until, "a date, in seconds (or Infinity)")
  const period = traces.reduce((latest, { end }) => Math.max(latest, end), 0)
  positive(where, "end", period, "seconds")
  const streams = Array.from({ length: vms }, (_, vm) => {
    const trace = traces[vm % traces.length]!
    return { [Symbol.iterator]: () => playing(trace, vm, { period, until, cores }) }
  })
  return mergeByDate(streams)
}

function* playing(
  { dates, cpu, end }: WorkloadVm,
  vm: number,
  { period, until, cores }: { readonly period: Seconds; readonly until: Seconds; readonly cores: number },
): Generator<LoadEvent, void> {
  let before = Number.NaN
  // A trace that starts late, or ends before the others, is not there for a while.
  const from = dates[0] === 0 ? 0 : -1
  const to = end < period ? dates.length + 1 : dates.length
  for (let round = 0; ; round++) {
    let changes = 0
    for (let i = from; i < to; i++) {
      const date = round * period + (i < 0 ? 0 : (dates[i] ?? end))
      if (date >= until) return
      const share = cpu[i] ?? Number.NaN
      const load = Number.isNaN(share) ? 0 : Math.min(cores, share * cores)
      if (load === before) continue
      yield { date, vm, load }
      before = load
      changes++
    }
    // It never changes: there is nothing more to come, however long one waits.
    if (round > 0 && changes === 0) return
  }
}
