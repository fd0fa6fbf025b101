import { orThrow, type SwfRecord } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { batchWorkload, jobOfSwf, scheduleFcfs, swfOfSchedule } from "../../src/index.ts"

const one: SwfRecord = {
  jobNumber: 1,
  submitTime: 0,
  waitTime: 5,
  runTime: 3600,
  allocatedProcessors: 7,
  averageCpuTime: 12.5,
  requestedProcessors: 7,
  requestedTime: 7200,
  status: 1,
  userId: 3,
  groupId: 1,
  queue: 0,
}

describe("a job of a log", () => {
  test("asks for what the log says that it asked for, or else got", () => {
    expect(jobOfSwf(one)).toEqual({ name: "1", submitted: 0, nodes: 7, runtime: 3600, walltime: 7200 })
    const { requestedProcessors: _, requestedTime: __, ...got } = { ...one, allocatedProcessors: 4 }
    const expected = { name: "1", submitted: 0, nodes: 4, runtime: 3600, walltime: 3600 }
    expect([jobOfSwf(got), jobOfSwf({ ...got, requestedTime: 0 })]).toEqual([expected, expected])
  })

  test.each<[string, SwfRecord]>([
    ["that has not run", { jobNumber: 1, submitTime: 0, requestedProcessors: 1 }],
    ["that ran for 0 s", { jobNumber: 1, submitTime: 0, requestedProcessors: 1, runTime: 0 }],
    ["without processors", { jobNumber: 1, submitTime: 0, runTime: 5 }],
    ["of 0 processors", { jobNumber: 1, submitTime: 0, runTime: 5, allocatedProcessors: 0 }],
  ])("%s cannot be scheduled again", (_, record) => {
    expect(jobOfSwf(record)).toBeUndefined()
  })

  test("comes back from its schedule with what became of it", () => {
    const jobs = [one, { ...one, jobNumber: 7, submitTime: 10, requestedTime: 600 }].map(
      (record) => jobOfSwf(record)!,
    )
    const schedule = scheduleFcfs(orThrow(batchWorkload({ nodes: 8, jobs })))
    const [first, second] = swfOfSchedule(schedule)
    expect(first).toMatchObject({ jobNumber: 1, waitTime: 0, runTime: 3600, requestedTime: 7200, status: 1 })
    expect(second).toMatchObject({
      jobNumber: 7,
      submitTime: 10,
      waitTime: 3590,
      runTime: 600,
      averageCpuTime: 600,
      status: 5,
    })
    const named = {
      ...schedule,
      jobs: schedule.jobs.map((each) => ({ ...each, job: { ...each.job, name: `job ${each.job.name}` } })),
    }
    expect(swfOfSchedule(named).map(({ jobNumber }) => jobNumber)).toEqual([1, 2])
    expect(swfOfSchedule(schedule).map((record) => jobOfSwf(record)!.nodes)).toEqual([7, 7])
  })
})
