import { expect, it } from "vitest"
import { fairnessMonoid, fairnessOf, jainIndex, momentsOf, runMetrics } from "../src/index.ts"
import { noticed, number, pm, traceOf } from "./support/traces.ts"

const corrected = { definition: "corrected", until: 100 } as const

it.each([
  [[3, 3, 3, 3], 1],
  [[0, 0, 5, 0], 1 / 4],
  [[2, 2, 0, 0, 0], 2 / 5],
  // (1 + 3 + 5)^2 / (3 (1 + 9 + 25))
  [[1, 3, 5], 81 / 105],
])("Jain's index of %j is %d", (values, index) => {
  expect(jainIndex(momentsOf(values))).toBeCloseTo(index, 14)
})

it("Jain's index of nothing, and of zeros, is none", () => {
  expect([jainIndex(momentsOf([])), jainIndex(momentsOf([0, 0]))]).toEqual([null, null])
})

/** Violations of 10 s and, after a migration, 20 s; none; 30 s. The VMs of node0 get half of what they ask for, node1 is asked for nothing. */
const trace = traceOf(
  [
    pm(0, "node0", "normal"),
    pm(0, "node1", "normal"),
    pm(0, "node2", "violation"),
    noticed(5, "node2"),
    pm(10, "node0", "violation"),
    pm(20, "node0", "normal", "load"),
    pm(30, "node2", "normal", "load"),
    pm(80, "node0", "violation-out"),
    number(100, "node0", "REQUESTED", 90),
    number(100, "node0", "SERVED", 45),
    number(100, "node1", "REQUESTED", 0),
    number(100, "node1", "SERVED", 0),
    number(100, "node2", "REQUESTED", 60),
    number(100, "node2", "SERVED", 60),
    pm(110, "node0", "normal", "load"),
  ],
  110,
)

it("fairness is among what machines gave of what they were asked for, and among their times in violation", () => {
  const { served, violations } = fairnessOf(trace, corrected)
  expect(served).toEqual(momentsOf([0.5, 1]))
  expect(violations).toEqual(momentsOf([30, 0, 30]))
  expect(runMetrics(trace, corrected)).toMatchObject({
    fairness_served: expect.closeTo(1.5 ** 2 / (2 * 1.25), 14),
    fairness_violations: expect.closeTo(60 ** 2 / (3 * 1800), 14),
  })
})

it("by the definition of VMPlaceS violations of the kind in count, and all of their time", () => {
  const { violations } = fairnessOf(trace, { definition: "vmplaces", until: 20 })
  expect(violations).toEqual(momentsOf([10, 0, 30]))
})

it("machines in violation add up to the violation time", () => {
  for (const definition of ["vmplaces", "corrected"] as const) {
    const options = { definition, until: 100 }
    expect(fairnessOf(trace, options).violations.sum).toBe(runMetrics(trace, options).violation_s)
  }
})

it("the machines of two runs are all different", () => {
  const one = fairnessOf(trace, corrected)
  expect(fairnessMonoid.concat(one, one).violations).toEqual(momentsOf([30, 0, 30, 30, 0, 30]))
})
