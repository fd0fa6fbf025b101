import type { Seconds } from "@placelab/core"
import type { BatchJob } from "./batchJobs.ts"
import type { JobSegment, StartPromise } from "./batchSchedule.ts"
import type { Occupant } from "./occupancy.ts"

/** A job on nodes. For the queue of this folder. */
export interface Stay extends Occupant {
  readonly place: Place
  readonly start: Seconds
  readonly computesFrom: Seconds
  readonly began: JobSegment["began"]
  readonly promise: StartPromise | undefined
  /** Its memory is written from then on. */
  readonly leavesFrom: Seconds | undefined
  readonly end: Seconds
  keptFrom: Seconds | undefined
  isOver: boolean
}

/** A job of the workload. For the queue of this folder. */
export interface Place {
  readonly job: BatchJob
  /** In the queue. */
  readonly rank: number
  readonly segments: JobSegment[]
  /** What it has computed. */
  done: Seconds
  stay: Stay | undefined
}

/** Whether it runs, and may be suspended: a job in the queue that has nodes, and is not leaving. */
export function isGuest({ stay }: Place): boolean {
  return stay !== undefined && stay.leavesFrom === undefined
}

/** What it was, when it is over. */
export function segmentOf(stay: Stay): JobSegment {
  const { nodes, start, end, computesFrom, began, promise, leavesFrom, keptFrom } = stay
  return {
    start,
    end,
    nodes,
    began,
    resuming: Math.min(computesFrom, leavesFrom ?? end) - start,
    suspending: leavesFrom === undefined ? 0 : end - leavesFrom,
    ...(keptFrom !== undefined && { keptFrom }),
    ...(promise !== undefined && { promise }),
  }
}
