/*
 * Problem     What of a trace has to be kept, as small plain data, so that a look-alike can be made up of it?
 * Groups      VMs are sorted by mean, and cut into equal slices; each slice is sorted by deviation, and cut again, and each of these by how
 *             much a VM remembers for an hour. A group stands for VMs of about one level that vary about as much, and about as slowly.
 * Marginal    For each group the quantiles of the samples of its most typical VM, whose quantiles are nearest to the mean of all: means of
 *             quantiles would lose what is typical, such as never to be idle. They are told at scores of the standard Gaussian, those of 1,
 *             5, 10, 20 ... 99 %, and at both ends that of the first and last of the samples of a VM.
 * In time     For each group the correlation of a VM's samples with those one interval and an hour later, averaged over VMs that vary; told as
 *             that of a Gaussian process behind them, see `latentCorrelation.ts`.
 * Daily       The mean normal score of each hour of a day, over all VMs; zeros where the trace is shorter than a day.
 * Not kept    which VM it was; how VMs vary together, but for the day; bursts longer than memory of some hours; weeks; sizes of VMs.
 */
import { InputError, normalQuantile, positiveInteger, type Seconds } from "@placelab/core"
import { latentCorrelation } from "./latentCorrelation.ts"
import { onGrid } from "./onGrid.ts"
import { shareAt } from "./shareAt.ts"
import type { Workload } from "./workload.ts"
import { correlation } from "./workloadStatistics.ts"

/** VMs that are alike. */
export interface ProfileGroup {
  /** CPU use, as shares, at the scores of the profile. */
  readonly quantiles: readonly number[]
  /** Correlation of the Gaussian behind it, one interval and an hour later. */
  readonly persistence: readonly [interval: number, hour: number]
}

/** What a look-alike of a workload is made of; see the head of this file. Plain data. */
export interface WorkloadProfile {
  /** Of the workload that it is from. */
  readonly name: string
  readonly interval: Seconds
  /** Of the longest VM. */
  readonly samples: number
  readonly shareOf: Workload["shareOf"]
  /** Whether all samples are whole percents. */
  readonly isWholePercent: boolean
  /** Standard Gaussian scores at which groups tell their quantiles. */
  readonly scores: readonly number[]
  /** Mean normal score of each hour of a day. */
  readonly daily: readonly number[]
  readonly groups: readonly ProfileGroup[]
}

const levels = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]
const hour: Seconds = 3600
const digits = 4

/** How many slices there are by each of these. */
export interface ProfileSlices {
  readonly mean: number
  readonly deviation: number
  readonly memory: number
}

const usual: ProfileSlices = { mean: 12, deviation: 2, memory: 4 }

/**
 * The profile of a workload. Errors: InputError where no VM is there for more than two hours.
 *
 * @example synthesise(profileOf(await readWorkload("fastStorage"), "fastStorage"), { vms: 100, seed: 1 })
 */
export function profileOf(workload: Workload, name: string, slices: ProfileSlices = usual): WorkloadProfile {
  for (const by of ["mean", "deviation", "memory"] as const)
    positiveInteger("profile", `slices.${by}`, slices[by])
  const { interval } = workload
  const grid = onGrid(workload, interval)
  const scoreOf = remembered(normalQuantile)
  const vms = grid.map((values) => vmOf(values, interval, scoreOf)).filter((vm) => vm !== undefined)
  if (vms.length === 0) throw new InputError(name, "samples", 0, "a VM that is there for two hours at least")
  const samples = Math.max(...grid.map(({ length }) => length))
  const ends = normalQuantile(0.5 / samples)
  const scores = [ends, ...levels.map(normalQuantile), -ends].map(rounded)
  return {
    name,
    interval,
    samples,
    shareOf: workload.shareOf,
    isWholePercent: grid.every((values) => values.every(isWholePercent)),
    scores,
    daily: dailyOf(vms, interval).map(rounded),
    groups: slicesOf(vms, slices.mean, (vm) => vm.mean)
      .flatMap((slice) => slicesOf(slice, slices.deviation, (vm) => vm.deviation))
      .flatMap((slice) => slicesOf(slice, slices.memory, (vm) => vm.persistence[1] || 0))
      .map((slice) => groupOf(slice, scores)),
  }
}

