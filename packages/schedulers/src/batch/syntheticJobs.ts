/*
 * Batch jobs from random laws: a workload of our own, simple enough to be said in full.
 *
 *     submissions    at random, at a constant rate (exponential gaps)
 *     nodes          2^k, k uniform from 0 to `largest`
 *     runtime        drawn from a law, in whole seconds from 1 on
 *     walltime       the runtime times a factor drawn from another law, and no less than it
 *
 * The mean gap follows from the load: load = (mean nodes x mean runtime) / (mean gap x nodes that there are). From a load of 1
 * on, the queue grows for ever.
 *
 * Left out     days and nights, users that send the same job again, correlation of nodes and runtimes, which logs have (Lublin and
 *              Feitelson, 2003).
 */
import { exponentialLaw, InputError, type Law, positive, positiveInteger, RandomStream } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { type BatchJob, type BatchWorkload, batchWorkload } from "./batchJobs.ts"

/** What jobs are drawn from. */
export interface SyntheticJobs {
  readonly seed: number
  /** How many nodes there are. */
  readonly nodes: number
  /** How many jobs are drawn. */
  readonly jobs: number
  /** What they ask of the nodes, as a part of what there is. */
  readonly load: number
  /** A job takes up to 2^largest nodes. */
  readonly largest: number
  /** In seconds. */
  readonly runtime: Law
  /** Walltime over runtime; what is below 1 counts as 1. */
  readonly overestimate: Law
}

/** Jobs, named by their numbers from 1. Left: InputError. Deterministic: a stream for each of the four laws. */
export function syntheticJobs(spec: SyntheticJobs): Either<InputError, BatchWorkload> {
  const { seed, nodes, jobs: count, load, largest, runtime, overestimate } = spec
  const where = "synthetic jobs"
  const drawn = checked(() => {
    positiveInteger(where, "nodes", nodes)
    positiveInteger(where, "jobs", count)
    positive(where, "load", load, "parts of the nodes")
    positive(where, "mean runtime", runtime.mean, "seconds")
    if (!(Number.isInteger(largest) && largest >= 0 && 2 ** largest <= nodes))
      throw new InputError(where, "largest", largest, `a whole number k of at least 0, 2^k at most ${nodes}`)
    const stream = (name: string) => new RandomStream(seed, `jobs, ${name}`)
    const [gaps, sizes] = [stream("gaps"), stream("nodes")]
    const [runtimes, factors] = [stream("runtimes"), stream("walltimes")]
    const meanNodes = (2 ** (largest + 1) - 1) / (largest + 1)
    const gap = exponentialLaw((meanNodes * runtime.mean) / (load * nodes))
    let submitted = 0
    return Array.from({ length: count }, (_, i): BatchJob => {
      submitted += gap.draw(gaps)
      const seconds = Math.max(1, Math.ceil(runtime.draw(runtimes)))
      const walltime = Math.ceil(seconds * Math.max(1, overestimate.draw(factors)))
      const size = 2 ** sizes.below(largest + 1)
      return { name: `${i + 1}`, submitted: Math.floor(submitted), nodes: size, runtime: seconds, walltime }
    })
  })
  return drawn._tag === "Left" ? drawn : batchWorkload({ nodes, jobs: drawn.right })
}
