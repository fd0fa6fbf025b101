import type { BatchWorkload } from "./batchJobs.ts"
import type { BatchSchedule } from "./batchSchedule.ts"
import { runQueue } from "./queueRun.ts"

/**
 * FCFS with EASY backfilling: a job may pass the first of the queue where that does not delay it. The first has a reservation,
 * the earliest date at which enough nodes should be free by the walltimes; another job starts now if it should end by then, or
 * takes nodes that the first will not need.
 *
 * The first never starts later than its first reservation (`promise`); those behind it may start later than under FCFS.
 *
 * Cost      O(jobs x queue).
 * Source    Lifka, "The ANL/IBM SP scheduling system" (JSSPP 1995); the aggressive backfilling of Mu'alem and Feitelson (IEEE
 *           TPDS 12(6), 2001).
 */
export function scheduleEasy(workload: BatchWorkload): BatchSchedule {
  return runQueue(workload, { backfills: true })
}
