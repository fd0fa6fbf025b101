import { InputError } from "@placelab/core"
import { dailyShape, hour } from "./dailyShape.ts"
import { autocorrelation, meanOf, momentsOf, sortedQuantile } from "./moments.ts"
import { onGrid } from "./onGrid.ts"
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
  /** Which part of the variance of the samples is that of the means of their VMs: 1 where VMs differ, and none changes. NaN: all are alike. */
  readonly betweenShare: number
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

  const series = onGrid(workload, interval)
  const correlation = (lag: number) =>
    meanOf(series.map((values) => autocorrelation(values, lag)).filter((each) => each !== undefined))

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
    betweenShare: between / variance,
    stepAutocorrelation: correlation(1),
    hourAutocorrelation: correlation(Math.max(1, Math.round(hour / interval))),
    dailyShape: dailyShape(series, interval),
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
