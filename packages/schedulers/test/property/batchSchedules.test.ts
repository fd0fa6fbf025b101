import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type BatchSchedule,
  type BatchWorkload,
  computingTime,
  scheduleConservative,
  scheduleEasy,
  scheduleFcfs,
  schedulePreemptiveEasy,
  suspensionCosts,
} from "../../src/index.ts"
import { hundreds, randomWorkload } from "../support/batchWorkloads.ts"
import { referenceSchedule } from "../support/referenceSchedules.ts"

const free = orThrow(suspensionCosts())
const costly = orThrow(suspensionCosts({ suspending: 2, resuming: 1 }))
const schedulers = {
  fcfs: scheduleFcfs,
  easy: scheduleEasy,
  preemptive: (workload: BatchWorkload) => schedulePreemptiveEasy(workload, free),
  conservative: scheduleConservative,
}
const rules = Object.keys(schedulers) as (keyof typeof schedulers)[]
const kinds = [{}, { exact: true }, { priorities: true }]

/** The units of time in which each job computes. */
function computes({ jobs }: BatchSchedule): number[][] {
  return jobs.map(({ segments }) =>
    segments.flatMap(({ start, end, resuming, suspending }) =>
      Array.from({ length: end - suspending - start - resuming }, (_, i) => start + resuming + i),
    ),
  )
}

const segmentsOf = ({ jobs }: BatchSchedule) =>
  jobs.flatMap(({ job, segments }) => segments.map((segment) => ({ job, ...segment })))

const datesOf = (schedule: BatchSchedule) => [
  ...new Set(segmentsOf(schedule).flatMap(({ start, end }) => [start, end])),
]

const isOn = ({ start, end }: { start: number; end: number }, date: number) => start <= date && date < end

describe.each(hundreds)("seeds from $from", ({ seeds }) => {
  test.each(rules)("%s is what trying one unit of time after the other gives", (rule) => {
    for (const seed of seeds) {
      const workload = randomWorkload(seed, kinds[seed % 3])
      expect([seed, ...computes(schedulers[rule](workload))]).toEqual([
        seed,
        ...referenceSchedule(workload, rule),
      ])
    }
  })

  test("nobody uses a node twice at a time, and every job computes for its time, after its submission", () => {
    for (const seed of seeds) {
      const workload = randomWorkload(seed, kinds[seed % 3])
      const schedules = rules.map((rule) => schedulers[rule](workload))
      for (const schedule of [...schedules, schedulePreemptiveEasy(workload, costly)]) {
        const ends = new Map<number, number>()
        for (const { start, end, nodes } of segmentsOf(schedule).sort((a, b) => a.start - b.start)) {
          for (const node of nodes) {
            expect(ends.get(node) ?? 0, `seed ${seed}`).toBeLessThanOrEqual(start)
            expect(node).toBeLessThan(workload.nodes)
            ends.set(node, end)
          }
        }
        for (const [i, { job, start, segments, isKilled }] of schedule.jobs.entries()) {
          expect(computes(schedule)[i]!.length, `seed ${seed}`).toBe(computingTime(job))
          expect(start).toBeGreaterThanOrEqual(job.submitted)
          expect(isKilled).toBe(job.runtime > job.walltime)
          for (const segment of segments) {
            expect(segment.nodes.length).toBe(job.nodes)
            expect(segment.nodes).toEqual([...new Set(segment.nodes)].sort((a, b) => a - b))
          }
        }
      }
    }
  })

  test("the first of the queue never starts later than it was told when it became the first, suspending at a cost or not", () => {
    let told = 0
    for (const seed of seeds) {
      const workload = randomWorkload(seed, kinds[seed % 3])
      const preemptive = [free, costly].map((costs) => schedulePreemptiveEasy(workload, costs))
      for (const schedule of [scheduleFcfs(workload), scheduleEasy(workload), ...preemptive]) {
        for (const { start, promise } of segmentsOf(schedule)) {
          if (promise === undefined) continue
          told++
          expect(start, `seed ${seed}`).toBeLessThanOrEqual(promise.start)
        }
      }
    }
    expect(told).toBeGreaterThan(1000)
  })

  test("what the first of EASY is told is when FCFS would start it from there on", () => {
    let compared = 0
    for (const seed of seeds) {
      const workload = randomWorkload(seed, { exact: true })
      const schedule = scheduleEasy(workload)
      for (const { job, promise } of segmentsOf(schedule)) {
        if (promise === undefined) continue
        // Those that run when it becomes the first, and it: nobody else is there, so nobody is backfilled.
        const running = segmentsOf(schedule).filter(
          (each) => isOn(each, promise.at) && (each.start < promise.at || each.began === "in turn"),
        )
        const jobs = running.map((each) => ({ ...each.job, submitted: each.start }))
        const alone = scheduleFcfs({
          nodes: workload.nodes,
          jobs: [...jobs, { ...job, submitted: promise.at }],
        })
        expect(alone.jobs.at(-1)!.start, `seed ${seed}`).toBe(promise.start)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(100)
  })

  test.each([
    [
      "preemption never delays the first of the queue: it starts as soon as those that stay leave its nodes",
      free,
    ],
    ["with costs, the first of the queue waits for no longer than suspending takes", costly],
  ])("%s", (_, costs) => {
    let suspended = 0
    for (const seed of seeds) {
      const schedule = schedulePreemptiveEasy(randomWorkload(seed), costs)
      const segments = segmentsOf(schedule)
      suspended += segments.length - schedule.jobs.length
      const staying = (date: number) =>
        segments
          .filter(({ keptFrom, end }) => keptFrom !== undefined && isOn({ start: keptFrom, end }, date))
          .reduce((sum, { nodes }) => sum + nodes.length, 0)
      for (const { job, start, promise } of segments) {
        if (promise === undefined) continue
        for (let date = promise.at; date < start - costs.suspending; date++)
          expect(staying(date) + job.nodes, `seed ${seed}, job ${job.name}`).toBeGreaterThan(schedule.nodes)
      }
    }
    expect(suspended).toBeGreaterThan(20)
  })

  test("conservative backfilling starts no job later than it was told at its submission", () => {
    for (const seed of seeds) {
      for (const { job, start, promise } of segmentsOf(
        scheduleConservative(randomWorkload(seed, kinds[seed % 3])),
      )) {
        expect(promise!.at).toBe(job.submitted)
        expect(start, `seed ${seed}`).toBeLessThanOrEqual(promise!.start)
      }
    }
  })

  test("preemption without costs leaves no node idle while a job waits that would fit", () => {
    for (const seed of seeds) {
      const schedule = schedulePreemptiveEasy(randomWorkload(seed, kinds[seed % 3]), free)
      const segments = segmentsOf(schedule)
      for (const date of datesOf(schedule)) {
        const use = segments
          .filter((each) => isOn(each, date))
          .reduce((sum, { nodes }) => sum + nodes.length, 0)
        for (const { job, end, segments: own } of schedule.jobs) {
          const waits = job.submitted <= date && date < end && !own.some((each) => isOn(each, date))
          if (waits) expect(use + job.nodes, `seed ${seed}, ${date} s`).toBeGreaterThan(schedule.nodes)
        }
      }
    }
  })
})
