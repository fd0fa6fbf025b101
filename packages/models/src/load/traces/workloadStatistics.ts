import { InputError, type Seconds } from "@placelab/core"
import { onGrid } from "./onGrid.ts"
import type { Workload } from "./workload.ts"

/** What a workload is like. CPU use is in shares; see {@link Workload.shareOf}. */
export interface WorkloadStatistics {
  readonly vms: number
  /** Of all VMs together. */
  readonly samples: number
  readonly duration: Seconds
  /** Of all samples, each counted once. */
  readonly mean: number
  readonly deviation: number
  /** The least value that at least 25, 50, 75, 95 % of the samples do not exceed. */
  readonly quartiles: readonly [number, number, number]
  readonly percentile95: number
  readonly max: number
  /** Each sample weighted by how long it holds. */
  readonly timeWeightedMean: number
  /** The share of the variance of all samples that is between the means of VMs; the rest is in the course of time. */
  readonly betweenVms: number
  /** Correlation of a VM's regular samples with those one interval, and an hour, later; mean over VMs that vary. 0 where none does. */
  readonly autocorrelation: { readonly interval: number; readonly hour: number }
  /** Mean CPU use of each hour of a day, from the beginning of the workload on; empty where it is shorter than a day. */
  readonly daily: readonly number[]
}

const hour: Seconds = 3600
const day: Seconds = 24 * hour

/**
 * What a workload is like. Cost: n log n in samples. Errors: InputError where there is no sample.
 *
 * @example workloadStatistics(await readWorkload("planetlab/20110303")).mean // 0.1231
 */
export function workloadStatistics(workload: Workload): WorkloadStatistics {
  const all = everySample(workload)
  const { length } = all
  if (length === 0) throw new InputError(workload.name, "number of samples", 0, "one at least")
  const duration = workload.vms.reduce((latest, { end }) => Math.max(latest, end), 0)
  const mean = sumOf(all) / length
  const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const quantile = (part: number) => all[Math.max(0, Math.ceil(part * length) - 1)]!
  const grid = onGrid(workload, workload.interval)
  return {
    vms: workload.vms.length,
    samples: length,
    duration,
    mean,
    deviation: Math.sqrt(squares / length),
    quartiles: [quantile(0.25), quantile(0.5), quantile(0.75)],
    percentile95: quantile(0.95),
    max: all[length - 1]!,
    timeWeightedMean: timeWeightedMean(workload),
    betweenVms: squares === 0 ? 0 : betweenVms(workload, mean) / squares,
    autocorrelation: {
      interval: meanCorrelation(grid, 1),
      hour: meanCorrelation(grid, Math.max(1, Math.round(hour / workload.interval))),
    },
    daily: duration < day ? [] : hourlyMeans(grid, workload.interval),
  }
}

/** In ascending order. */
function everySample({ vms }: Workload): Float64Array {
  const all = new Float64Array(vms.reduce((sum, { cpu }) => sum + cpu.length, 0))
  let filled = 0
  for (const { cpu } of vms) for (const value of cpu) if (!Number.isNaN(value)) all[filled++] = value
  return all.subarray(0, filled).sort()
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function timeWeightedMean({ vms }: Workload): number {
  let [amount, seconds] = [0, 0]
  for (const { dates, cpu, end } of vms)
    for (const [k, date] of dates.entries()) {
      const held = (dates[k + 1] ?? end) - date
      if (Number.isNaN(cpu[k]!)) continue
      amount += cpu[k]! * held
      seconds += held
    }
  return amount / seconds
}

/** The sum of squares that the means of VMs account for. */
function betweenVms({ vms }: Workload, mean: number): number {
  let squares = 0
  for (const { cpu } of vms) {
    const there = cpu.filter((value) => !Number.isNaN(value))
    if (there.length > 0) squares += there.length * (sumOf(there) / there.length - mean) ** 2
  }
  return squares
}

function meanCorrelation(grid: readonly Float64Array[], lag: number): number {
  const each = grid.map((values) => correlation(values, lag)).filter((value) => !Number.isNaN(value))
  return each.length === 0 ? 0 : each.reduce((sum, value) => sum + value, 0) / each.length
}

/** Of a series with itself, so many samples later; NaN where it does not vary, or is shorter. */
export function correlation(values: Float64Array, lag: number): number {
  const there = values.filter((value) => !Number.isNaN(value))
  // What is equal does not vary, though its mean may be off by rounding.
  if (there.length <= lag || there.every((value) => value === there[0])) return Number.NaN
  const mean = sumOf(there) / there.length
  let [products, squares] = [0, 0]
  for (let k = 0; k < values.length; k++) {
    const value = values[k]! - mean
    if (Number.isNaN(value)) continue
    squares += value * value
    const later = (values[k + lag] ?? Number.NaN) - mean
    if (!Number.isNaN(later)) products += value * later
  }
  return products / squares
}

function hourlyMeans(grid: readonly Float64Array[], interval: Seconds): number[] {
  const [sums, counts] = [new Float64Array(24), new Float64Array(24)]
  for (const values of grid)
    for (const [k, value] of values.entries()) {
      if (Number.isNaN(value)) continue
      const at = Math.floor((k * interval) / hour) % 24
      sums[at]! += value
      counts[at]!++
    }
  return Array.from(sums, (sum, at) => sum / counts[at]!)
}
