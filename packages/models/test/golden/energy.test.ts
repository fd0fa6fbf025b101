import { Engine, type HostPowerSpec, type Steps } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  EnergyAttribution,
  kilowattHours,
  machineEnergy,
  powerOff,
  powerOn,
  specPowerTables,
  Vm,
} from "../../src/index.ts"

/* Energies that SimGrid's tests and examples of host energy expect. */

const fourCores: HostPowerSpec = {
  perPstate: [
    { idle: 100, epsilon: 93.333_333_333_333_33, full: 200 },
    { idle: 93, epsilon: 90, full: 170 },
    { idle: 90, full: 150 },
  ],
  off: 10,
}
const oneCore: HostPowerSpec = { perPstate: [{ idle: 100, epsilon: 200, full: 200 }], off: 10 }

describe("the power of four cores, 100:120:200 W,", () => {
  test.each([
    [0, 100],
    [1, 140],
    [2, 160],
    [3, 180],
    [4, 200],
  ])("with %i busy is %i W", (busy, watts) => {
    const engine = new Engine()
    const machine = addMachine(engine, { name: "pm", speed: 1e8, cores: 4 })
    const energy = machineEnergy(engine, machine, { perPstate: [{ idle: 100, epsilon: 120, full: 200 }] })
    for (let i = 0; i < busy; i++) engine.compute(machine.host, Number.POSITIVE_INFINITY)
    expect(energy.rate).toBe(watts)
  })
})

test("work in VMs is drawn by their machine: 1120, 1600 and 1600 J", () => {
  const engine = new Engine()
  const [a, b, c] = [4, 1, 1].map((cores, i) => addMachine(engine, { name: `pm-${i}`, speed: 1e8, cores }))
  const vmA = new Vm(engine, { name: "a", host: a!.host, memory: 1 })
  const vmB = new Vm(engine, { name: "b", host: b!.host, memory: 1 })
  const meters = [
    machineEnergy(engine, a!, { ...fourCores, perPstate: fourCores.perPstate.slice(0, 1) }),
    machineEnergy(engine, b!, oneCore),
    machineEnergy(engine, c!, oneCore),
  ]
  const costs = new EnergyAttribution(engine, b!, oneCore, { idleShare: "vcpus" })
  const places = [vmA.guest, vmA.guest, vmB.guest, b!.host, c!.host, c!.host]
  const tasks = places.map((place) => engine.compute(place, 3e8))
  engine.run(6)
  expect(tasks.map((task) => task.result)).toEqual(tasks.map(() => "done"))
  engine.run(10)
  const energies = [1120, 1600, 1600]
  meters.forEach((meter, i) => {
    expect(Math.abs(meter.total / energies[i]! - 1)).toBeLessThan(1e-9)
  })
  // of b: half of the dynamic 100 W for 6 s, and the idle 100 W for 10 s
  expect(costs.of(vmB)).toBeCloseTo(300 + 1000, 9)
})

test("work, p-states and idleness: 1000, 1120, 1645, 2005 and 2905 J", () => {
  const engine = new Engine()
  const machine = addMachine(engine, { name: "pm", speed: [1e8, 5e7, 2e7], cores: 4 })
  const energy = machineEnergy(engine, machine, fourCores)
  const read: number[] = []
  engine.spawn("script", function* () {
    yield* engine.sleep(10)
    read.push(energy.total)
    yield* engine.compute(machine.host, 1e8)
    read.push(energy.total)
    machine.host.setPstate(2)
    yield* engine.compute(machine.host, 1e8)
    read.push(energy.total)
    yield* engine.sleep(4)
    read.push(energy.total)
    yield* engine.sleep(10)
    read.push(energy.total)
  })
  engine.run()
  const energies = [1000, 1120, 1645, 2005, 2905]
  read.forEach((joules, i) => {
    expect(Math.abs(joules / energies[i]! - 1)).toBeLessThan(1e-9)
  })
})

test("20 s idle at 100 W and 10 s off at 10 W are 2100 J", () => {
  const engine = new Engine()
  const machine = addMachine(engine, { name: "pm", speed: 1e8 })
  const energy = machineEnergy(engine, machine, oneCore)
  engine.spawn("off", function* () {
    yield* engine.sleep(20)
    machine.host.turnOff()
  })
  engine.run(30)
  expect(energy.total).toBe(2100)
})

test("SimGrid's idiom of boot and shut-down: 150 s at 120 W, 7 s at 110 W", () => {
  const engine = new Engine()
  const machine = addMachine(engine, { name: "pm", speed: 1e8, bootSeconds: 150, shutdownSeconds: 7 })
  const power = {
    perPstate: [{ idle: 95, epsilon: 120, full: 200 }],
    off: 10,
    booting: 120,
    shuttingDown: 110,
  }
  const energy = machineEnergy(engine, machine, power)
  function* script(): Steps<void> {
    yield* engine.sleep(10)
    yield* powerOff(engine, machine)
    yield* engine.sleep(10)
    yield* powerOn(engine, machine)
  }
  engine.spawn("script", script)
  engine.run(187)
  expect(energy.total).toBe(10 * 95 + 7 * 110 + 10 * 10 + 150 * 120 + 10 * 95)
})

test("CloudSim's day without power management: 2410.80 kWh, 400 servers of each kind at full load for 287 ticks", () => {
  const kinds = ["HP ProLiant ML110 G4", "HP ProLiant ML110 G5"] as const
  const engine = new Engine()
  const meters = kinds.map((kind) => {
    const machine = addMachine(engine, { name: kind, speed: 1e9, cores: 2 })
    engine.compute(machine.host, Number.POSITIVE_INFINITY, { threads: 2 })
    return machineEnergy(engine, machine, { tables: [specPowerTables[kind]] })
  })
  engine.run(287 * 300)
  const joules = meters.reduce((sum, meter) => sum + 400 * meter.total, 0)
  expect(joules / kilowattHours(1)).toBeCloseTo(2410.8, 6)
})
