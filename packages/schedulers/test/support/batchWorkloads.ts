import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { type BatchWorkload, batchWorkload } from "../../src/index.ts"

/** A random workload in whole seconds: `exact` walltimes, or most of them too long and some too short. */
export function randomWorkload(seed: number, { exact = false, priorities = false } = {}): BatchWorkload {
  const random = new RandomStream(seed, "batch jobs")
  const nodes = 1 + random.below(10)
  const span = 1 + random.below(60)
  const jobs = Array.from({ length: 2 + random.below(18) }, (_, i) => {
    const runtime = 1 + random.below(random.below(4) === 0 ? 30 : 8)
    const walltime = exact || random.below(3) === 0 ? runtime : Math.max(1, runtime + random.below(14) - 2)
    const priority = priorities ? random.below(3) : 0
    return {
      name: `${i}`,
      submitted: random.below(span),
      nodes: 1 + random.below(nodes),
      runtime,
      walltime,
      priority,
    }
  })
  return orThrow(batchWorkload({ nodes, jobs }))
}

/** 1,000 seeds, by the hundred. */
export const hundreds = Array.from({ length: 10 }, (_, i) => ({
  from: 100 * i,
  seeds: Array.from({ length: 100 }, (_, j) => 100 * i + j),
}))
