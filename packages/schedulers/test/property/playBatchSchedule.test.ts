import { Engine } from "@placelab/core"
import { addMachine, orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type BatchSchedule,
  batchWorkload,
  playBatchSchedule,
  scheduleEasy,
  schedulePreemptiveEasy,
  suspensionCosts,
} from "../../src/index.ts"
import { randomWorkload } from "../support/batchWorkloads.ts"

/** Machines whose disks take 2 s to write a VM's 1 GB and 1 s to read it, and a network that is no bottleneck. */
function play(
  schedule: BatchSchedule,
  { machines = schedule.nodes, disks = schedule.nodes, write = 0.5e9 } = {},
) {
  const engine = new Engine()
  const all = Array.from({ length: machines }, (_, i) =>
    addMachine(engine, { name: `m${i}`, speed: 1e9, cores: 1, memory: 1e9 }),
  )
  const backbone = engine.addLink({ name: "backbone", bandwidth: 1e12, policy: "fatpipe" })
  for (const [i, { host }] of all.entries())
    for (const other of all.slice(i + 1)) engine.addRoute(host, other.host, [backbone])
  const each = all
    .slice(0, disks)
    .map(({ host }) =>
      engine.addDisk(host, { name: `disk ${host.name}`, readBandwidth: 1e9, writeBandwidth: write }),
    )
  const jobs = playBatchSchedule(engine, schedule, { machines: all, disks: each, memory: 1e9 })
  engine.run()
  return jobs.result
}

const costs = orThrow(suspensionCosts({ suspending: 2, resuming: 1 }))
const suspends = (schedule: BatchSchedule) => schedule.jobs.some(({ segments }) => segments.length > 1)

/** A job that leaves while its memory is being read goes on reading on machines. */
const isClean = ({ jobs }: BatchSchedule) =>
  jobs.every(({ segments }) => segments.slice(1).every(({ resuming }) => resuming === costs.resuming))

describe("a schedule on machines", () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed)
  test.each(seeds)("starts and ends its jobs as it says, seed %i", (seed) => {
    const workload = randomWorkload(seed)
    for (const schedule of [scheduleEasy(workload), schedulePreemptiveEasy(workload, costs)]) {
      if (!isClean(schedule)) continue
      const played = play(schedule)
      expect(played.map(({ name }) => name)).toEqual(workload.jobs.map(({ name }) => name))
      for (const [i, { start, end }] of schedule.jobs.entries()) {
        expect(played[i]!.start).toBeCloseTo(start, 6)
        expect(played[i]!.end).toBeCloseTo(end, 6)
      }
    }
  })

  test("suspends and resumes in many of these", () => {
    const schedules = seeds.map((seed) => schedulePreemptiveEasy(randomWorkload(seed), costs))
    expect(schedules.filter((schedule) => suspends(schedule) && isClean(schedule)).length).toBeGreaterThan(10)
  })

  const jobs = [
    { name: "a", submitted: 0, nodes: 1, runtime: 6, walltime: 6 },
    { name: "head", submitted: 0, nodes: 2, runtime: 5, walltime: 5 },
    { name: "guest", submitted: 0, nodes: 1, runtime: 20, walltime: 20 },
  ]
  const schedule = schedulePreemptiveEasy(orThrow(batchWorkload({ nodes: 2, jobs })), costs)

  test("slips where disks are slower than it was made for: jobs wait for their nodes", () => {
    expect(play(schedule).map(({ start, end }) => [start, end])).toEqual([
      [0, 6],
      [6, 11],
      [0, 28],
    ])
    // 10 s to write: the head has its nodes at 14 s
    expect(play(schedule, { write: 1e8 }).map(({ start, end }) => [start, end])).toEqual([
      [0, 6],
      [14, 19],
      [0, 36],
    ])
  })

  test("is refused where machines are missing, or disks for those that it suspends", () => {
    expect(() => play(schedule, { machines: 1 })).toThrow(
      "schedule: machines is 1; expected at least the 2 nodes that it has",
    )
    expect(() => play(schedule, { disks: 1 })).toThrow(
      "schedule: disks is 1; expected one for each of the 2 nodes, as it suspends jobs",
    )
    const plain = scheduleEasy(orThrow(batchWorkload({ nodes: 2, jobs })))
    expect(play(plain, { disks: 0 })).toHaveLength(3)
  })
})
