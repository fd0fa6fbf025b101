import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import {
  type Job,
  jobSet,
  missedDeadlines,
  nodesInUse,
  scheduleByEarliestDeadline,
  shiftJobs,
} from "../../src/index.ts"

const seeds = Array.from({ length: 100 }, (_, seed) => seed)

test.each(seeds)(
  "shifted jobs cost no more, miss no deadline that EDF meets, and find their nodes, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "jobs")
    const nodes = 1 + random.below(6)
    const jobs: Job[] = Array.from({ length: 25 }, (_, i) => {
      const [length, release] = [1 + random.below(6), random.below(40)]
      const deadline = release + length + random.below(20)
      return { name: `job ${i}`, nodes: 1 + random.below(nodes), length, release, deadline }
    })
    const prices = Array.from({ length: 400 }, () => random.uniform())
    const green = Array.from({ length: 400 }, () => random.below(4))
    // convex in the use of each slot, as brown energy is
    const cost = (use: readonly number[]) =>
      use.reduce((sum, n, slot) => sum + prices[slot]! * Math.max(0, n - green[slot]!), 0)
    const set = orThrow(jobSet({ nodes, jobs }))
    const early = scheduleByEarliestDeadline(set)
    const shifted = shiftJobs(set, early, cost)
    expect(cost(nodesInUse(set, shifted))).toBeLessThanOrEqual(cost(nodesInUse(set, early)))
    const missed = missedDeadlines(set, early)
    for (const each of missedDeadlines(set, shifted)) expect(missed).toContain(each)
    for (const starts of [early, shifted]) {
      expect(Math.max(...nodesInUse(set, starts))).toBeLessThanOrEqual(nodes)
      jobs.forEach((each, i) => {
        expect(starts[i]).toBeGreaterThanOrEqual(each.release)
      })
    }
  },
)
