/*
 * A day that all VMs have in common.
 *
 * Notation  d(t)   what date t adds to the Gaussian of each VM: as many numbers as a day has hours, reached in the middles of the hours,
 *                  and straight lines between them. They sum up to 0
 *           s^2    mean square of these; the Gaussians are made smaller by it: Q(sqrt(1 - s^2) y + d), so quantiles stay about what they were
 * Fit       The mean of all VMs at hour h is to be its part of the mean of all hours. It increases with d(h), so d(h) is found by halving;
 *           s^2 follows from it, and a few rounds settle both.
 */
import type { Seconds } from "@placelab/core"
import { hour, hoursOfDay } from "./dailyShape.ts"
import { gaussianMean, loadOfScore } from "./quantileFunction.ts"
import type { WorkloadClass } from "./workloadProfile.ts"

/** d, by hour, which gives VMs of these classes the daily shape `shape`; none where there is none. */
export function hourShifts(
  classes: readonly Omit<WorkloadClass, "memory">[],
  shape: readonly number[] | undefined,
): number[] {
  if (shape === undefined) return []
  const vms = classes.reduce((sum, each) => sum + each.vms, 0)
  const laws = classes.map(({ vms: each, idle, percent }) => ({
    part: each / vms,
    load: loadOfScore(idle, percent),
  }))
  let hours = shape.map(() => 0)
  for (let round = 0; round < 3; round++) {
    const stretch = hourStretch(hours)
    const mean = (shift: number) =>
      gaussianMean((z) => laws.reduce((sum, { part, load }) => sum + part * load(stretch * z + shift), 0))
    const all = hours.reduce((sum, shift) => sum + mean(shift), 0) / hours.length
    const shifts = shape.map((times) => shiftTo(times * all, mean))
    const middle = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length
    hours = shifts.map((shift) => shift - middle)
  }
  return hours
}

/** sqrt(1 - s^2) */
export function hourStretch(hours: readonly number[]): number {
  const squares = hours.reduce((sum, shift) => sum + shift * shift, 0)
  return Math.sqrt(Math.max(0, 1 - squares / Math.max(1, hours.length)))
}

/** d(t); 0 without hours. */
export function hourShiftAt(hours: readonly number[], date: Seconds): number {
  if (hours.length === 0) return 0
  const place = date / hour - 0.5 + hoursOfDay
  const at = Math.floor(place)
  const before = hours[at % hoursOfDay]!
  return before + (place - at) * (hours[(at + 1) % hoursOfDay]! - before)
}

/** Mean of d(t) d(t + lag) over the samples of a day. */
export function hourCovariance(hours: readonly number[], lag: number, interval: Seconds): number {
  const samples = Math.max(1, Math.round((hoursOfDay * hour) / interval))
  let sum = 0
  for (let k = 0; k < samples; k++)
    sum += hourShiftAt(hours, (k + 0.5) * interval) * hourShiftAt(hours, (k + lag + 0.5) * interval)
  return sum / samples
}

/** Where an increasing function has a value. Further than 2 from 0 nothing is looked for. */
function shiftTo(value: number, f: (x: number) => number): number {
  let [low, high] = [-2, 2]
  for (let step = 0; step < 16; step++) {
    const middle = (low + high) / 2
    if (f(middle) < value) low = middle
    else high = middle
  }
  return (low + high) / 2
}
