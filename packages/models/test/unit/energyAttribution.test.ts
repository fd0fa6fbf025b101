import { Engine, type Steps } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type AttributionRules,
  addMachine,
  EnergyAttribution,
  meterMachine,
  migrate,
  type PhysicalMachine,
  powerOff,
  powerOn,
  specPowerTables,
  Vm,
} from "../../src/index.ts"

/** 100 W idle, 60 W more for each of its two cores. */
const power = { perPstate: [{ idle: 100, full: 220 }], off: 10 }

function world(rules: AttributionRules = { idleShare: "vcpus" }) {
  const engine = new Engine()
  const spec = { speed: 100, cores: 2, bootSeconds: 5, shutdownSeconds: 2, overcommit: { cores: 4 } }
  const [here, there] = ["here", "there"].map((name) => addMachine(engine, { name, ...spec }))
  engine.addRoute(here!.host, there!.host, [engine.addLink({ name: "link", bandwidth: 10 })])
  const attribute = (machine: PhysicalMachine) => new EnergyAttribution(engine, machine, power, rules)
  const vm = (name: string, load: number, cores = 1) =>
    new Vm(engine, { name, host: here!.host, memory: 100, cores, load })
  const at = (date: number, act: () => void) =>
    engine.spawn("act", function* () {
      yield* engine.sleep(date - engine.now)
      act()
    })
  return { engine, here: here!, there: there!, costs: attribute(here!), attribute, vm, at }
}

describe("of a machine's energy, a VM pays", () => {
  test("the dynamic part by the CPU that it gets, and a part of the idle one", () => {
    const { engine, vm, costs } = world()
    const [a, b] = [vm("a", 1), vm("b", 0.5)]
    engine.run(10)
    expect(costs.of(a)).toBeCloseTo(10 * (60 + 50), 9)
    expect(costs.of(b)).toBeCloseTo(10 * (30 + 50), 9)
    expect(costs.accounts.total).toBeCloseTo(10 * 190, 9)
  })

  test("by what it gets, not by what it asks for", () => {
    const { engine, vm, costs } = world()
    const vms = ["a", "b", "c"].map((name) => vm(name, 1))
    engine.run(3)
    // 2/3 of a core each
    for (const each of vms) expect(costs.of(each)).toBeCloseTo(3 * (40 + 100 / 3), 9)
  })

  test("for what it is given, also where its tasks have limits and leave a part of it, which can change", () => {
    const { engine, vm, costs, at } = world()
    const [a, b] = [vm("a", 0), vm("b", 1)]
    const limited = engine.compute(a.guest, Number.POSITIVE_INFINITY, { limit: 25 })
    at(10, () => limited.setLimit(75))
    engine.run(20)
    expect([a.guest.load, a.guest.received]).toEqual([75, 100])
    for (const each of [a, b]) expect(costs.of(each)).toBeCloseTo(20 * (60 + 50), 9)
    expect(costs.accounts.machine).toBeCloseTo(0, 9)
  })

  test("its own part where the machine's load stays the same and only the parts change", () => {
    const { engine, vm, costs, at } = world()
    const [a, b] = [vm("a", 0.7), vm("b", 0.3)]
    at(10, () => {
      a.setLoad(0.3)
      b.setLoad(0.7)
    })
    engine.run(20)
    expect(costs.of(a)).toBeCloseTo(10 * 42 + 10 * 18 + 1000, 9)
    expect(costs.of(b)).toBeCloseTo(10 * 18 + 10 * 42 + 1000, 9)
    engine.run(30)
    expect(costs.of(a)).toBeCloseTo(10 * 42 + 20 * 18 + 1500, 9)
  })

  test("nothing before it comes and after it has gone, though it is idle", () => {
    const { engine, vm, costs, attribute, there, at } = world()
    const thereToo = attribute(there)
    const a = vm("a", 0)
    let late: Vm | undefined
    at(10, () => {
      late = vm("late", 0)
    })
    at(20, () => a.moveTo(there.host))
    at(30, () => late!.stop())
    engine.run(50)
    expect(costs.of(a)).toBe(10 * 100 + 10 * 50)
    expect(thereToo.of(a)).toBe(30 * 100)
    expect(costs.of(late!)).toBe(10 * 50 + 10 * 100)
    expect(costs.accounts.unallocated).toBe(20 * 100)
    expect(thereToo.accounts.unallocated).toBe(20 * 100)
  })

  test("at its source until its migration is over, and at its destination from then on", () => {
    const { engine, vm, costs, attribute, there } = world()
    const thereToo = attribute(there)
    const a = vm("a", 1)
    const migration = engine.spawn("migration", () => migrate(a, there.host))
    engine.run(20)
    // 100 bytes at 10 bytes/s
    expect(migration.result.seconds).toBe(10)
    expect(costs.of(a)).toBeCloseTo(10 * 160, 9)
    expect(thereToo.of(a)).toBeCloseTo(10 * 160, 9)
  })

  test("its idle part while it is suspended in memory, and nothing once it has crashed", () => {
    const { engine, vm, costs, at } = world()
    const [a, b] = [vm("a", 1), vm("b", 1)]
    at(10, () => a.suspend())
    at(20, () => a.crash())
    engine.run(30)
    expect(costs.of(a)).toBeCloseTo(10 * 110 + 10 * 50, 9)
    expect(costs.of(b)).toBeCloseTo(20 * 110 + 10 * 160, 9)
  })

  test("the part of a table's curve that its use has of all use", () => {
    const { engine, here, vm } = world()
    const tables = [specPowerTables["HP ProLiant ML110 G4"]]
    const costs = new EnergyAttribution(engine, here, { tables }, { idleShare: "vcpus" })
    const [a, b] = [vm("a", 0.8), vm("b", 0.2)]
    engine.run(10)
    // half load: 102 W, 86 idle
    expect(costs.of(a)).toBeCloseTo(10 * (0.8 * 16 + 43), 9)
    expect(costs.of(b)).toBeCloseTo(10 * (0.2 * 16 + 43), 9)
  })
})

