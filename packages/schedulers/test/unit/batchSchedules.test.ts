import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type BatchJob,
  batchMetrics,
  batchWorkload,
  scheduleBars,
  scheduleConservative,
  scheduleEasy,
  scheduleFcfs,
  schedulePreemptiveEasy,
  suspensionCosts,
} from "../../src/index.ts"

const job = (name: string, nodes: number, runtime: number, rest: Partial<BatchJob> = {}): BatchJob => ({
  name,
  submitted: 0,
  nodes,
  runtime,
  walltime: runtime,
  ...rest,
})

const workload = (nodes: number, ...jobs: BatchJob[]) => orThrow(batchWorkload({ nodes, jobs }))
const costs = (suspending: number, resuming: number) => orThrow(suspensionCosts({ suspending, resuming }))
const spans = ({ jobs }: ReturnType<typeof scheduleFcfs>) =>
  jobs.map(({ segments }) => segments.map(({ start, end }) => [start, end]))

/** Job 1 needs 7 of the 8 nodes, and 5 are taken for 6 s: a hole of 3 nodes for 6 s, and 1 node to spare then. */
const holes = workload(
  8,
  job("running", 5, 6),
  job("1", 7, 4),
  job("2", 2, 3),
  job("3", 1, 5),
  job("4", 2, 5),
)

describe("four jobs in the queue, and one that runs:", () => {
  test("FCFS lets nobody pass job 1", () => {
    expect(spans(scheduleFcfs(holes))).toEqual([[[0, 6]], [[6, 10]], [[10, 13]], [[10, 15]], [[10, 15]]])
  })

  test("EASY backfills 2 and 3; 4 would take a node that job 1 needs at 6 s", () => {
    const schedule = scheduleEasy(holes)
    expect(spans(schedule)).toEqual([[[0, 6]], [[6, 10]], [[0, 3]], [[0, 5]], [[10, 15]]])
    expect(schedule.jobs.map(({ segments }) => segments[0]!.began)).toEqual([
      "in turn",
      "in turn",
      "backfilled",
      "backfilled",
      "in turn",
    ])
    expect(schedule.jobs[1]!.segments[0]!.promise).toEqual({ at: 0, start: 6 })
  })

  test("with preemption 4 runs from 3 to 6 s, and goes on after job 1", () => {
    const schedule = schedulePreemptiveEasy(holes, costs(0, 0))
    expect(spans(schedule)).toEqual([
      [[0, 6]],
      [[6, 10]],
      [[0, 3]],
      [[0, 5]],
      [
        [3, 6],
        [10, 12],
      ],
    ])
    const [hole, rest] = schedule.jobs[4]!.segments
    expect([hole!.began, hole!.keptFrom, rest!.began, rest!.keptFrom]).toEqual([
      "in a hole",
      undefined,
      "in turn",
      10,
    ])
  })

  test("memory is written before job 1 starts, and read before 4 goes on; job 1 starts as before", () => {
    const schedule = schedulePreemptiveEasy(holes, costs(1, 0.5))
    // 4 computes from 3 to 5 s, and needs 3 s more
    expect(spans(schedule)[4]).toEqual([
      [3, 6],
      [10, 13.5],
    ])
    expect(schedule.jobs[4]!.segments).toMatchObject([
      { suspending: 1, resuming: 0 },
      { suspending: 0, resuming: 0.5 },
    ])
    expect(schedule.jobs[1]!.start).toBe(6)
  })

  test("nobody is let into a hole in which it could not compute", () => {
    expect(spans(schedulePreemptiveEasy(holes, costs(2.9, 0)))[4]).toEqual([
      [3, 6],
      [10, 14.9],
    ])
    expect(spans(schedulePreemptiveEasy(holes, costs(3, 0)))).toEqual(spans(scheduleEasy(holes)))
  })

  test("conservative backfilling gives what EASY gives", () => {
    expect(spans(scheduleConservative(holes))).toEqual(spans(scheduleEasy(holes)))
  })
})

