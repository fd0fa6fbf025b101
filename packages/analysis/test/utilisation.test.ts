import { expect, it } from "vitest"
import { runMetrics, utilisationMonoid, utilisationOf } from "../src/index.ts"
import { type Moment, number, state, traceOf } from "./support/traces.ts"

const corrected = { definition: "corrected", until: 100 } as const
const header: Moment = [
  0,
  (trace) => trace.point("simulator", "SIMULATION", "START", { cores: 8, capacity: 7 }),
]

/** Two machines, one of them on for 50 s of 100. */
const moments = [
  state(0, "node0", "POWER", "on"),
  state(0, "node1", "POWER", "on"),
  state(50, "node1", "POWER", "failed"),
  number(100, "node0", "SERVED", 400),
  number(100, "node1", "SERVED", 200),
  number(100, "node0", "REQUESTED", 400),
  number(100, "node1", "REQUESTED", 1400),
]

it("utilisation is what machines gave over what they could give while they were on", () => {
  const table = traceOf([header, ...moments], 100)
  expect(utilisationOf(table, corrected)).toEqual({ served: 600, requested: 1800, capacity: 8 * 150 })
  expect(runMetrics(table, corrected)).toMatchObject({ utilisation: 0.5, utilisation_requested: 1.5 })
})

it("the cores are those of the options, where they say so", () => {
  expect(utilisationOf(traceOf(moments, 100), { ...corrected, cores: 4 }).capacity).toBe(600)
  expect(utilisationOf(traceOf([header, ...moments], 100), { ...corrected, cores: 4 }).capacity).toBe(600)
})

it("where nobody says the cores there is none, nor together with another run", () => {
  const unknown = utilisationOf(traceOf(moments, 100), corrected)
  expect(unknown).toEqual({ served: 600, requested: 1800, capacity: null })
  expect(runMetrics(traceOf(moments, 100), corrected)).toMatchObject({
    utilisation: null,
    utilisation_requested: null,
  })
  const known = utilisationOf(traceOf(moments, 100), { ...corrected, cores: 8 })
  expect(utilisationMonoid.concat(known, unknown).capacity).toBeNull()
})

it("of a run that goes on after the horizon what lies before it counts", () => {
  const table = traceOf([header, ...moments], 120)
  const half = { definition: "corrected", until: 50 } as const
  expect(utilisationOf(table, half)).toEqual({ served: 300, requested: 900, capacity: 800 })
})
