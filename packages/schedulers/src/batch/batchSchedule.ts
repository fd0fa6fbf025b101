import type { Seconds } from "@placelab/core"
import type { BatchJob } from "./batchJobs.ts"

/** A date that a job was told: it starts then, or earlier. */
export interface StartPromise {
  /** When it was told. */
  readonly at: Seconds
  readonly start: Seconds
}

/** A time for which a job has nodes. */
export interface JobSegment {
  readonly start: Seconds
  readonly end: Seconds
  /** Numbers of the nodes, rising. */
  readonly nodes: readonly number[]
  /**
   * `in turn`: as the first of the queue. `backfilled`: before its turn, on nodes that the first did not need. `in a hole`:
   * before its turn, on nodes that the first will need, and therefore to be suspended.
   */
  readonly began: "in turn" | "backfilled" | "in a hole"
  /** From when on nobody could suspend it any more: its start, unless it began in a hole. Undefined: it never was so far. */
  readonly keptFrom?: Seconds
  /** Of its beginning, for reading its memory. */
  readonly resuming: Seconds
  /** Of its end, for writing its memory. */
  readonly suspending: Seconds
  /** What the job was told before this segment, if it had to wait as the first of the queue, or by conservative backfilling. */
  readonly promise?: StartPromise
}

/** What became of a job. */
export interface ScheduledJob {
  readonly job: BatchJob
  readonly start: Seconds
  readonly end: Seconds
  /** One, or several when it was suspended. */
  readonly segments: readonly JobSegment[]
  /** It computed for its walltime, and was not done. */
  readonly isKilled: boolean
}

/** The jobs of a workload, in its order, with what became of them. */
export interface BatchSchedule {
  readonly nodes: number
  readonly jobs: readonly ScheduledJob[]
}

/** For this package: a job with its segments in order. */
export function scheduled(job: BatchJob, segments: readonly JobSegment[]): ScheduledJob {
  return {
    job,
    start: segments[0]!.start,
    end: segments.at(-1)!.end,
    segments,
    isKilled: job.runtime > job.walltime,
  }
}
