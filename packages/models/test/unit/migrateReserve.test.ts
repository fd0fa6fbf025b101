import { Engine, gibibytes } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { addMachine, migrate, Vm } from "../../src/index.ts"
import { at } from "../paths.ts"

/** A machine with two VMs of 1 GiB, which want to go to another one with room for one. */
function tight() {
  const engine = new Engine()
  const here = addMachine(engine, { name: "here", speed: 1e9, cores: 8, memory: gibibytes(4) })
  const there = addMachine(engine, { name: "there", speed: 1e9, cores: 8, memory: gibibytes(1.5) })
  const link = engine.addLink({ name: "link", bandwidth: gibibytes(0.1) })
  engine.addRoute(here.host, there.host, [link])
  const vms = ["a", "b"].map((name) => new Vm(engine, { name, host: here.host, memory: gibibytes(1) }))
  return { engine, here, there, link, a: vms[0]!, b: vms[1]! }
}

describe("a destination with little memory", () => {
  test("holds memory for a VM from the start of its migration, and refuses the next one, by how much", () => {
    const { engine, here, there, a, b } = tight()
    engine.spawn("a", () => migrate(a, there.host))
    engine.run(5)
    expect([here.memoryUsed, there.memoryUsed]).toEqual([gibibytes(2), gibibytes(1)])
    expect([[...here.vms], [...there.vms]]).toEqual([[a, b], []])
    engine.spawn("b", () => migrate(b, there.host))
    expect(() => engine.run()).toThrow(
      'VM "b": host is "there"; expected a machine with room for it: 512 MiB of memory too little',
    )
    expect([b.state, b.isMigrating]).toEqual(["running", false])
    engine.run()
    expect([here.memoryUsed, there.memoryUsed]).toEqual([gibibytes(1), gibibytes(1)])
    expect([[...here.vms], [...there.vms]]).toEqual([[b], [a]])
  })

  test("holds nothing and takes every VM where nothing is reserved, as in SimGrid", () => {
    const { engine, here, there, a, b } = tight()
    for (const vm of [a, b]) engine.spawn(vm.name, () => migrate(vm, there.host, { reserve: false }))
    engine.run(5)
    expect(there.memoryUsed).toBe(0)
    engine.run()
    expect([here.memoryUsed, there.memoryUsed]).toEqual([0, gibibytes(2)])
  })

  test("is free again when the migration fails, or is cancelled", () => {
    for (const end of ["failed", "cancelled"]) {
      const { engine, there, link, a } = tight()
      const migration = engine.spawn("a", () => migrate(a, there.host))
      at(engine, 5, () => {
        if (end === "cancelled") a.cancelMigration()
        else link.turnOff()
      })
      engine.run()
      expect([migration.result.end, there.memoryUsed]).toEqual([end, 0])
    }
  })
})