describe("EASY", () => {
  test("backfills a long job on nodes that the first will not need", () => {
    expect(spans(scheduleEasy(workload(4, job("a", 2, 5), job("head", 3, 5), job("b", 1, 50))))).toEqual([
      [[0, 5]],
      [[5, 10]],
      [[0, 50]],
    ])
  })

  test("may delay the second of the queue, which conservative backfilling does not", () => {
    // By the walltimes, b can run from 5 s and c from 10 s. d fits beside them before 5 s or after c, or, by EASY, now.
    const jobs = [job("a", 2, 5), job("b", 3, 5), job("c", 4, 5), job("d", 1, 12)]
    expect(spans(scheduleEasy(workload(4, ...jobs)))).toEqual([[[0, 5]], [[5, 10]], [[12, 17]], [[0, 12]]])
    expect(spans(scheduleConservative(workload(4, ...jobs)))).toEqual([
      [[0, 5]],
      [[5, 10]],
      [[10, 15]],
      [[15, 27]],
    ])
  })

  test("plans by walltimes, and kills who computes for longer", () => {
    const jobs = [job("a", 2, 3, { walltime: 8 }), job("head", 2, 9, { walltime: 4 }), job("b", 1, 1)]
    const schedule = scheduleEasy(workload(2, ...jobs))
    expect(spans(schedule)).toEqual([[[0, 3]], [[3, 7]], [[7, 8]]])
    expect(schedule.jobs.map(({ isKilled }) => isKilled)).toEqual([false, true, false])
    expect(schedule.jobs[1]!.segments[0]!.promise).toEqual({ at: 0, start: 8 })
  })

  test("serves higher priorities first, and tells anew who was passed", () => {
    const jobs = [job("a", 2, 5), job("low", 2, 5), job("high", 2, 5, { submitted: 1, priority: 1 })]
    const schedule = scheduleEasy(workload(2, ...jobs))
    expect(spans(schedule)).toEqual([[[0, 5]], [[10, 15]], [[5, 10]]])
    expect(schedule.jobs[1]!.segments[0]!.promise).toEqual({ at: 5, start: 10 })
  })
})

describe("a job in a hole", () => {
  test("that EASY would start meanwhile is kept", () => {
    // "a" ends early: the head starts, the next head waits for 12 nodes until 20 s, and "guest" ends before.
    const jobs = [job("a", 4, 2, { walltime: 5 }), job("head", 5, 18), job("guest", 2, 8), job("next", 6, 1)]
    const schedule = schedulePreemptiveEasy(workload(7, ...jobs), costs(0, 0))
    expect(spans(schedule)).toEqual([[[0, 2]], [[2, 20]], [[0, 8]], [[20, 21]]])
    expect(schedule.jobs[2]!.segments[0]).toMatchObject({ began: "backfilled" })
    const tight = schedulePreemptiveEasy(workload(6, ...jobs), costs(0, 0))
    expect(spans(tight)).toEqual([
      [[0, 2]],
      [[2, 20]],
      [
        [0, 2],
        [20, 26],
      ],
      [[26, 27]],
    ])
  })

  test("leaves at once where nodes are free earlier than expected, and the first waits for its memory to be written", () => {
    const jobs = [job("a", 3, 2, { walltime: 10 }), job("head", 4, 5), job("guest", 1, 20)]
    const schedule = schedulePreemptiveEasy(workload(4, ...jobs), costs(1, 1))
    expect(spans(schedule)).toEqual([
      [[0, 2]],
      [[3, 8]],
      [
        [0, 3],
        [8, 27],
      ],
    ])
    expect(schedule.jobs[1]!.segments[0]!.promise).toEqual({ at: 0, start: 10 })
  })

  test("leaves before those that stand before it in the queue, and only when it is needed", () => {
    // At 4 s "b" ends, too, which was not expected: of the two guests one can stay.
    const jobs = [
      job("a", 2, 4),
      job("b", 1, 4, { walltime: 100 }),
      job("head", 5, 2),
      job("c", 1, 20),
      job("d", 1, 20),
    ]
    const schedule = schedulePreemptiveEasy(workload(6, ...jobs), costs(0, 0))
    expect(spans(schedule)).toEqual([
      [[0, 4]],
      [[0, 4]],
      [[4, 6]],
      [[0, 20]],
      [
        [0, 4],
        [6, 22],
      ],
    ])
    expect(schedule.jobs[3]!.segments[0]).toMatchObject({ began: "in a hole", keptFrom: 4 })
  })
})

describe("a guest", () => {
  test("that stays when the first starts is kept where EASY would start it", () => {
    const jobs = [
      job("a", 2, 4),
      job("b", 1, 4, { walltime: 100 }),
      job("head", 5, 2),
      job("next", 4, 1),
      job("c", 1, 20),
      job("d", 1, 20),
    ]
    const schedule = schedulePreemptiveEasy(workload(6, ...jobs), costs(0, 0))
    expect(schedule.jobs[4]!.segments).toMatchObject([{ start: 0, end: 20, began: "in a hole", keptFrom: 4 }])
  })

  test("that is leaving when its turn comes is told that it goes on after that", () => {
    const jobs = [
      job("a", 4, 8, { walltime: 10 }),
      job("b", 4, 8, { walltime: 20 }),
      job("head", 6, 5),
      job("guest", 2, 50),
    ]
    const schedule = schedulePreemptiveEasy(workload(10, ...jobs), costs(3, 1))
    // It leaves from 7 s on; at 8 s all else has ended, and the head starts beside it.
    expect(schedule.jobs[2]!.start).toBe(8)
    expect(schedule.jobs[3]!.segments).toMatchObject([
      { start: 0, end: 10, suspending: 3 },
      { start: 10, end: 54, resuming: 1, promise: { at: 8, start: 10 } },
    ])
  })
})

