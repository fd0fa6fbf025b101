import { expect, it } from "vitest"
import { availabilityOf, machineAvailability, runMetrics } from "../src/index.ts"
import { state, tableOf, traceOf } from "./support/traces.ts"

const corrected = { definition: "corrected", until: 100 } as const

/** A machine that crashes and boots, one that is off from 60 s on. */
const machines = traceOf(
  [
    state(0, "node0", "POWER", "on"),
    state(0, "node1", "POWER", "on"),
    state(20, "node0", "POWER", "failed"),
    state(50, "node0", "POWER", "booting"),
    state(55, "node0", "POWER", "on"),
    state(60, "node1", "POWER", "shutting down"),
    state(62, "node1", "POWER", "off"),
  ],
  120,
)

it("a machine is there when it is on, or off by will", () => {
  const availability = availabilityOf(machines, corrected)
  expect(availability).toEqual({ on: 20 + 45 + 60, off: 5 + 2 + 38, failed: 30, placed: 0, lost: 0 })
  expect(machineAvailability(availability)).toBe(170 / 200)
  expect(availabilityOf(machines, { definition: "vmplaces", until: 1 })).toMatchObject({ on: 145, off: 65 })
})

/** A VM that crashes twice, and is not started again the second time; one that migrates; one that is stopped. */
const vms = tableOf([
  ["vm-1", "HOST", "node0", 0, 15],
  ["vm-0", "HOST", "node0", 0, 20, { end: "crashed" }],
  ["vm-2", "HOST", "node0", 0, 40, { end: "stopped" }],
  ["vm-0", "HOST", "node1", 50, 30, { end: "crashed" }],
  ["vm-1", "HOST", "node1", 15, 105],
])

it("a VM is lost from a crash to its next start, or to the end", () => {
  expect(availabilityOf(vms, corrected)).toMatchObject({ placed: 20 + 30 + 100 + 40, lost: 30 + 20 })
  expect(availabilityOf(vms, { definition: "vmplaces", until: 1 })).toMatchObject({
    placed: 20 + 30 + 120 + 40,
    lost: 30 + 40,
  })
  expect(runMetrics(vms, corrected)).toMatchObject({ availability: null, vm_lost_s: 50 })
})

it("what is lost lasts to the horizon, and no crash after it counts", () => {
  const lost = (until: number) => availabilityOf(vms, { definition: "corrected", until }).lost
  expect([10, 20, 35, 50, 80, 90].map(lost)).toEqual([0, 0, 15, 30, 30, 40])
})

it("a trace that ends before the horizon says nothing of what comes after it", () => {
  expect(availabilityOf(vms, { definition: "corrected", until: 500 })).toMatchObject({
    placed: 210,
    lost: 70,
  })
})

it("a trace that ends with a variable ends when that was written", () => {
  const table = tableOf([["vm-0", "HOST", "node0", 0, 20, { end: "crashed" }]])
  table.addVariable(table.entities.code("node0"), table.states.code("ENERGY"), 5, 60, 60)
  expect(availabilityOf(table, corrected)).toMatchObject({ placed: 20, lost: 40 })
})

it("a trace that does not tell has none", () => {
  const none = runMetrics(traceOf([], 100), corrected)
  expect([none.availability, none.vm_lost_s]).toEqual([null, null])
})
