/*
 * EASY backfilling with preemption: jobs that EASY must leave waiting run in the holes that it leaves, and are suspended
 * when the first of the queue takes its nodes.
 *
 * Source       A. Lebre's habilitation (2017), slide 22, prints a picture: "job 4 starts earlier without delaying job 1". It has no
 *              sizes, and no rules.
 * Assumed      Who: what EASY starts, is started first. On nodes that are free still, others start as guests, in the order of the
 *              queue. A guest keeps its place in the queue, and is none any more when its turn comes or EASY would start it.
 *              Who leaves: only for the first of the queue, as many guests as it needs, the last of the queue first.
 *              Its work is kept, as virtual machines can be suspended: the memory is written and read in times that are given,
 *              for which the nodes are held. It goes on on any nodes.
 *              When: so that the memory is written by the reservation of the first; where nodes are free earlier than
 *              expected, at once, and the first waits for it. So costs never make it miss its reservation, but it may start
 *              by `suspending` later than when the first nodes are there.
 *              A guest is let in only where it computes before it has to leave.
 * Left out     Holes between jobs that are not the first. Memory beside that of the running job.
 */
import { type InputError, nonNegative } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import type { BatchWorkload } from "./batchJobs.ts"
import type { BatchSchedule } from "./batchSchedule.ts"
import { runQueue, type SuspensionCosts } from "./queueRun.ts"

/** Checks costs. Left: InputError for times that are no numbers of at least 0. */
export function suspensionCosts(costs: Partial<SuspensionCosts> = {}): Either<InputError, SuspensionCosts> {
  const { suspending = 0, resuming = 0 } = costs
  return checked(() => ({
    suspending: nonNegative("suspension", "suspending", suspending, "seconds"),
    resuming: nonNegative("suspension", "resuming", resuming, "seconds"),
  }))
}

/**
 * EASY backfilling whose holes are used by jobs that are suspended when the first of the queue starts; see the head of this
 * file for the rules. Without costs no node is idle while a job waits that would fit.
 *
 * Cost      O(jobs x queue).
 *
 * @example
 * schedulePreemptiveEasy(workload, orThrow(suspensionCosts({ suspending: 30, resuming: 30 })))
 */
export function schedulePreemptiveEasy(workload: BatchWorkload, costs: SuspensionCosts): BatchSchedule {
  return runQueue(workload, { backfills: true, preemption: costs })
}
