import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type Job,
  jobSet,
  missedDeadlines,
  nodesInUse,
  scheduleByEarliestDeadline,
  shiftJobs,
} from "../../src/index.ts"

const job = (name: string, rest: Partial<Job>): Job => ({
  name,
  nodes: 1,
  length: 2,
  release: 0,
  deadline: 10,
  ...rest,
})

describe("earliest deadline first", () => {
  test("starts what is due first, and lets others pass a job that does not fit", () => {
    const jobs = [job("late", {}), job("wide", { nodes: 2, deadline: 5 }), job("first", { deadline: 4 })]
    const set = orThrow(jobSet({ nodes: 2, jobs }))
    const starts = scheduleByEarliestDeadline(set)
    // "first" takes a node, "wide" does not fit beside it, "late" does
    expect(starts).toEqual([0, 2, 0])
    expect(nodesInUse(set, starts)).toEqual([2, 2, 2, 2])
    expect(missedDeadlines(set, starts)).toEqual([])
  })

  test("waits for releases, and runs what comes too late", () => {
    const jobs = [job("a", { release: 3, deadline: 6 }), job("b", { release: 3, deadline: 6 })]
    const set = orThrow(jobSet({ nodes: 1, jobs }))
    const starts = scheduleByEarliestDeadline(set)
    expect(starts).toEqual([3, 5])
    expect(missedDeadlines(set, starts)).toEqual([jobs[1]])
  })
})

describe("jobs that are shifted", () => {
  /** A node costs nothing in slots 5 and 6, and 1 in others. */
  const sun = (use: readonly number[]) =>
    use.reduce((sum, n, slot) => sum + (slot === 5 || slot === 6 ? 0 : n), 0)

  test("go to the cheapest slots", () => {
    const set = orThrow(jobSet({ nodes: 1, jobs: [job("a", {})] }))
    expect(shiftJobs(set, [0], sun)).toEqual([5])
  })

  test("keep to releases, deadlines and nodes, and stay where nothing is cheaper", () => {
    const jobs = [job("early", { deadline: 4 }), job("a", {}), job("b", {}), job("late", { release: 7 })]
    const set = orThrow(jobSet({ nodes: 1, jobs }))
    expect(shiftJobs(set, [0, 2, 4, 7], sun)).toEqual([0, 2, 5, 7])
  })

  test("that have missed their deadline do not end later", () => {
    const set = orThrow(jobSet({ nodes: 1, jobs: [job("a", { deadline: 2 })] }))
    expect(shiftJobs(set, [3], sun)).toEqual([3])
    expect(shiftJobs(set, [6], sun)).toEqual([5])
  })
})

describe("wrong jobs are refused:", () => {
  test.each([
    [{ nodes: 3 }, 'job "a": nodes is 3; expected at most the 2 that there are'],
    [{ nodes: 0 }, 'job "a": nodes is 0; expected a whole number above 0'],
    [{ length: 1.5 }, 'job "a": length is 1.5; expected a whole number above 0'],
    [{ release: -1 }, 'job "a": release is -1; expected a whole number of at least 0, in slots'],
    [{ deadline: 0 }, 'job "a": deadline is 0; expected a whole number above 0'],
  ])("%o", (wrong, message) => {
    expect(() => orThrow(jobSet({ nodes: 2, jobs: [job("a", wrong)] }))).toThrow(message)
  })

  test("no nodes", () => {
    expect(() => orThrow(jobSet({ nodes: 0, jobs: [] }))).toThrow(
      "job set: nodes is 0; expected a whole number above 0",
    )
  })
})