interface ProfiledVm {
  readonly sorted: Float64Array
  /** Normal scores in the course of time; NaN where it is not there. */
  readonly scores: Float64Array
  readonly mean: number
  readonly deviation: number
  /** Correlation of samples, one interval and an hour later; NaN where it does not vary. */
  readonly persistence: readonly [number, number]
}

function vmOf(
  values: Float64Array,
  interval: Seconds,
  scoreOf: (share: number) => number,
): ProfiledVm | undefined {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const { length } = sorted
  const lag = Math.max(1, Math.round(hour / interval))
  if (length <= 2 * lag) return undefined
  const mean = sorted.reduce((sum, value) => sum + value, 0) / length
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length)
  const persistence = [correlation(values, 1), correlation(values, lag)] as const
  return { sorted, scores: scoresOf(values, sorted, scoreOf), mean, deviation, persistence }
}

/** VMs of as many samples have the same ranks. */
function remembered(f: (share: number) => number): (share: number) => number {
  const known = new Map<number, number>()
  return (share) => {
    const value = known.get(share) ?? f(share)
    known.set(share, value)
    return value
  }
}

/** Equal values have the score in the middle of their ranks. */
function scoresOf(
  values: Float64Array,
  sorted: Float64Array,
  scoreOf: (share: number) => number,
): Float64Array {
  const scores = new Map<number, number>()
  for (let first = 0; first < sorted.length; ) {
    let next = first
    while (next < sorted.length && sorted[next] === sorted[first]) next++
    scores.set(sorted[first]!, scoreOf((first + next) / 2 / sorted.length))
    first = next
  }
  return values.map((value) => scores.get(value) ?? Number.NaN)
}

/** In equal numbers, as far as that goes; none is empty. */
function slicesOf(
  vms: readonly ProfiledVm[],
  count: number,
  by: (vm: ProfiledVm) => number,
): (readonly ProfiledVm[])[] {
  const sorted = [...vms].sort((a, b) => by(a) - by(b))
  const at = (slice: number) => Math.round((slice * sorted.length) / count)
  return Array.from({ length: count }, (_, slice) => sorted.slice(at(slice), at(slice + 1))).filter(
    (slice) => slice.length > 0,
  )
}

function groupOf(vms: readonly ProfiledVm[], scores: readonly number[]): ProfileGroup {
  const all = vms.map(({ sorted }) => [0, ...levels, 1].map((level) => quantileOf(sorted, level)))
  const middle = all[0]!.map((_, i) => meanOf(all.map((quantiles) => quantiles[i]!)))
  const distance = (quantiles: readonly number[]) =>
    quantiles.reduce((sum, value, i) => sum + (value - middle[i]!) ** 2, 0)
  const typical = all.reduce((best, each) => (distance(each) < distance(best) ? each : best))
  const persistence = (at: 0 | 1) => {
    const known = vms.map((vm) => vm.persistence[at]).filter((value) => !Number.isNaN(value))
    const mean = known.length === 0 ? 0 : meanOf(known)
    return rounded(latentCorrelation((score) => shareAt(scores, typical, score), mean))
  }
  return { quantiles: typical.map(rounded), persistence: [persistence(0), persistence(1)] }
}

function quantileOf(sorted: Float64Array, level: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(level * sorted.length))]!
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function dailyOf(vms: readonly ProfiledVm[], interval: Seconds): number[] {
  const isLong = vms.some(({ scores }) => scores.length * interval >= 24 * hour)
  const [sums, counts] = [new Float64Array(24), new Float64Array(24)]
  for (const { scores } of vms)
    for (const [k, score] of scores.entries()) {
      if (Number.isNaN(score)) continue
      const at = Math.floor((k * interval) / hour) % 24
      sums[at]! += score
      counts[at]!++
    }
  return Array.from(sums, (sum, at) => (isLong && counts[at]! > 0 ? sum / counts[at]! : 0))
}

function isWholePercent(share: number): boolean {
  return Number.isNaN(share) || Math.abs(100 * share - Math.round(100 * share)) < 1e-9
}

function rounded(value: number): number {
  return Number(value.toPrecision(digits))
}
