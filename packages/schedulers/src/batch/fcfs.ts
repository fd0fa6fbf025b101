import type { BatchWorkload } from "./batchJobs.ts"
import type { BatchSchedule } from "./batchSchedule.ts"
import { runQueue } from "./queueRun.ts"

/**
 * First come, first served: jobs start in the order of the queue, each as soon as the nodes are free; nobody passes the first one.
 *
 * Cost      O(jobs x running jobs).
 *
 * @example
 * const workload = orThrow(batchWorkload({ nodes: 8, jobs: [{ name: "1", submitted: 0, nodes: 7, runtime: 3600, walltime: 7200 }] }))
 * scheduleFcfs(workload).jobs[0].start // 0
 */
export function scheduleFcfs(workload: BatchWorkload): BatchSchedule {
  return runQueue(workload, { backfills: false })
}
