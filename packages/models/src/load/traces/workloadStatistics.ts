import { InputError } from "@placelab/core"
import { dailyShape, hour } from "./dailyShape.ts"
import { autocorrelation, meanOf, momentsOf, sortedQuantile } from "./moments.ts"
import { samplesOf } from "./onGrid.ts"
import type { Workload } from "./workload.ts"

/** A workload in numbers; see {@link workloadStatistics}. CPU is a share, as in the workload. */
export interface WorkloadStatistics {
  readonly vms: number
  /** Of all VMs together, those in which a VM is not there left out. */
  readonly samples: number
  /** Of the samples: each counts the same, whatever time it stands for. */
  readonly mean: number
  /** Of the VMs in the course of time: a sample counts for as long as it lasts. The same as `mean` where the trace is regular. */
  readonly timeWeightedMean: number
  /** Root of the mean square of what samples differ from their mean. */
  readonly deviation: number
  /** Of the samples, interpolated (Hyndman and Fan's definition 7); so are the others. */
  readonly lowerQuartile: number
  readonly median: number
  readonly upperQuartile: number
  readonly percentile95: number
  readonly max: number
  /** Which part of the variance of the samples is that of the means of their VMs: 1 where VMs differ, and none changes. Undefined: all are alike. */
  readonly betweenShare: number | undefined
  /** Of a VM with itself an interval later, about its own mean: the mean over the VMs that change. Undefined where none does. */
  readonly stepAutocorrelation: number | undefined
  /** The same with itself an hour later. Undefined too where no VM is there for longer than an hour. */
  readonly hourAutocorrelation: number | undefined
  /** The mean of each hour of the day, over their mean. Hour 0 is where the trace begins. Undefined for less than a day. */
  readonly dailyShape: readonly number[] | undefined
}

/**
 * A workload in numbers. Autocorrelations and the daily shape are those of the load on the grid of the interval, so that gaps and jitter
 * of a trace shift nothing. Errors: InputError for a workload without samples. O(samples log samples).
 *
 * @example workloadStatistics(synthesise(planetlabProfile, { vms: 1000, seed: 1 })).mean // 0.1231, or close to it
 */
export function workloadStatistics(workload: Workload): WorkloadStatistics {
  const { vms, interval, name } = workload
  const sorted = Float64Array.from(presentSamples(workload)).sort()
  if (sorted.length === 0) throw new InputError(`workload "${name}"`, "samples", 0, "one at least")
  const { count, mean, variance } = momentsOf(sorted)

  const ofVms = vms.map(({ cpu }) => momentsOf(cpu)).filter((each) => each.count > 0)
  const between = ofVms.reduce((sum, each) => sum + each.count * (each.mean - mean) ** 2, 0) / count

  const lags = [1, Math.max(1, Math.round(hour / interval))] as const
  const correlations: [number[], number[]] = [[], []]
  for (const values of eachOnGrid(workload))
    for (const at of [0, 1] as const) {
      const correlation = autocorrelation(values, lags[at])
      if (correlation !== undefined) correlations[at].push(correlation)
    }

  return {
    vms: vms.length,
    samples: count,
    mean,
    timeWeightedMean: timeWeightedMean(workload),
    deviation: Math.sqrt(variance),
    lowerQuartile: sortedQuantile(sorted, 0.25),
    median: sortedQuantile(sorted, 0.5),
    upperQuartile: sortedQuantile(sorted, 0.75),
    percentile95: sortedQuantile(sorted, 0.95),
    max: sorted.at(-1)!,
    betweenShare: variance === 0 ? undefined : between / variance,
    stepAutocorrelation: meanOf(correlations[0]),
    hourAutocorrelation: meanOf(correlations[1]),
    dailyShape: dailyShape(eachOnGrid(workload), interval),
  }
}

/** More samples of one VM than this are no use of an interval. */
const mostSamples = 10_000_000

/** One VM at a time, each up to its own end: all of them might not fit into memory. */
function* eachOnGrid({ vms, interval, name }: Workload): Generator<Float64Array, void> {
  for (const vm of vms) {
    const samples = Math.ceil(vm.end / interval)
    if (samples > mostSamples) {
      const expected = `at most ${mostSamples} intervals of ${interval} s from the begin of the trace to the end of a VM`
      throw new InputError(`workload "${name}"`, `samples of VM ${vm.id}`, samples, expected)
    }
    yield samplesOf(vm, interval, samples)
  }
}

function* presentSamples({ vms }: Workload): Generator<number, void> {
  for (const { cpu } of vms) for (const share of cpu) if (!Number.isNaN(share)) yield share
}

function timeWeightedMean({ vms }: Workload): number {
  let time = 0
  let work = 0
  for (const { dates, cpu, end } of vms)
    for (const [i, share] of cpu.entries()) {
      if (Number.isNaN(share)) continue
      const lasts = (dates[i + 1] ?? end) - dates[i]!
      time += lasts
      work += lasts * share
    }
  return work / time
}
