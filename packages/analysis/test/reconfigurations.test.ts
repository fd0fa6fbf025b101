import { describe, expect, it } from "vitest"
import { reconfigurationsMonoid, reconfigurationsOf } from "../src/index.ts"
import { pop, push, tableOf, traceOf } from "./support/traces.ts"

const vmplaces = { definition: "vmplaces", until: 100 } as const
const corrected = { definition: "corrected", until: 100 } as const

/** Two plans: the first on two nodes and the one that made it, 8 s for 10 planned; the second on one node and that one, 12 s for 8. */
const trace = tableOf([
  ["node0", "SERVICE", "reconfigure", 10, 8, { plan: 1 }],
  ["node1", "SERVICE", "reconfigure", 10, 8, { plan: 1 }],
  ["node9", "SERVICE", "reconfigure", 10, 8, { plan: 1, planned: 10, count: 2 }],
  ["node9", "SERVICE", "reconfigure", 40, 12, { plan: 2, planned: 8, count: 1 }],
  ["node0", "SERVICE", "reconfigure", 40, 12, { plan: 2 }],
])

describe("under the definition of VMPlaceS", () => {
  it("the mean is of the records, one a node, and the plans are counted beside", () => {
    expect(reconfigurationsOf(trace, vmplaces)).toEqual({
      plans: 2,
      // 8, 8, 8, 12, 12
      durations: { count: 5, sum: 48, squares: expect.closeTo(19.2, 10) },
      planDurations: { count: 2, sum: 20, squares: 8 },
      nodeSeconds: 48,
    })
  })

  it("records without the name of a plan are of one plan when they have the same dates", () => {
    const table = tableOf([
      ["node0", "SERVICE", "reconfigure", 10, 8],
      ["node1", "SERVICE", "reconfigure", 10, 8],
      ["node2", "SERVICE", "reconfigure", 10, 9],
      ["node9", "SERVICE", "reconfigure", 10, 8],
    ])
    expect(reconfigurationsOf(table, vmplaces)).toMatchObject({
      plans: 2,
      planDurations: { count: 2, sum: 17 },
    })
  })

  it("a record that begins after 3600 s is not in the mean", () => {
    const table = tableOf([
      ["node0", "SERVICE", "reconfigure", 3600, 8],
      ["node0", "SERVICE", "reconfigure", 3700, 9],
    ])
    expect(reconfigurationsOf(table, vmplaces)).toMatchObject({
      durations: { count: 1, sum: 8 },
      nodeSeconds: 17,
    })
  })
})

describe("under the corrected definition", () => {
  it("the mean is of the plans", () => {
    const measured = reconfigurationsOf(trace, corrected)
    expect(measured.durations).toEqual({ count: 2, sum: 20, squares: 8 })
    expect(measured.planDurations).toEqual(measured.durations)
  })

  it("a plan lasts from its first begin to its last end", () => {
    const table = tableOf([
      ["node1", "SERVICE", "reconfigure", 12, 3, { plan: 1 }],
      ["node2", "SERVICE", "reconfigure", 12, 5, { plan: 1 }],
      ["node0", "SERVICE", "reconfigure", 10, 6, { plan: 1, planned: 14 }],
    ])
    expect(reconfigurationsOf(table, corrected)).toEqual({
      plans: 1,
      durations: { count: 1, sum: 7, squares: 0 },
      planDurations: { count: 1, sum: 7, squares: 0 },
      nodeSeconds: 14,
    })
  })

  it("a record without the name of a plan is of the plan that has its dates", () => {
    const table = tableOf([
      ["node0", "SERVICE", "reconfigure", 10, 8],
      ["node9", "SERVICE", "reconfigure", 10, 8, { plan: 7, planned: 8 }],
    ])
    expect(reconfigurationsOf(table, corrected)).toMatchObject({ plans: 1, planDurations: { count: 1 } })
  })

  it("two plans of the same dates are two", () => {
    const table = tableOf([
      ["node0", "SERVICE", "reconfigure", 10, 8, { plan: "a" }],
      ["node1", "SERVICE", "reconfigure", 10, 8, { plan: "b" }],
    ])
    expect(reconfigurationsOf(table, corrected).plans).toBe(2)
  })

  it("a plan that the horizon cuts is counted, but not in the mean", () => {
    const table = traceOf(
      [
        push(90, "node0", "reconfigure", { plan: 3, planned: 10 }),
        push(90.1, "node1", "reconfigure", { plan: 3 }),
        pop(95, "node1"),
        push(100, "node5", "reconfigure", { plan: 4 }),
      ],
      120,
    )
    expect(reconfigurationsOf(table, corrected)).toEqual({
      plans: 1,
      durations: { count: 0, sum: 0, squares: 0 },
      planDurations: { count: 0, sum: 0, squares: 0 },
      nodeSeconds: expect.closeTo(10 + 4.9, 10),
    })
  })
})

it("two runs together have the plans of both, though they have the same names", () => {
  const measured = reconfigurationsOf(trace, corrected)
  expect(reconfigurationsMonoid.concat(measured, measured)).toMatchObject({
    plans: 4,
    durations: { count: 4, sum: 40, squares: 16 },
    planDurations: { count: 4, sum: 40, squares: 16 },
    nodeSeconds: 96,
  })
})
