import { Trace } from "@placelab/core"
import { expect, it } from "vitest"
import { energyMonoid, energyOf } from "../src/index.ts"

const vmplaces = { definition: "vmplaces", until: 100 } as const
const corrected = { definition: "corrected", until: 100 } as const

/** Samples of two machines: 1000 J by 40 s, 3000 J by 100 s and 1200 J by 130 s; 500 J by 120 s. */
function samples() {
  let now = 0
  const trace = new Trace(() => now)
  const write = (date: number, machine: string, joules: number) => {
    now = date
    trace.variable(machine, "ENERGY").record(joules)
    trace.variable(machine, "LOAD").record(88)
  }
  write(40, "node0", 1000)
  write(100, "node0", 3000)
  write(120, "node1", 600)
  write(130, "node0", 1200)
  return trace.records
}

it("energy is the sum of the samples of all machines", () => {
  expect(energyOf(samples(), vmplaces)).toEqual({ samples: 4, joules: 5800 })
})

it("states and events of that name are no samples", () => {
  const trace = new Trace(() => 10)
  trace.point("node0", "ENERGY", "ENERGY")
  trace.event("ENERGY", "node0")
  expect(energyOf(trace.records, vmplaces)).toEqual({ samples: 0, joules: 0 })
})

it("of a sample across the horizon the part before it counts, and none of one beyond it", () => {
  expect(energyOf(samples(), corrected)).toEqual({ samples: 3, joules: 1000 + 3000 + 600 * (100 / 120) })
})

it("a sample at the horizon itself counts whole", () => {
  const trace = new Trace(() => 100)
  trace.variable("node0", "ENERGY").record(7)
  trace.variable("node0", "ENERGY").record(1)
  expect(energyOf(trace.records, corrected)).toEqual({ samples: 2, joules: 8 })
})

it("two runs together use the energy of both", () => {
  expect(energyMonoid.concat({ samples: 1, joules: 3 }, { samples: 2, joules: 4 })).toEqual({
    samples: 3,
    joules: 7,
  })
})