describe("metrics", () => {
  test("are those of the waits, by hand", () => {
    const metrics = batchMetrics(schedulePreemptiveEasy(holes, costs(0, 0)))
    expect(metrics.jobs.map(({ wait }) => wait)).toEqual([0, 6, 0, 0, 3])
    expect(metrics.jobs.map(({ turnaround }) => turnaround)).toEqual([6, 10, 3, 5, 12])
    expect(metrics.jobs[4]).toEqual({
      name: "4",
      wait: 3,
      turnaround: 12,
      slowdown: 12 / 5,
      boundedSlowdown: 1.2,
    })
    expect(metrics).toMatchObject({ meanWait: 9 / 5, meanTurnaround: 36 / 5, makespan: 12, suspensions: 1 })
    expect(metrics.meanSlowdown).toBeCloseTo((1 + 2.5 + 1 + 1 + 2.4) / 5, 12)
    expect(metrics.meanBoundedSlowdown).toBeCloseTo((4 + 1.2) / 5, 12)
    expect(metrics.utilisation).toBe((30 + 28 + 6 + 5 + 10) / (8 * 12))
    expect(metrics.suspensionNodeSeconds).toBe(0)
  })

  test("begin with the first submission, and count the nodes that wait for memory", () => {
    const later = workload(8, ...holes.jobs.map((each) => ({ ...each, submitted: 100 })))
    const metrics = batchMetrics(schedulePreemptiveEasy(later, costs(1, 0.5)))
    expect([metrics.makespan, metrics.suspensionNodeSeconds]).toEqual([13.5, 2 * 1.5])
  })
})

test("the bars of a schedule are cut where nodes or what is done on them change", () => {
  const bars = scheduleBars(schedulePreemptiveEasy(holes, costs(1, 0.5))).filter((bar) => bar.job === "4")
  expect(bars).toEqual([
    { job: "4", start: 3, end: 5, firstNode: 5, lastNode: 6, doing: "in a hole" },
    { job: "4", start: 5, end: 6, firstNode: 5, lastNode: 6, doing: "suspending or resuming" },
    { job: "4", start: 10, end: 10.5, firstNode: 0, lastNode: 1, doing: "suspending or resuming" },
    { job: "4", start: 10.5, end: 13.5, firstNode: 0, lastNode: 1, doing: "in turn" },
  ])
  const apart = workload(3, job("a", 1, 1), job("b", 1, 9), job("c", 1, 1), job("d", 2, 1))
  expect(scheduleBars(scheduleFcfs(apart)).filter((bar) => bar.job === "d")).toEqual([
    { job: "d", start: 1, end: 2, firstNode: 0, lastNode: 0, doing: "in turn" },
    { job: "d", start: 1, end: 2, firstNode: 2, lastNode: 2, doing: "in turn" },
  ])
})

describe("wrong jobs are refused:", () => {
  test.each<[Partial<BatchJob>, string]>([
    [{ nodes: 3 }, 'job "a": nodes is 3; expected at most the 2 that there are'],
    [{ nodes: 0.5 }, 'job "a": nodes is 0.5; expected a whole number above 0'],
    [{ submitted: -1 }, 'job "a": submitted is -1; expected a number of at least 0, in seconds'],
    [{ runtime: 0 }, 'job "a": runtime is 0; expected a number above 0, in seconds'],
    [{ walltime: 0 }, 'job "a": walltime is 0; expected a number above 0, in seconds'],
    [{ priority: Number.NaN }, 'job "a": priority is NaN; expected a number'],
    [{ name: "b" }, 'job "b": name is "b"; expected a name that no other job has'],
  ])("%o", (wrong, message) => {
    expect(() => workload(2, job("b", 1, 1), job("a", 1, 1, wrong))).toThrow(message)
  })

  test("no nodes, no jobs, no costs", () => {
    expect(() => workload(0, job("a", 1, 1))).toThrow("workload: nodes is 0; expected a whole number above 0")
    expect(() => workload(1)).toThrow("workload: jobs is []; expected at least one job")
    expect(() => costs(-1, 0)).toThrow(
      "suspension: suspending is -1; expected a number of at least 0, in seconds",
    )
    expect(() => costs(0, Number.NaN)).toThrow(
      "suspension: resuming is NaN; expected a number of at least 0, in seconds",
    )
  })
})
