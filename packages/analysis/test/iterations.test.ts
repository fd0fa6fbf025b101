import { describe, expect, it } from "vitest"
import { iterationsMonoid, iterationsOf } from "../src/index.ts"
import { pop, push, tableOf, traceOf } from "./support/traces.ts"

const vmplaces = { definition: "vmplaces", until: 100 } as const
const corrected = { definition: "corrected", until: 100 } as const
const success = { state: "SUCCESS" }

it("an iteration is from the begin of a computation to the end of the reconfiguration after it", () => {
  const trace = traceOf(
    [
      push(10, "node9", "compute"),
      pop(12, "node9", success),
      push(12.5, "node9", "reconfigure"),
      pop(20, "node9"),
    ],
    60,
  )
  for (const options of [vmplaces, corrected]) {
    expect(iterationsOf(trace, options)).toEqual({ count: 1, sum: 10, squares: 0 })
  }
})

it("a computation that is open below its reconfiguration is the iteration", () => {
  const trace = traceOf(
    [
      push(10, "node9", "compute"),
      push(12, "node9", "reconfigure"),
      pop(20, "node9"),
      pop(20, "node9", success),
      push(30, "node9", "compute"),
      pop(31, "node9", { state: "NO_RECONFIGURATION_NEEDED" }),
      push(40, "node9", "compute"),
      push(42, "node9", "reconfigure"),
      pop(52, "node9"),
      pop(52, "node9", success),
    ],
    60,
  )
  expect(iterationsOf(trace, vmplaces)).toEqual({ count: 2, sum: 22, squares: 2 })
})

it.each(["NO_RECONFIGURATION_NEEDED", "RECONFIGURATION_FAILED"])(
  "a computation that ended with %s is in no iteration, even if its node is reconfigured later by others",
  (state) => {
    const trace = tableOf([
      ["node3", "SERVICE", "compute", 10, 1, { state }],
      ["node3", "SERVICE", "reconfigure", 20, 5],
    ])
    expect(iterationsOf(trace, corrected).count).toBe(0)
  },
)

it("a reconfiguration of another plan does not end the iteration", () => {
  const trace = tableOf([
    ["node3", "SERVICE", "compute", 10, 1, { ...success, plan: 1 }],
    ["node3", "SERVICE", "reconfigure", 20, 5, { plan: 2 }],
    ["node3", "SERVICE", "compute", 30, 1, { ...success, plan: 3 }],
    ["node3", "SERVICE", "reconfigure", 31, 9, { plan: 3 }],
  ])
  expect(iterationsOf(trace, corrected)).toEqual({ count: 1, sum: 10, squares: 0 })
})

it("a reconfiguration that is recorded twice, as of the one who made the plan and of a member, is in one iteration", () => {
  const trace = tableOf([
    ["node3", "SERVICE", "compute", 10, 1, { ...success, plan: 1 }],
    ["node3", "SERVICE", "reconfigure", 11, 9, { plan: 1 }],
    ["node3", "SERVICE", "reconfigure", 11, 9, { plan: 1 }],
  ])
  expect(iterationsOf(trace, corrected)).toEqual({ count: 1, sum: 10, squares: 0 })
})

it("a reconfiguration by others is not of a computation that another one has followed", () => {
  const trace = tableOf([
    ["node3", "SERVICE", "compute", 10, 1, success],
    ["node3", "SERVICE", "compute", 20, 1, { state: "NO_RECONFIGURATION_NEEDED" }],
    ["node3", "SERVICE", "reconfigure", 30, 5],
  ])
  expect(iterationsOf(trace, corrected).count).toBe(0)
})

it("a reconfiguration of before a computation is not in its iteration", () => {
  const trace = tableOf([
    ["node3", "SERVICE", "reconfigure", 5, 5],
    ["node3", "SERVICE", "compute", 10.5, 1, success],
    ["node3", "SERVICE", "reconfigure", 11.5, 9],
  ])
  expect(iterationsOf(trace, corrected)).toEqual({ count: 1, sum: 10, squares: 0 })
})

it("nodes do not disturb each other", () => {
  const trace = tableOf([
    ["node1", "SERVICE", "compute", 10, 1, success],
    ["node2", "SERVICE", "reconfigure", 11, 8],
    ["node1", "SERVICE", "reconfigure", 11, 9],
  ])
  expect(iterationsOf(trace, corrected)).toEqual({ count: 1, sum: 10, squares: 0 })
})

describe("the horizon", () => {
  it("cuts iterations that end after it, under the corrected definition only", () => {
    const trace = tableOf([
      ["node1", "SERVICE", "compute", 90.1, 1, success],
      ["node1", "SERVICE", "reconfigure", 91.1, 100 - 91.1],
    ])
    expect(iterationsOf(trace, corrected).count).toBe(0)
    expect(iterationsOf(trace, vmplaces).count).toBe(1)
  })

  it("of VMPlaceS' tables leaves out what begins after 3600 s", () => {
    const trace = tableOf([
      ["node1", "SERVICE", "compute", 3601, 1, success],
      ["node1", "SERVICE", "reconfigure", 3602, 9],
    ])
    expect(iterationsOf(trace, vmplaces).count).toBe(0)
  })
})

it("two runs together have the iterations of both", () => {
  expect(
    iterationsMonoid.concat({ count: 1, sum: 10, squares: 0 }, { count: 1, sum: 14, squares: 0 }),
  ).toEqual({
    count: 2,
    sum: 24,
    squares: 8,
  })
})
