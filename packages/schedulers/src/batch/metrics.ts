import type { Seconds } from "@placelab/core"
import { computingTime } from "./batchJobs.ts"
import type { BatchSchedule, ScheduledJob } from "./batchSchedule.ts"

/** How long a job waited, and what that was to it. */
export interface JobMetrics {
  readonly name: string
  /** From its submission to its first start. */
  readonly wait: Seconds
  /** From its submission to its end. */
  readonly turnaround: Seconds
  /** Turnaround over the time that it computes. */
  readonly slowdown: number
  /** The same where a job that computes for less than 10 s counts as one of 10 s; at least 1. */
  readonly boundedSlowdown: number
}

/** A schedule in numbers; means are over jobs. */
export interface BatchMetrics {
  readonly jobs: readonly JobMetrics[]
  readonly meanWait: Seconds
  readonly meanTurnaround: Seconds
  readonly meanSlowdown: number
  readonly meanBoundedSlowdown: number
  /** From the first submission to the last end. */
  readonly makespan: Seconds
  /** The part of all nodes that computes, over the makespan. */
  readonly utilisation: number
  /** How often a job was suspended. */
  readonly suspensions: number
  /** Nodes x time that memory was written and read for. */
  readonly suspensionNodeSeconds: number
}

/** What counts as a short job (Feitelson et al., JSSPP 1997). */
const shortest: Seconds = 10

/**
 * The usual metrics of a schedule.
 *
 * Source    Feitelson, Rudolph, Schwiegelshohn, Sevcik, Wong: "Theory and practice in parallel job scheduling" (JSSPP 1997),
 *           for the bounded slowdown.
 */
export function batchMetrics({ nodes, jobs }: BatchSchedule): BatchMetrics {
  const each = jobs.map(jobMetrics)
  const mean = (part: (metrics: JobMetrics) => number) => sum(each, part) / each.length
  const begin = jobs.reduce((first, { job }) => Math.min(first, job.submitted), Number.POSITIVE_INFINITY)
  const makespan = jobs.reduce((last, { end }) => Math.max(last, end), 0) - begin
  const segments = jobs.flatMap((job) => job.segments)
  return {
    jobs: each,
    meanWait: mean(({ wait }) => wait),
    meanTurnaround: mean(({ turnaround }) => turnaround),
    meanSlowdown: mean(({ slowdown }) => slowdown),
    meanBoundedSlowdown: mean(({ boundedSlowdown }) => boundedSlowdown),
    makespan,
    utilisation: sum(jobs, ({ job }) => job.nodes * computingTime(job)) / (nodes * makespan),
    suspensions: segments.length - jobs.length,
    suspensionNodeSeconds: sum(segments, (part) => part.nodes.length * (part.resuming + part.suspending)),
  }
}

function jobMetrics({ job, start, end }: ScheduledJob): JobMetrics {
  const turnaround = end - job.submitted
  const computes = computingTime(job)
  return {
    name: job.name,
    wait: start - job.submitted,
    turnaround,
    slowdown: turnaround / computes,
    boundedSlowdown: Math.max(1, turnaround / Math.max(computes, shortest)),
  }
}

function sum<T>(things: readonly T[], part: (thing: T) => number): number {
  return things.reduce((total, thing) => total + part(thing), 0)
}
