import { InputError, positiveInteger } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"

/** A batch job that may wait: rigid, not interrupted once it runs. Dates and durations are whole slots of time. */
export interface Job {
  readonly name: string
  /** How many nodes it takes, all of them for as long as it runs. */
  readonly nodes: number
  /** How long it runs. */
  readonly length: number
  /** From when on it may run. */
  readonly release: number
  /** By when it should have ended. */
  readonly deadline: number
}

/** Jobs, and the nodes that they share. Made by {@link jobSet}. */
export interface JobSet {
  readonly nodes: number
  readonly jobs: readonly Job[]
}

/** The slot in which each job starts, in the order of the jobs. */
export type Starts = readonly number[]

/** Checks jobs. Left: InputError for what is no whole number, or needs more nodes than there are. */
export function jobSet({ nodes, jobs }: JobSet): Either<InputError, JobSet> {
  return checked(() => {
    positiveInteger("job set", "nodes", nodes)
    for (const job of jobs) {
      const where = `job "${job.name}"`
      positiveInteger(where, "nodes", job.nodes)
      if (job.nodes > nodes)
        throw new InputError(where, "nodes", job.nodes, `at most the ${nodes} that there are`)
      positiveInteger(where, "length", job.length)
      if (!(Number.isInteger(job.release) && job.release >= 0))
        throw new InputError(where, "release", job.release, "a whole number of at least 0, in slots")
      positiveInteger(where, "deadline", job.deadline)
    }
    return { nodes, jobs }
  })
}

/** How many nodes compute in each slot, from 0 to the end of the last job. */
export function nodesInUse({ jobs }: JobSet, starts: Starts): number[] {
  const end = jobs.reduce((latest, { length }, i) => Math.max(latest, starts[i]! + length), 0)
  const use = new Array<number>(end).fill(0)
  jobs.forEach((job, i) => {
    occupy(use, job, starts[i]!, 1)
  })
  return use
}

/** The jobs that end after their deadlines. */
export function missedDeadlines({ jobs }: JobSet, starts: Starts): Job[] {
  return jobs.filter(({ length, deadline }, i) => starts[i]! + length > deadline)
}

/** For this package: enters a job that starts at `start` into the use of nodes, or takes it out. */
export function occupy(use: number[], { nodes, length }: Job, start: number, sign: 1 | -1): void {
  for (let slot = start; slot < start + length; slot++) use[slot] = (use[slot] ?? 0) + sign * nodes
}

/** For this package: whether a job fits from `start` on beside what is in use. */
export function fits(use: readonly number[], { nodes, length }: Job, start: number, all: number): boolean {
  for (let slot = start; slot < start + length; slot++) if ((use[slot] ?? 0) + nodes > all) return false
  return true
}
