import type { Host, Link } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { migrate, Vm } from "../../src/index.ts"
import { twoHosts } from "../paths.ts"

const memory = 1e9
const bandwidth = 1e8

describe("a migration on the engine", () => {
  test("takes the VM and its load to the destination, where it goes on at that host's speed", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 0.5 })
    engine.spawn("migration", () => migrate(vm, there))
    engine.run()
    expect(engine.now).toBe(10)
    expect(vm.host).toBe(there)
    engine.run(20)
    expect(vm.computed).toBeCloseTo(10e9, 0)
  })

  test("does nothing to the load while it is live, and stops it for the down time", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1, updateSpeed: 5e7 })
    const migration = engine.spawn("migration", () => migrate(vm, there, { downtimeLimit: 0.1 }))
    engine.run()
    const { seconds, downtime } = migration.result
    expect(downtime).toBeCloseTo(1e9 / 2 ** 7 / 1e8, 9)
    expect(vm.computed).toBeCloseTo((seconds - downtime) * 1e9, 0)
  })

  test("by stop and copy stops the VM for the whole copy", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1 })
    const migration = engine.spawn("migration", () => migrate(vm, there, { method: "stop-and-copy" }))
    engine.run()
    expect(migration.result).toMatchObject({ end: "copied", seconds: 10, downtime: 10 })
    expect(vm.computed).toBe(0)
  })

  test("by the naive method takes memory over bandwidth, whatever gets dirty", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1, updateSpeed: 9e7 })
    const migration = engine.spawn("migration", () => migrate(vm, there, { method: "naive" }))
    engine.run()
    expect(migration.result).toMatchObject({ end: "copied", seconds: 10, downtime: 0 })
  })

  test("dirties less on a crowded host, because its VM computes less", () => {
    const time = (cores: number) => {
      const { engine, here, there } = twoHosts({ bandwidth, cores })
      const [vm] = Array.from(
        { length: 4 },
        (_, i) => new Vm(engine, { name: `vm${i}`, host: here, memory, load: 1, updateSpeed: 8e7 }),
      )
      const migration = engine.spawn("migration", () => migrate(vm!, there))
      engine.run()
      return migration.result.seconds
    }
    const alone = time(4)
    const crowded = time(1)
    // r = 0.8 against 0.2
    expect(alone).toBeGreaterThan(3 * crowded)
    expect(crowded).toBeCloseTo(10 * (1 + 0.2 + 0.04 + 0.008 + 0.0016), 1)
  })

  test("follows a load that changes while it runs", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1, updateSpeed: 5e7 })
    const migration = engine.spawn("migration", () => migrate(vm, there))
    engine.spawn("load", function* () {
      yield* engine.sleep(5)
      vm.setLoad(0)
    })
    engine.run()
    // 5 s at 5e7 bytes/s are dirty after the first round; nothing after that
    expect(migration.result.rounds.map((round) => round.bytes)).toEqual([1e9, 2.5e8, 0])
  })

  test.each([
    ["the destination goes off", (there: Host) => there.turnOff()],
    ["the link goes off", (_: Host, link: Link) => link.turnOff()],
    ["the VM is switched off", (_: Host, __: Link, vm: Vm) => vm.guest.turnOff()],
    ["the VM is taken away", (_: Host, __: Link, vm: Vm) => vm.guest.remove()],
  ])("fails when %s, and the VM is where it was", (_, change) => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1, updateSpeed: 5e7 })
    const migration = engine.spawn("migration", () => migrate(vm, there))
    engine.spawn("change", function* () {
      yield* engine.sleep(5)
      change(there, engine.link("link"), vm)
    })
    engine.run()
    expect(migration.result.end).toBe("failed")
    expect([vm.host, vm.isMigrating]).toEqual([here, false])
  })

  test("keeps to its own bandwidth limit", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    const migration = engine.spawn("migration", () => migrate(vm, there, { bandwidthLimit: 2e7 }))
    engine.run()
    expect(migration.result.seconds).toBeCloseTo(50, 9)
  })

  test("ends at the round limit or at the time-out when it cannot converge, and says which", () => {
    const end = (limits: { roundLimit?: number; timeout?: number }) => {
      const { engine, here, there } = twoHosts({ bandwidth })
      const vm = new Vm(engine, {
        name: "vm",
        host: here,
        memory,
        load: 1,
        updateSpeed: 2e8,
        workingSet: 3e8,
      })
      const migration = engine.spawn("migration", () => migrate(vm, there, limits))
      engine.run()
      return migration.result
    }
    expect(end({ roundLimit: 5 })).toMatchObject({ end: "round limit", seconds: 25 })
    expect(end({ timeout: 11.5 })).toMatchObject({ end: "time-out", seconds: 16 })
  })

  test("leaves a suspended VM suspended", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1 })
    vm.suspend()
    engine.spawn("migration", () => migrate(vm, there))
    engine.run(100)
    expect(vm.host).toBe(there)
    expect(vm.isSuspended).toBe(true)
    expect(vm.computed).toBe(0)
  })

  test("leaves it to its user to suspend and resume: before, in the middle, and in the last phase", () => {
    const run = (during: (vm: Vm) => void) => {
      const { engine, here, there } = twoHosts({ bandwidth })
      const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1 })
      engine.spawn("migration", () => migrate(vm, there, { method: "stop-and-copy" }))
      engine.spawn("user", function* () {
        yield* engine.sleep(5)
        during(vm)
      })
      engine.run(20)
      return vm
    }
    const suspended = run((vm) => vm.suspend())
    expect([suspended.isSuspended, suspended.computed]).toEqual([true, 0])
    const resumed = run((vm) => vm.resume())
    expect([resumed.isSuspended, resumed.computed]).toEqual([false, 10e9])
  })

  test("has its VM for itself: nobody else moves it meanwhile", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    engine.spawn("migration", () => migrate(vm, there))
    engine.run(5)
    expect(() => vm.moveTo(there)).toThrow(
      'VM "vm": state is "migrating"; expected a VM that no migration moves',
    )
    engine.run()
    vm.moveTo(here)
    expect(vm.host).toBe(here)
  })

  test("is refused by a method that does not exist, and to a host of another engine", () => {
    const { engine, here } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    const method = "precopy" as "pre-copy"
    engine.spawn("typo", () => migrate(vm, engine.host("there"), { method }))
    expect(() => engine.run()).toThrow(
      'migration of "vm": method name is "precopy"; expected a known one: did you mean "pre-copy"?',
    )
    engine.spawn("astray", () => migrate(vm, twoHosts({ bandwidth }).there))
    expect(() => engine.run()).toThrow("expected a host of this engine")
    engine.spawn("well", () => migrate(vm, engine.host("there")))
    engine.run()
    expect(vm.host.name).toBe("there")
  })

  test("is refused where the VM is already, and for one that is migrating", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    engine.spawn("home", () => migrate(vm, here))
    expect(() => engine.run()).toThrow(
      'migration of "vm": destination is "here"; expected another host than the one it is on',
    )
    engine.spawn("first", () => migrate(vm, there))
    engine.spawn("second", () => migrate(vm, there))
    expect(() => engine.run()).toThrow(
      'migration of "vm": state is "migrating"; expected a VM that no other migration moves',
    )
  })

  test("is refused with limits out of range, and a VM with numbers out of range", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    engine.spawn("m", () => migrate(vm, there, { bandwidthLimit: 0 }))
    expect(() => engine.run()).toThrow(
      'migration of "vm": bandwidthLimit is 0; expected a number above 0, in bytes/s (Infinity for no limit)',
    )
    expect(() => new Vm(engine, { name: "x", host: here, memory: 0 })).toThrow(
      'VM "x": memory is 0; expected a number above 0, in bytes',
    )
    expect(() => new Vm(engine, { name: "x", host: here, memory, load: 1.2 })).toThrow(
      'VM "x": load is 1.2; expected a number from 0 to 1, in cores',
    )
  })
})
