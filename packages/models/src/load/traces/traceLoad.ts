import { InputError, nonNegative, positive, positiveInteger, type Seconds } from "@placelab/core"
import type { LoadEvent } from "../loadEvent.ts"
import { mergeByDate } from "../mergeByDate.ts"
import type { Workload, WorkloadVm } from "./workload.ts"

/** How a workload is played; see {@link traceLoad}. */
export interface TraceLoadOptions {
  /** How many VMs; VM `i` plays trace `i` modulo the number of traces. Default: one each. */
  readonly vms?: number
  /** No events from this date on. Default Infinity: an endless stream. */
  readonly until?: Seconds
  /** The cores of each VM, of which CPU use is a share. Default 1. */
  readonly cores?: number
  /** Which date of the workload is date 0. Default 0. */
  readonly from?: Seconds
}

/**
 * A workload as load events: from each of its dates on a VM asks for share x cores, at most for all of them, and for nothing where it
 * is not there. After the end of the longest trace all begin again. An event is told only where a load changes.
 *
 * Cost      log(VMs) an event; nothing is held but the workload. Errors: InputError.
 *
 * @example injectLoad(engine, vms, traceLoad(await readWorkload("planetlab/20110303"), { until: 86_400 }))
 */
export function traceLoad(workload: Workload, options: TraceLoadOptions = {}): Iterable<LoadEvent> {
  const { vms = workload.vms.length, until = Number.POSITIVE_INFINITY, cores = 1, from = 0 } = options
  const where = "load of a trace"
  positiveInteger(where, "vms", vms)
  positive(where, "cores", cores, "cores")
  nonNegative(where, "from", from, "seconds")
  if (!(until >= 0)) throw new InputError(where, "until", until, "a date, in seconds (or Infinity)")
  const period = workload.vms.reduce((latest, { end }) => Math.max(latest, end), 0)
  if (!(period > 0)) throw new InputError(where, "duration", period, "a workload that lasts some time")
  const begin = from % period
  const streams = Array.from({ length: vms }, (_, vm) => ({
    [Symbol.iterator]: () =>
      eventsOf(workload.vms[vm % workload.vms.length]!, { vm, cores, until, begin, period }),
  }))
  return mergeByDate(streams)
}

interface Playing {
  readonly vm: number
  readonly cores: number
  readonly until: Seconds
  /** Date 0, in the trace. */
  readonly begin: Seconds
  readonly period: Seconds
}

function* eventsOf(
  trace: WorkloadVm,
  { vm, cores, until, begin, period }: Playing,
): Generator<LoadEvent, void> {
  let load = 0
  for (let origin = -begin; origin < until; origin += period) {
    for (const [since, till, share] of piecesOf(trace, period)) {
      // What has begun before date 0 holds from there on.
      if (origin + till <= 0) continue
      const date = Math.max(0, origin + since)
      if (date >= until) return
      const asked = Number.isNaN(share) ? 0 : Math.min(cores, share * cores)
      if (asked !== load) yield { date, vm, load: asked }
      load = asked
    }
  }
}

/** From when to when it asks for which share, without gaps. */
function* piecesOf({ dates, cpu, end }: WorkloadVm, period: Seconds): Generator<[Seconds, Seconds, number]> {
  if (dates[0]! > 0) yield [0, dates[0]!, 0]
  for (let k = 0; k < dates.length; k++) yield [dates[k]!, dates[k + 1] ?? end, cpu[k]!]
  if (end < period) yield [end, period, 0]
}
