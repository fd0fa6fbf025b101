import { Engine } from "@placelab/core"
import { addMachine, machineEnergy, orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { type Job, jobSet, playJobs } from "../../src/index.ts"

const job = (name: string, nodes: number, length: number): Job => ({
  name,
  nodes,
  length,
  release: 0,
  deadline: 9,
})

function play(starts: readonly number[], machines = 2) {
  const engine = new Engine()
  const all = Array.from({ length: machines }, (_, i) =>
    addMachine(engine, { name: `m${i}`, speed: 1, cores: 2 }),
  )
  const meters = all.map((each) =>
    machineEnergy(engine, each, { perPstate: [{ idle: 50, full: 100 }], off: 5 }),
  )
  const set = orThrow(jobSet({ nodes: 2, jobs: [job("a", 2, 1), job("b", 1, 3)] }))
  playJobs(engine, set, starts, all, 10)
  engine.run(60)
  return meters.map((meter) => meter.total)
}

describe("jobs on machines", () => {
  test("have them on for as long as they run, with all cores busy, and off before and after", () => {
    // a: both machines from 10 to 20 s; b: one of them from 20 to 50 s, as a leaves it
    expect(play([1, 2])).toEqual([4000 + 20 * 5, 1000 + 50 * 5])
  })

  test("fail where more is in use than there is", () => {
    expect(() => play([1, 1])).toThrow('job "b": free nodes is 0; expected the 1 that it takes')
  })

  test("are refused where machines are missing", () => {
    expect(() => play([1, 2], 1)).toThrow("jobs: machines is 1; expected at least the 2 nodes of the job set")
  })
})
