import { describe, expect, test } from "vitest"
import { type MigrateOptions, machineOf, migrate, Vm } from "../../src/index.ts"
import { at, twoHosts } from "../paths.ts"

function underWay(options: MigrateOptions = {}) {
  const { engine, here, there } = twoHosts({ bandwidth: 1e8 })
  const vm = new Vm(engine, { name: "vm", host: here, memory: 1e9, load: 1, updateSpeed: 5e7 })
  const migration = engine.spawn("migration", () => migrate(vm, there, options))
  return { engine, here, there, vm, migration }
}

describe("a migration that is cancelled", () => {
  test("is over at once; the VM goes on at the source as if nothing had been", () => {
    const { engine, here, vm, migration } = underWay()
    at(engine, 5, () => {
      expect(vm.cancelMigration()).toBe(true)
      expect([vm.state, vm.isMigrating, vm.host]).toEqual(["running", false, here])
    })
    engine.run(10)
    expect(migration.result).toMatchObject({ end: "cancelled", seconds: 5, bytes: 5e8, downtime: 0 })
    expect(vm.computed).toBe(10e9)
    expect(vm.cancelMigration()).toBe(false)
  })

  test("with the VM stopped lets it go on", () => {
    const { engine, vm, migration } = underWay({ method: "stop-and-copy" })
    at(engine, 4, () => vm.cancelMigration())
    engine.run(10)
    expect(migration.result).toMatchObject({ end: "cancelled", downtime: 4 })
    expect(vm.computed).toBe(6e9)
  })

  test("lets a VM that was throttled have all its CPU again", () => {
    const { engine, vm, migration } = underWay({ autoConverge: { initial: 0.5, rounds: 1, trigger: 0.1 } })
    at(engine, 12, () => vm.cancelMigration())
    engine.run(20)
    expect(migration.result.throttles).toEqual([{ since: 10, share: 0.5 }])
    expect(vm.computed).toBeCloseTo(19e9, 0)
  })

  test("makes way for another one on the same date", () => {
    const { engine, there, vm } = underWay()
    const second = engine.spawn("second", function* () {
      yield* engine.sleep(5)
      vm.cancelMigration()
      return yield* migrate(vm, there, { method: "naive" })
    })
    engine.run()
    expect(second.result).toMatchObject({ end: "copied", seconds: 10 })
    expect([engine.now, vm.host, vm.state]).toEqual([15, there, "running"])
  })

  test("by who hears that it begins sends nothing, and leaves nothing behind", () => {
    const { engine, here, there, vm, migration } = underWay()
    vm.onState(() => {
      if (vm.state === "migrating") vm.cancelMigration()
    })
    engine.run()
    expect(migration.result).toMatchObject({ end: "cancelled", seconds: 0, rounds: [] })
    expect([vm.state, vm.host, machineOf(there).memoryUsed]).toEqual(["running", here, 0])
  })

  test.each(["pre-copy", "post-copy", "naive"] as const)(
    "by who hears that the VM has arrived comes too late: %s",
    (method) => {
      const { engine, there, vm, migration } = underWay({ method })
      vm.onState(() => {
        if (vm.host === there) expect(vm.cancelMigration()).toBe(false)
      })
      engine.run()
      expect(["converged", "copied"]).toContain(migration.result.end)
      expect([vm.host, vm.state]).toEqual([there, "running"])
    },
  )

  test("leaves a VM suspended that was suspended meanwhile", () => {
    const { engine, vm } = underWay()
    at(engine, 3, () => vm.suspend())
    at(engine, 5, () => vm.cancelMigration())
    engine.run(10)
    expect([vm.state, vm.computed]).toEqual(["suspended", 3e9])
  })
})

test("a VM that is stopped by who hears that it has arrived by post-copy is lost", () => {
  const { engine, there, vm, migration } = underWay({ method: "post-copy", missingMemoryThrottle: 0.5 })
  vm.onState(() => {
    if (vm.host === there) vm.stop()
  })
  engine.run()
  expect(migration.result).toMatchObject({ end: "lost", throttles: [] })
  expect([migration.result.rounds.length, vm.state]).toEqual([1, "stopped"])
})

test("a migration whose process is killed is over as if it was cancelled, without a result", () => {
  const { engine, here, vm, migration } = underWay({ method: "stop-and-copy" })
  at(engine, 5, () => migration.kill())
  engine.run(10)
  expect([vm.state, vm.host, vm.computed]).toEqual(["running", here, 5e9])
  expect(() => migration.result).toThrow("was killed")
})