describe("the idle part", () => {
  const shares = (rules: AttributionRules) => {
    const { engine, vm, costs } = world(rules)
    const vms = [vm("small", 0), vm("large", 0, 3)]
    engine.run(1)
    const { unallocated } = costs.accounts
    return [...vms.map((each) => costs.of(each)), unallocated]
  }

  test("by vCPUs is paid by the VMs that are there", () => {
    expect(shares({ idleShare: "vcpus" })).toEqual([25, 75, 0])
  })

  test("in equal parts is, too", () => {
    expect(shares({ idleShare: "equal" })).toEqual([50, 50, 0])
  })

  test("by capacity leaves what was not sold to nobody, and a machine that is sold twice pays once", () => {
    expect(shares({ idleShare: "capacity" })).toEqual([25, 75, 0])
    const { engine, vm, costs } = world({ idleShare: "capacity" })
    const small = vm("small", 0)
    engine.run(1)
    expect([costs.of(small), costs.accounts.unallocated]).toEqual([50, 50])
  })

  test("is nobody's where no VM is", () => {
    for (const idleShare of ["vcpus", "capacity", "equal"] as const) {
      const { engine, costs } = world({ idleShare })
      engine.run(1)
      expect(costs.accounts).toEqual({ vms: new Map(), machine: 0, unallocated: 100, total: 100 })
    }
  })
})

describe("the machine itself pays", () => {
  test("for what computes on it and in no VM", () => {
    const { engine, here, vm, costs } = world()
    const a = vm("a", 1)
    engine.compute(here.host, Number.POSITIVE_INFINITY, { limit: 50 })
    engine.run(10)
    expect(costs.of(a)).toBeCloseTo(10 * 160, 9)
    expect(costs.accounts.machine).toBeCloseTo(10 * 30, 9)
  })

  test("for being off, and for the way there and back", () => {
    const { engine, here, costs } = world()
    engine.spawn("off", function* (): Steps<void> {
      yield* engine.sleep(10)
      yield* powerOff(engine, here)
      yield* engine.sleep(10)
      yield* powerOn(engine, here)
    })
    engine.run(30)
    expect(costs.accounts.machine).toBe(2 * 100 + 10 * 10 + 5 * 100)
    expect(costs.accounts.unallocated).toBe(13 * 100)
  })
})

test("whatever follows from a machine's VMs is metered when one comes or goes, though it is idle", () => {
  const { engine, here, there, vm, at } = world()
  const population = meterMachine(engine, here, () => here.vms.size)
  const a = vm("a", 0)
  at(10, () => vm("b", 0))
  at(20, () => a.moveTo(there.host))
  engine.run(40)
  expect(population.total).toBe(10 + 10 * 2 + 20)
})

test("overload is metered where a VM that stands still asks for more, and the machine gives as much as before", () => {
  const { engine, here, vm, at } = world()
  const [, b] = [vm("a", 1.5, 2), vm("b", 0)]
  const overload = meterMachine(engine, here, () => (here.demand > here.cores ? 1 : 0))
  b.startMigration({ cancel: () => true }).hold()
  at(10, () => b.setLoad(1))
  at(30, () => b.setLoad(0.5))
  engine.run(40)
  expect(overload.total).toBe(20)
})

test("every account is multiplied by the PUE", () => {
  const { engine, here, vm, costs } = world({ idleShare: "capacity", pue: 1.5 })
  const a = vm("a", 0.5)
  engine.compute(here.host, Number.POSITIVE_INFINITY, { limit: 50 })
  engine.run(10)
  expect(costs.of(a)).toBeCloseTo(15 * 80, 9)
  expect(costs.accounts.machine).toBeCloseTo(15 * 30, 9)
  expect(costs.accounts.unallocated).toBeCloseTo(15 * 50, 9)
  expect(costs.accounts.total).toBeCloseTo(15 * 160, 9)
})

test("of a VM that never was there is nothing", () => {
  const { costs, there, engine } = world()
  const other = new Vm(engine, { name: "other", host: there.host, memory: 1, load: 1 })
  engine.run(1)
  expect(costs.of(other)).toBe(0)
})

describe("wrong rules and powers are refused:", () => {
  test.each([
    [
      { idleShare: "vcpu" },
      'attribution of machine "here": idle share name is "vcpu"; expected a known one: did you mean "vcpus"?',
    ],
    [
      { idleShare: "vcpus", pue: 0.5 },
      'attribution of machine "here": pue is 0.5; expected a number of at least 1',
    ],
  ])("%o", (rules, message) => {
    // biome-ignore format: a table
    expect(() => world(rules as AttributionRules)).toThrow(message)
  })

  test.each([
    [{ booting: -1 }, 'power of machine "here": booting is -1; expected a number of at least 0, in watts'],
    [
      { shuttingDown: -1 },
      'power of machine "here": shuttingDown is -1; expected a number of at least 0, in watts',
    ],
  ])("%o", (wrong, message) => {
    const { engine, here } = world()
    expect(() => new EnergyAttribution(engine, here, { ...power, ...wrong }, { idleShare: "vcpus" })).toThrow(
      message,
    )
  })
})
