import type { SwfRecord } from "@placelab/models"
import type { BatchJob } from "./batchJobs.ts"
import { computingTime } from "./batchJobs.ts"
import type { BatchSchedule } from "./batchSchedule.ts"

/**
 * A job of a log, to be scheduled again; its name is its number. The processors are those that it asked for, or else got; the walltime
 * is the time that it asked for, or else its runtime. A job that ran for longer than it asked for is killed then.
 *
 * Undefined where the log does not say how many processors or how long, and for a runtime of 0, less than half a second.
 */
export function jobOfSwf(record: SwfRecord): BatchJob | undefined {
  const { jobNumber, submitTime: submitted, runTime: runtime, requestedTime } = record
  const nodes = record.requestedProcessors ?? record.allocatedProcessors
  if (nodes === undefined || nodes === 0 || runtime === undefined || runtime === 0) return undefined
  return { name: `${jobNumber}`, submitted, nodes, runtime, walltime: requestedTime || runtime }
}

/**
 * A schedule as records of a log. Jobs keep their numbers where all names are numbers, as {@link jobOfSwf} gives them; else they are
 * numbered from 1 in order. `runTime` is from the first start to the end, with the
 * times for which a job was suspended; status 1 for jobs that are done, 5 for those that were killed.
 */
export function swfOfSchedule({ jobs }: BatchSchedule): SwfRecord[] {
  const areNumbers = jobs.every(({ job }) => /^\d+$/.test(job.name))
  return jobs.map(({ job, start, end, isKilled }, i) => ({
    jobNumber: areNumbers ? Number(job.name) : i + 1,
    submitTime: job.submitted,
    waitTime: start - job.submitted,
    runTime: end - start,
    allocatedProcessors: job.nodes,
    averageCpuTime: computingTime(job),
    requestedProcessors: job.nodes,
    requestedTime: job.walltime,
    status: isKilled ? 5 : 1,
  }))
}
