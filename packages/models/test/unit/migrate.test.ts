import { Engine, type Host, type Link } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { MigrationSlots, migrate, Vm } from "../../src/index.ts"
import { at, twoHosts } from "../paths.ts"

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
    ["the destination goes off", "here", (there: Host) => there.turnOff()],
    ["the link goes off", "here", (_: Host, link: Link) => link.turnOff()],
    ["the VM is switched off", undefined, (_: Host, __: Link, vm: Vm) => vm.guest.turnOff()],
    ["the VM is taken away", undefined, (_: Host, __: Link, vm: Vm) => vm.remove()],
    ["the source goes off", undefined, (_: Host, __: Link, vm: Vm) => vm.host?.turnOff()],
  ])("fails when %s, at once, and the VM is then at: %s", (_, place, change) => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1, updateSpeed: 5e7 })
    const migration = engine.spawn("migration", () => migrate(vm, there))
    at(engine, 5, () => change(there, engine.link("link"), vm))
    engine.run(5)
    expect(migration.result).toMatchObject({ end: "failed", seconds: 5, bytes: 5e8, downtime: 0 })
    expect([vm.host?.name, vm.isMigrating]).toEqual([place, false])
  })

  test("fails when the destination goes off on the date of the arrival, and just before it", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    engine.spawn("first", function* () {
      yield* engine.compute(here, 10e9)
      there.turnOff()
    })
    const migration = engine.spawn("migration", () => migrate(vm, there, { method: "stop-and-copy" }))
    engine.run()
    expect(migration.result).toMatchObject({ end: "failed", bytes: 1e9, seconds: 10 })
    expect([vm.host, vm.state]).toEqual([here, "running"])
  })

  test("to a host that is off fails without a try", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    there.turnOff()
    const migration = engine.spawn("migration", () => migrate(vm, there))
    engine.run()
    expect(migration.result).toMatchObject({ end: "failed", seconds: 0, bytes: 0, rounds: [] })
    expect([vm.host, vm.state]).toEqual([here, "running"])
  })

  test("is over for the VM when it has arrived, and for the source when it is told", () => {
    const { engine, here, there } = twoHosts({ bandwidth, latency: 1 })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    const migration = engine.spawn("migration", () => migrate(vm, there))
    engine.run(12.5)
    expect([vm.host, vm.state, migration.hasEnded]).toEqual([there, "running", false])
    engine.run()
    expect(migration.result.seconds).toBe(13)
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
    expect(() => vm.moveTo(there)).toThrow('VM "vm": state is "migrating"; expected running or suspended')
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
    expect(vm.host?.name).toBe("there")
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

describe("refused, and nothing has changed:", () => {
  test.each([
    [{ storage: -1 }, "storage is -1; expected a number of at least 0, in bytes"],
    [{ storageWriteRate: -1 }, "storageWriteRate is -1; expected a number of at least 0, in bytes/s"],
    [{ cpuState: Number.NaN }, "cpuState is NaN; expected a number of at least 0, in bytes"],
    [{ missingMemoryThrottle: 1 }, "missingMemoryThrottle is 1; expected a share of at least 0 and below 1"],
    [
      { autoConverge: { initial: 1.2 } },
      "autoConverge.initial is 1.2; expected a share of at least 0 and below 1",
    ],
    [{ autoConverge: { trigger: -1 } }, "autoConverge.trigger is -1; expected a number of at least 0"],
    [{ autoConverge: { rounds: 0 } }, "autoConverge.rounds is 0; expected a whole number above 0"],
    [{ slots: new MigrationSlots(new Engine(), 3) }, "slots is 3; expected slots of the same engine"],
  ])("case %#: %s", (options, message) => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    engine.spawn("m", () => migrate(vm, there, options))
    expect(() => engine.run()).toThrow(`migration of "vm": ${message}`)
    expect([vm.host, vm.state]).toEqual([here, "running"])
  })

  test("a VM that is nowhere, and a way that does not exist, there or to the caller", () => {
    const { engine, here, there } = twoHosts({ bandwidth })
    const nowhere = new Vm(engine, { name: "nowhere", memory })
    engine.spawn("m", () => migrate(nowhere, there))
    expect(() => engine.run()).toThrow(
      'migration of "nowhere": state is "requested"; expected a VM that is on a host',
    )
    const vm = new Vm(engine, { name: "vm", host: here, memory })
    const island = engine.addHost({ name: "island", speed: 1e9 })
    engine.spawn("m", () => migrate(vm, island))
    expect(() => engine.run()).toThrow('route is "here -> island"')
    engine.spawn("m", () => migrate(vm, there, { caller: island }))
    expect(() => engine.run()).toThrow('route is "there -> island"')
    expect([vm.host, vm.state]).toEqual([here, "running"])
  })
})
