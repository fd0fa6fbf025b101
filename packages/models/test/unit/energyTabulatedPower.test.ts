import { Engine } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { specPowerTables, tabulatedPower } from "../../src/index.ts"

const g5 = specPowerTables["HP ProLiant ML110 G5"]

function loaded(load: number, tables: readonly (readonly number[])[] = [g5]) {
  const engine = new Engine()
  const host = engine.addHost({ name: "h", speed: 100, cores: 2 })
  const energy = engine.meter(host, tabulatedPower(host, { tables, off: 4 }))
  if (load > 0) engine.compute(host, Number.POSITIVE_INFINITY, { threads: 2, limit: load * 200 })
  return { engine, host, energy }
}

describe("tabulated power", () => {
  test.each([
    [0, 93.7],
    [0.1, 97],
    [0.55, 118.5],
    [0.9, 133],
    [0.95, 134],
    [1, 135],
  ])("at a load of %f is %f W on the G5", (load, watts) => {
    expect(loaded(load).energy.rate).toBeCloseTo(watts, 9)
  })

  test("is its off power while the host is off", () => {
    const { host, energy } = loaded(0.5)
    host.turnOff()
    expect(energy.rate).toBe(4)
  })

  test("has a table for each p-state, and one of speed 0 counts as loaded", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: [100, 0] })
    const energy = engine.meter(host, tabulatedPower(host, { tables: [[1, 2], [5, 9]] })) // biome-ignore format: a table
    expect(energy.rate).toBe(1)
    host.setPstate(1)
    expect(energy.rate).toBe(9)
  })

  test.each([
    [[], 'power of host "h": tables is []; expected one for each of its 1 p-states'],
    [[[5]], 'power of host "h": tables[0] is [5]; expected watts at two loads at least, idle and full'],
    [[[5, -1]], 'power of host "h": tables[0][1] is -1; expected a number of at least 0, in watts'],
  ])("of %o is refused", (tables, message) => {
    expect(() => loaded(0, tables)).toThrow(message)
  })
})
