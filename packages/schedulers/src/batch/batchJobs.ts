import { InputError, nonNegative, positive, positiveInteger, type Seconds } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"

/** A rigid batch job: so many nodes, all of them for as long as it runs. */
export interface BatchJob {
  readonly name: string
  /** When it comes to the queue. */
  readonly submitted: Seconds
  readonly nodes: number
  /** How long it computes if it is let; nobody knows before it ends. */
  readonly runtime: Seconds
  /** How long it says that it will compute, at most: it is killed when it has computed for so long. */
  readonly walltime: Seconds
  /** Those of higher priority stand before others in the queue. Default 0. */
  readonly priority?: number
}

/** Jobs, and the equal nodes that they share, numbered from 0. Made by {@link batchWorkload}. */
export interface BatchWorkload {
  readonly nodes: number
  readonly jobs: readonly BatchJob[]
}

/**
 * Checks jobs. Left: InputError for a workload without jobs, a name that two have, durations that are not above 0, and a job
 * that needs more nodes than there are.
 *
 * @example
 * batchWorkload({ nodes: 8, jobs: [{ name: "1", submitted: 0, nodes: 7, runtime: 3600, walltime: 7200 }] })
 */
export function batchWorkload({ nodes, jobs }: BatchWorkload): Either<InputError, BatchWorkload> {
  return checked(() => {
    positiveInteger("workload", "nodes", nodes)
    if (jobs.length === 0) throw new InputError("workload", "jobs", jobs, "at least one job")
    const names = new Set<string>()
    for (const { name, submitted, nodes: wanted, runtime, walltime, priority = 0 } of jobs) {
      const where = `job "${name}"`
      if (names.has(name)) throw new InputError(where, "name", name, "a name that no other job has")
      names.add(name)
      nonNegative(where, "submitted", submitted, "seconds")
      positiveInteger(where, "nodes", wanted)
      if (wanted > nodes) throw new InputError(where, "nodes", wanted, `at most the ${nodes} that there are`)
      positive(where, "runtime", runtime, "seconds")
      positive(where, "walltime", walltime, "seconds")
      if (!Number.isFinite(priority)) throw new InputError(where, "priority", priority, "a number")
    }
    return { nodes, jobs }
  })
}

/** How long a job computes: its runtime, or its walltime where it is killed. */
export function computingTime({ runtime, walltime }: BatchJob): Seconds {
  return Math.min(runtime, walltime)
}

/** For this package: the numbers of the jobs in the order of the queue: priority, then submission, then as given. */
export function queueOrder(jobs: readonly BatchJob[]): number[] {
  return jobs
    .map((_, i) => i)
    .sort((a, b) => {
      const [one, other] = [jobs[a]!, jobs[b]!]
      return (other.priority ?? 0) - (one.priority ?? 0) || one.submitted - other.submitted || a - b
    })
}
