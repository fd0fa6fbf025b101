import { expect, it } from "vitest"
import { pdm, slaOf, slatah, slav } from "../src/index.ts"
import { number, pop, push, state, traceOf } from "./support/traces.ts"

const corrected = { definition: "corrected", until: 100 } as const

/**
 * Two machines, one of them on for 60 s of 100: saturated for 12 s and 4 s; 500 and 140 core seconds are asked for. A VM migrates in
 * 10 s and lacks 3 core seconds; another one begins to at 95 s and lacks 2 by 105 s.
 */
const trace = traceOf(
  [
    state(0, "node0", "POWER", "on"),
    state(0, "node1", "POWER", "on"),
    push(20, "vm-0", "migrate"),
    pop(30, "vm-0", { state: 0, requested: 8, served: 5 }),
    state(60, "node1", "POWER", "off"),
    push(95, "vm-1", "migrate"),
    number(100, "node0", "SATURATED", 12),
    number(100, "node1", "SATURATED", 4),
    number(100, "node0", "REQUESTED", 500),
    number(100, "node1", "REQUESTED", 140),
    pop(105, "vm-1", { requested: 9, served: 7 }),
  ],
  105,
)

it("SLATAH is the saturated time over the time that machines were on", () => {
  expect(slatah(slaOf(trace, corrected))).toBe(16 / 160)
})

it("PDM is what VMs did not get while they migrated over what they asked for; of a migration that is cut a part", () => {
  const sla = slaOf(trace, corrected)
  expect(sla).toEqual({ saturated: 16, active: 160, degraded: 3 + 2 / 2, requested: 640 })
  expect(pdm(sla)).toBe(4 / 640)
  expect(slav(sla)).toBe((16 / 160) * (4 / 640))
})

it("by the definition of VMPlaceS all that is in the trace counts", () => {
  // node0 is on for 5 s more, and the second migration counts whole.
  expect(slaOf(trace, { definition: "vmplaces", until: 1 })).toEqual({
    saturated: 16,
    active: 165,
    degraded: 5,
    requested: 640,
  })
})

it("what was written after the horizon counts in part, as if it had been spread evenly", () => {
  expect(slaOf(trace, { definition: "corrected", until: 50 })).toEqual({
    saturated: 8,
    active: 100,
    degraded: 3,
    requested: 320,
  })
})

it("a migration that does not say what its VM asked for, and one that got a little more, degrade nothing", () => {
  const table = traceOf(
    [
      push(20, "vm-0", "migrate"),
      pop(30, "vm-0", { state: 0 }),
      push(40, "vm-0", "migrate"),
      pop(50, "vm-0", { state: 0, requested: 5, served: 5 + 1e-12 }),
    ],
    100,
  )
  expect(slaOf(table, corrected).degraded).toBe(0)
})

it("a trace that does not tell has none of them", () => {
  const sla = slaOf(traceOf([], 100), corrected)
  expect([slatah(sla), pdm(sla), slav(sla)]).toEqual([null, null, null])
  expect(slav({ ...sla, active: 3 })).toBeNull()
})
