import type { Seconds } from "@placelab/core"
import type { BatchSchedule } from "./batchSchedule.ts"

/** A rectangle of a Gantt chart: a job on neighbouring nodes. */
export interface ScheduleBar {
  readonly job: string
  readonly start: Seconds
  readonly end: Seconds
  readonly firstNode: number
  readonly lastNode: number
  /** How it came to its nodes; or what it does with its memory there. */
  readonly doing: "in turn" | "backfilled" | "in a hole" | "suspending or resuming"
}

/** A schedule as tidy rows: nodes that follow each other are one bar, and each segment is cut where memory is written or read. */
export function scheduleBars({ jobs }: BatchSchedule): ScheduleBar[] {
  return jobs.flatMap(({ job, segments }) =>
    segments.flatMap(({ start, end, nodes, began, resuming, suspending }) => {
      const parts = [
        { start, end: start + resuming, doing: "suspending or resuming" },
        { start: start + resuming, end: end - suspending, doing: began },
        { start: end - suspending, end, doing: "suspending or resuming" },
      ] as const
      return parts
        .filter((part) => part.end > part.start)
        .flatMap((part) => runsOf(nodes).map((run) => ({ job: job.name, ...part, ...run })))
    }),
  )
}

function runsOf(nodes: readonly number[]): { firstNode: number; lastNode: number }[] {
  const runs: { firstNode: number; lastNode: number }[] = []
  for (const node of nodes) {
    const run = runs.at(-1)
    if (run?.lastNode === node - 1) run.lastNode = node
    else runs.push({ firstNode: node, lastNode: node })
  }
  return runs
}
