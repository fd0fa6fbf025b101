import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { batchWorkload, nasGridGraph, playVjobs, scheduleFcfs, type VjobExperiment } from "../../src/index.ts"

/** Three vjobs of nine VMs that take 90 s each: one that is busy, a chain, and another busy one. */
const graphs = [
  ["ED", 90],
  ["HC", 10],
  ["ED", 90],
] as const
const experiment: VjobExperiment = {
  nodes: { count: 11, cores: 2, speed: 1e9, memory: 4e9, network: 1e9, disk: 1e8 },
  vjobs: graphs.map(([problem, seconds], i) => ({
    name: `${i + 1}`,
    graph: orThrow(nasGridGraph(problem, { work: seconds * 1e9 })),
    memory: 1e9,
  })),
  actions: { runSeconds: 6, stopSeconds: 2 },
}

describe("the static allocation", () => {
  const { completion, cumulated, makespan, utilisation, bars, switches } = playVjobs(experiment, "static")

  test("completes vjobs two at a time", () => {
    expect(completion).toEqual([96, 96, 98 + 96])
    expect([cumulated, makespan]).toEqual([96 + 96 + 194, 194])
    expect(switches).toEqual([])
  })

  test("computes what the graphs ask for, and no more", () => {
    // 9 x 90, 9 x 10 and 9 x 90 core seconds on 22 cores
    expect(utilisation).toBeCloseTo((9 * (90 + 10 + 90)) / (22 * 194), 9)
  })

  test("has the states of the vjobs", () => {
    expect(
      bars.filter(({ vjob }) => vjob === "3").map(({ state, start, end }) => [state, start, end]),
    ).toEqual([
      ["waiting", 0, 104],
      ["running", 104, 194],
      ["switching", 194, 196],
    ])
  })

  test("is what FCFS gives, where a vjob holds its cores for as long as it is run and stopped", () => {
    const jobs = graphs.map((_, i) => ({ name: `${i}`, submitted: 0, nodes: 9, runtime: 98, walltime: 98 }))
    const schedule = scheduleFcfs(orThrow(batchWorkload({ nodes: 22, jobs })))
    expect(completion).toEqual(schedule.jobs.map(({ end }) => end - 2))
  })
})

describe("context switches", () => {
  const played = playVjobs(experiment, { period: 5 })

  test("run the third vjob beside the two others, as one of them needs a core only", () => {
    // A task of the chain may begin beside two that compute: the three share two cores until the next round.
    for (const seconds of played.completion.slice(0, 2))
      expect([seconds >= 96, seconds < 96 + 9]).toEqual([true, true])
    // 6 s for the first two, 5 s to the next round, 6 s to run it, some migrations
    expect(played.completion[2]).toBeGreaterThan(17 + 90)
    expect(played.completion[2]).toBeLessThan(140)
    expect(played.switches[1]!.decision.chosen).toEqual(["1", "2", "3"])
  })

  test("compute the same, in less time", () => {
    expect(played.utilisation * played.makespan).toBeCloseTo((9 * (90 + 10 + 90)) / 22, 6)
    const most = Math.max(...played.use.map(({ computing }) => computing))
    expect(most).toBeLessThanOrEqual(22)
  })

  test("hold no more memory than there is, and most of it now and then", () => {
    expect(played.mostMemory).toBeLessThanOrEqual(1)
    expect(played.mostMemory).toBeGreaterThan(0.7)
  })

  test("are the same bytes whenever they are played", () => {
    const { trace: _, ...again } = playVjobs(experiment, { period: 5 })
    const { trace: __, ...first } = played
    expect(JSON.stringify(again)).toBe(JSON.stringify(first))
  })
})
