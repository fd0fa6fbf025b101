/*
 * Conservative backfilling: a job may pass others only where that delays none of them.
 *
 * Method       Every job is told a start when it is submitted: the first date at which, by the walltimes and by what the others
 *              were told, its nodes are free for its walltime. When a job ends before its walltime, all that wait are told
 *              anew, in the order of their starts: the earliest date that there is now. That is never later, as the old one
 *              is free still.
 * Invariant    no job starts later than it was told when it was submitted.
 * Priorities   a job that was told a date keeps it. Priority decides only who is told first on one date, or moves first.
 * Source       Feitelson and Weil (IPPS 1998); Mu'alem and Feitelson (IEEE TPDS 12(6), 2001).
 * Cost         O(waiting) steps a submission, O(waiting^2) an early end.
 */
import type { Seconds } from "@placelab/core"
import { type BatchJob, type BatchWorkload, computingTime, queueOrder } from "./batchJobs.ts"
import { type BatchSchedule, type JobSegment, type StartPromise, scheduled } from "./batchSchedule.ts"
import { DateQueue } from "./dateQueue.ts"
import { FreeProfile } from "./freeProfile.ts"
import { NodePool } from "./nodePool.ts"

interface Place {
  readonly job: BatchJob
  readonly rank: number
  readonly promise: StartPromise
  /** What it was told last. */
  start: Seconds
}

interface Stay {
  readonly job: BatchJob
  readonly nodes: readonly number[]
  readonly start: Seconds
}

/** Schedules jobs by conservative backfilling; see the head of this file. Each segment has the `promise` of its submission. */
export function scheduleConservative({ nodes, jobs }: BatchWorkload): BatchSchedule {
  const pool = new NodePool(nodes)
  const profile = new FreeProfile(nodes)
  const ends = new DateQueue<Stay>()
  const segments = new Map<BatchJob, JobSegment>()
  const ranks = new Map(queueOrder(jobs).map((i, rank) => [jobs[i]!, rank]))
  const coming = jobs.toSorted((a, b) => b.submitted - a.submitted || ranks.get(b)! - ranks.get(a)!)
  let waiting: Place[] = []

  for (;;) {
    const starts = waiting.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY)
    const now = Math.min(coming.at(-1)?.submitted ?? Number.POSITIVE_INFINITY, ends.date, starts)
    if (now === Number.POSITIVE_INFINITY) break
    profile.forget(now)

    let hasRoom = false
    while (ends.date === now) {
      const { job, nodes: taken, start } = ends.shift()
      pool.release(taken)
      const expected = start + job.walltime
      if (expected <= now) continue
      profile.take(now, expected, -taken.length)
      hasRoom = true
    }
    if (hasRoom) {
      waiting.sort((a, b) => a.start - b.start || a.rank - b.rank)
      for (const place of waiting) {
        const { job } = place
        profile.take(place.start, place.start + job.walltime, -job.nodes)
        place.start = profile.earliest(now, job.nodes, job.walltime)
        profile.take(place.start, place.start + job.walltime, job.nodes)
      }
    }
    while (coming.at(-1)?.submitted === now) {
      const job = coming.pop()!
      const start = profile.earliest(now, job.nodes, job.walltime)
      profile.take(start, start + job.walltime, job.nodes)
      waiting.push({ job, rank: ranks.get(job)!, promise: { at: now, start }, start })
    }
    const due = waiting.filter(({ start }) => start === now).sort((a, b) => a.rank - b.rank)
    waiting = waiting.filter(({ start }) => start > now)
    for (const { job, rank, promise } of due) {
      const end = now + computingTime(job)
      const taken = pool.take(job.nodes)
      ends.add(end, { job, nodes: taken, start: now })
      const began = waiting.some((other) => other.rank < rank) ? "backfilled" : "in turn"
      segments.set(job, {
        start: now,
        end,
        nodes: taken,
        began,
        keptFrom: now,
        resuming: 0,
        suspending: 0,
        promise,
      })
    }
  }
  return { nodes, jobs: jobs.map((job) => scheduled(job, [segments.get(job)!])) }
}
