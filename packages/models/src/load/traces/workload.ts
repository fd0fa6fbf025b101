import type { Bytes, Seconds } from "@placelab/core"

/** What one VM asks for, piece by piece. */
export interface WorkloadVm {
  readonly id: string
  readonly cores: number | undefined
  readonly memory: Bytes | undefined
  /** Since when it asks for `cpu` of the same place; strictly increasing, from 0 at the earliest. */
  readonly dates: Float64Array
  /** CPU as a share of what it has; up to the next date, the last one up to `end`. NaN: it is not there. */
  readonly cpu: Float64Array
  readonly end: Seconds
}

/** Something about a trace that was not as it should be, and what was done about it. */
export interface Repair {
  /** In a few words, such as "two samples of one date: the first is kept". */
  readonly what: string
  readonly count: number
  /** File and line of the first. */
  readonly first: string
}

/** What VMs ask for in the course of time: a trace in memory, or one that was made up. Dates count from its beginning. */
export interface Workload {
  /** Where it is from, in a few words; a synthetic one says so. */
  readonly name: string
  readonly isSynthetic: boolean
  /** From one sample to the next, where nothing is missing. */
  readonly interval: Seconds
  /** Of what `cpu` is a share. */
  readonly shareOf: "itself" | "the largest machine"
  readonly vms: readonly WorkloadVm[]
  /** What was repaired when it was read. */
  readonly repairs: readonly Repair[]
}
