/*
 * From a workload to its profile: what is kept of a trace when its samples are not.
 *
 * Classes   VMs whose quantile functions are alike, 48 classes at most (`quantileClasses.ts`). A class is idle
 *           (0) for as much of the time as its VMs are on average, and its quantile function above 0 is the mean of theirs, weighted
 *           by how much they are busy: so the mean load is that of the VMs, and a class is as wide as its VMs are, and not
 *           as wide as what lies between them.
 * Memory    The autocorrelation of a class at some lags is the mean of that of its VMs. Through the quantile function of the class it
 *           becomes that of Gaussians (`quantileFunction.ts`), to which memories are fitted (`memory.ts`).
 * Hours     Shifts of all Gaussians which give the mean of each hour (`hourShifts.ts`), where a trace is a day long at least. What they
 *           make of an autocorrelation is taken from it before memories are fitted.
 * Rounding  Numbers have 3 digits or so: a profile is some 10 kB of JSON, whatever the size of the trace.
 * Cost      O(samples log samples of a VM), and a fraction of a second for the fits.
 */
import { InputError } from "@placelab/core"
import { dailyShape, hour } from "./dailyShape.ts"
import { hourCovariance, hourShifts } from "./hourShifts.ts"
import { fitMemory, memoriesOf, memoryTimes } from "./memory.ts"
import { autocorrelation, meanOf, momentsOf, sortedQuantile } from "./moments.ts"
import { onGrid } from "./onGrid.ts"
import { quantileClasses } from "./quantileClasses.ts"
import { latentCorrelation, loadOfScore, scoreShares } from "./quantileFunction.ts"
import type { Workload } from "./workload.ts"
import type { WorkloadClass, WorkloadProfile } from "./workloadProfile.ts"

/**
 * The profile of a workload, by which {@link synthesise} makes others like it. `source` is what they are called after; default: the
 * name of the workload. VMs that are there for less than two samples tell nothing and are left out.
 *
 * Errors: InputError for a workload without other VMs.
 *
 * @example JSON.stringify(profileOf(workload, "our cluster, first week of May")) // some 10 kB
 */
export function profileOf(workload: Workload, source: string = workload.name): WorkloadProfile {
  const { interval, shareOf } = workload
  const grid = onGrid(workload, interval)
  const samples = grid.reduce((most, { length }) => Math.max(most, length), 0)
  const series = grid
    .map((values) => values.map((share) => 100 * share))
    .filter((values) => momentsOf(values).count >= 2)
  if (series.length === 0)
    throw new InputError(`profile of "${source}"`, "VMs with two samples", 0, "one at least")
  const isWholePercent = series.every((values) => values.every(isWhole))

  const functions = series.map(quantilesOf)
  const groups = classesOf(functions).map((members) => members.map((i) => series[i]!))
  const laws = groups.map(lawOf)
  const hours = hourShifts(laws, dailyShape(series, interval)).map(rounded)
  const inTime = { interval, samples, isWholePercent, hours }
  const classes = groups.map((group, i) => ({ ...laws[i]!, memory: memoryOf(group, laws[i]!, inTime) }))
  return { source, interval, samples, shareOf, isWholePercent, hours, classes }
}

const mostClasses = 48

function classesOf(functions: readonly (readonly number[])[]): number[][] {
  const members: number[][] = Array.from({ length: mostClasses }, () => [])
  for (const [i, at] of quantileClasses(functions, mostClasses).entries()) members[at]!.push(i)
  return members.filter(({ length }) => length > 0)
}

interface InTime {
  readonly interval: number
  readonly samples: number
  readonly isWholePercent: boolean
  readonly hours: readonly number[]
}

function quantilesOf(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return scoreShares.map((share) => sortedQuantile(sorted, share))
}

function lawOf(members: readonly Float64Array[]): Omit<WorkloadClass, "memory"> {
  const busy = members.map((values) => values.filter((value) => value > 0).sort())
  const counts = members.map((values) => momentsOf(values).count)
  const busyShares = busy.map(({ length }, i) => length / counts[i]!)
  const idle = Math.floor(10_000 * (1 - meanOf(busyShares)!)) / 10_000
  const percent = scoreShares.map((share) => {
    const at = Math.max(0, (share - idle) / (1 - idle))
    let [sum, weight] = [0, 0]
    for (const [i, values] of busy.entries()) {
      if (values.length === 0) continue
      sum += busyShares[i]! * sortedQuantile(values, at)
      weight += busyShares[i]!
    }
    return weight === 0 ? 0 : rounded(sum / weight)
  })
  return { vms: members.length, idle, percent }
}

/** At which the memory is fitted, in seconds, beside one interval. */
const lagTimes = [hour / 4, hour, 4 * hour, 12 * hour]

function memoryOf(
  members: readonly Float64Array[],
  { idle, percent }: Omit<WorkloadClass, "memory">,
  inTime: InTime,
): number[] {
  const { interval, samples, isWholePercent, hours } = inTime
  const lags = [1, ...lagTimes.map((time) => Math.round(time / interval))].filter(
    (lag, i, all) => lag >= 1 && lag <= Math.max(1, samples / 4) && all.indexOf(lag) === i,
  )
  const measured = lags.map((lag) =>
    meanOf(members.map((values) => autocorrelation(values, lag)).filter((each) => each !== undefined)),
  )
  // What never changes has nothing to remember.
  if (measured.every((each) => each === undefined)) return memoryTimes.map(() => 0)
  // What VMs of the class round their loads by; see `synthesise`.
  const exact = loadOfScore(idle, percent)
  const functions = isWholePercent
    ? [0.125, 0.375, 0.625, 0.875].map((by) => (z: number) => Math.floor(exact(z) + by))
    : [exact]
  const left = 1 - hourCovariance(hours, 0, interval)
  const latent = measured.map((each, k) => {
    const withHours = latentCorrelation(functions, each ?? 0)
    return left > 0 ? (withHours - hourCovariance(hours, lags[k]!, interval)) / left : 0
  })
  const [, ...memory] = fitMemory(memoriesOf(interval, samples), lags, latent)
  return memory.map((part) => Math.floor(1000 * part) / 1000)
}

function isWhole(percent: number): boolean {
  return Number.isNaN(percent) || Math.abs(percent - Math.round(percent)) < 1e-9
}

/** 3 digits, of which as many are behind the point at most; no -0, which JSON would not keep. */
function rounded(value: number): number {
  return Math.round(1000 * Number(value.toPrecision(3))) / 1000 + 0
}
