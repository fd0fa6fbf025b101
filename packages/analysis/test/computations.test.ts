import { describe, expect, it } from "vitest"
import { computationsMonoid, computationsOf } from "../src/index.ts"
import { pop, push, tableOf, traceOf } from "./support/traces.ts"

const vmplaces = { definition: "vmplaces", until: 100 } as const
const corrected = { definition: "corrected", until: 100 } as const
const nothing = { duration: 0, state: "NO_RECONFIGURATION_NEEDED", migration_count: 0, psize: 32 }
const success = { duration: 3, state: "SUCCESS", migration_count: 2, psize: 32 }
const failure = { duration: 4, state: "RECONFIGURATION_FAILED", migration_count: 0, psize: 8 }

describe("under the definition of VMPlaceS", () => {
  it("a computation that is open below its reconfiguration has that in its duration, and its true one beside it", () => {
    const trace = traceOf(
      [
        push(30, "node9", "compute"),
        push(33, "node9", "reconfigure"),
        pop(44, "node9"),
        pop(44, "node9", success),
      ],
      60,
    )
    expect(computationsOf(trace, vmplaces)).toEqual({
      count: 1,
      seconds: 14,
      durations: { count: 1, sum: 14, squares: 0 },
      trueDurations: { count: 1, sum: 3, squares: 0 },
      nothing: 0,
      success: 1,
      failed: 0,
      successSizes: { count: 1, sum: 32, squares: 0 },
    })
  })

  it("what is neither a success nor nothing to do has failed", () => {
    const trace = tableOf([
      ["node9", "SERVICE", "compute", 0, 1, nothing],
      ["node9", "SERVICE", "compute", 1, 1, { state: "ABORTED" }],
      ["node9", "SERVICE", "compute", 2, 1, failure],
      ["node9", "SERVICE", "compute", 3, 1],
      ["node9", "SERVICE", "compute", 4, 1, { result: "SUCCESS" }],
    ])
    expect(computationsOf(trace, vmplaces)).toMatchObject({
      count: 5,
      trueDurations: { count: 4 },
      nothing: 1,
      success: 1,
      failed: 3,
    })
  })

  it("one that begins after 3600 s is not in the mean", () => {
    const trace = tableOf([
      ["node9", "SERVICE", "compute", 3600, 1, nothing],
      ["node9", "SERVICE", "compute", 3601, 5, nothing],
    ])
    expect(computationsOf(trace, vmplaces)).toMatchObject({ seconds: 6, durations: { count: 1, sum: 1 } })
  })
})

describe("under the corrected definition", () => {
  it("the true durations count", () => {
    const trace = tableOf([
      ["node9", "SERVICE", "compute", 0, 14, success],
      ["node9", "SERVICE", "compute", 20, 0, nothing],
      ["node9", "SERVICE", "compute", 40, 4, failure],
    ])
    const measured = computationsOf(trace, corrected)
    expect(measured).toMatchObject({ count: 3, seconds: 7, nothing: 1, success: 1, failed: 1 })
    expect(measured.durations.sum).toBe(7)
    // (3 - 7/3)^2 + (7/3)^2 + (4 - 7/3)^2
    expect(measured.durations.squares).toBeCloseTo(26 / 3, 12)
    expect(measured.trueDurations).toEqual(measured.durations)
  })

  it("one without a duration in its data has that of its record", () => {
    const trace = tableOf([["node9", "SERVICE", "compute", 0, 2, { state: "SUCCESS" }]])
    expect(computationsOf(trace, corrected)).toMatchObject({
      seconds: 2,
      durations: { count: 1, sum: 2 },
      successSizes: { count: 0 },
    })
  })

  it("one that the horizon cuts counts up to it, and has no outcome", () => {
    const trace = tableOf([
      ["node9", "SERVICE", "compute", 90, 30, { duration: 30, state: "SUCCESS", psize: 8 }],
      ["node9", "SERVICE", "compute", 100, 30, success],
    ])
    expect(computationsOf(trace, corrected)).toEqual({
      count: 1,
      seconds: 10,
      durations: { count: 0, sum: 0, squares: 0 },
      trueDurations: { count: 0, sum: 0, squares: 0 },
      nothing: 0,
      success: 0,
      failed: 0,
      successSizes: { count: 0, sum: 0, squares: 0 },
    })
  })

  it("one that was broken off has no outcome, and is not in the mean", () => {
    const trace = traceOf([push(10, "node3", "compute"), pop(12, "node3")], 60)
    expect(computationsOf(trace, corrected)).toMatchObject({
      count: 1,
      seconds: 2,
      durations: { count: 0 },
      failed: 0,
    })
  })
})

it("sizes are of the sets for which a plan was found", () => {
  const trace = tableOf([
    ["node1", "SERVICE", "compute", 0, 1, { ...success, psize: 4 }],
    ["node2", "SERVICE", "compute", 0, 1, { ...success, psize: 6 }],
    ["node3", "SERVICE", "compute", 0, 1, failure],
  ])
  for (const options of [vmplaces, corrected]) {
    expect(computationsOf(trace, options).successSizes).toEqual({ count: 2, sum: 10, squares: 2 })
  }
})

it("two runs together have the computations of both", () => {
  const measured = computationsOf(
    tableOf([
      ["node1", "SERVICE", "compute", 0, 3, success],
      ["node1", "SERVICE", "compute", 9, 4, failure],
      ["node1", "SERVICE", "compute", 20, 0, nothing],
    ]),
    corrected,
  )
  expect(computationsMonoid.concat(measured, measured)).toMatchObject({
    count: 6,
    seconds: 14,
    durations: { count: 6, sum: 14 },
    nothing: 2,
    success: 2,
    failed: 2,
    successSizes: { count: 2, sum: 64, squares: 0 },
  })
})
