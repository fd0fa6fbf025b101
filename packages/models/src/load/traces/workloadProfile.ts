import { InputError, nonNegative, positive, positiveInteger, type Seconds } from "@placelab/core"
import { hoursOfDay } from "./dailyShape.ts"
import { memoryTimes } from "./memory.ts"
import { scoreCount } from "./quantileFunction.ts"
import type { Workload } from "./workload.ts"

/** VMs that are alike: by their mean, and by how far they go from one sample to the next. */
export interface WorkloadClass {
  /** How many VMs of the trace are of this class. */
  readonly vms: number
  /** For which part of the time such a VM asks for nothing. */
  readonly idle: number
  /**
   * What such a VM asks for, in percent: the quantiles at the standard normal scores -3.5, -3.25 ... 3.5; the least that it asks for where
   * it is idle.
   */
  readonly percent: readonly number[]
  /** Which parts of its variance last 15 minutes, 90 minutes and 12 hours; the rest is new at each sample. */
  readonly memory: readonly number[]
}

/** A workload in a few numbers, as plain data: what {@link synthesise} needs to make others like it. Made by {@link profileOf}. */
export interface WorkloadProfile {
  /** The trace that it was made of. */
  readonly source: string
  readonly interval: Seconds
  /** How many samples its VMs have: classes tell what a VM does in this time. */
  readonly samples: number
  readonly shareOf: Workload["shareOf"]
  /** Whether all loads are whole numbers of percent. */
  readonly isWholePercent: boolean
  /** What the hours of a day add to the normal scores of all VMs, in their middles, from the beginning on. None for less than a day. */
  readonly hours: readonly number[]
  readonly classes: readonly WorkloadClass[]
}

/** The same profile, when it is one: it may come from a file. Errors: InputError. */
export function requireProfile(profile: WorkloadProfile): WorkloadProfile {
  const where = `profile of "${profile.source}"`
  positive(where, "interval", profile.interval, "seconds")
  positiveInteger(where, "samples", profile.samples)
  if (profile.hours.length !== 0) requireNumbers(where, "hours", profile.hours, hoursOfDay)
  if (profile.classes.length === 0) throw new InputError(where, "classes", 0, "one at least")
  for (const [i, { vms, idle, percent, memory }] of profile.classes.entries()) {
    const of = `${where}, class ${i}`
    positiveInteger(of, "vms", vms)
    if (!(idle >= 0 && idle <= 1)) throw new InputError(of, "idle", idle, "a share from 0 to 1")
    requireNumbers(of, "percent", percent, scoreCount)
    for (const [j, value] of percent.entries()) {
      nonNegative(of, `percent[${j}]`, value, "percent")
      if (j > 0 && value < percent[j - 1]!)
        throw new InputError(of, `percent[${j}]`, value, `${percent[j - 1]} or more: quantiles do not fall`)
    }
    requireNumbers(of, "memory", memory, memoryTimes.length)
    for (const [j, value] of memory.entries()) nonNegative(of, `memory[${j}]`, value, "parts of the variance")
    const sum = memory.reduce((total, value) => total + value, 0)
    if (sum > 1 + 1e-9) throw new InputError(of, "sum of memory", sum, "1 at most")
  }
  return profile
}

function requireNumbers(where: string, what: string, values: readonly number[], count: number): void {
  if (values.length !== count) throw new InputError(where, `length of ${what}`, values.length, String(count))
  for (const [i, value] of values.entries())
    if (!Number.isFinite(value)) throw new InputError(where, `${what}[${i}]`, value, "a finite number")
}
