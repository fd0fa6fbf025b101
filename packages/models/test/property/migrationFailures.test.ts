import { Engine, type Process, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  type MigrateOptions,
  type MigrationMethod,
  type MigrationResult,
  MigrationSlots,
  migrate,
  type PhysicalMachine,
  Vm,
} from "../../src/index.ts"
import { at } from "../paths.ts"

const methods = ["pre-copy", "post-copy", "hybrid", "stop-and-copy", "naive"] as const

const memory = 1e9

interface World {
  readonly engine: Engine
  readonly here: PhysicalMachine
  readonly there: PhysicalMachine
  readonly slots: MigrationSlots
  readonly vm: Vm
  readonly migration: Process<MigrationResult>
}

/** A migration of any kind, behind another one that has the only slot. */
function world(random: RandomStream): World {
  const engine = new Engine()
  const machine = (name: string) => addMachine(engine, { name, speed: 1e9, cores: 8, memory: 3e9 })
  const [here, there] = [machine("here"), machine("there")]
  const latency = random.below(2) * 0.5
  engine.addRoute(here.host, there.host, [engine.addLink({ name: "link", bandwidth: 1e8, latency })])
  const slots = new MigrationSlots(engine, 1)
  const isBehind = random.below(3) === 0
  if (isBehind) {
    const other = new Vm(engine, { name: "other", host: there.host, memory })
    engine.spawn("other", () => migrate(other, here.host, { slots }))
  }
  const vm = new Vm(engine, { name: "vm", host: here.host, memory, load: 1, updateSpeed: 7e7 })
  const method: MigrationMethod = methods[random.below(methods.length)]!
  const options: MigrateOptions = {
    method,
    slots,
    roundLimit: 6,
    reserve: random.below(4) > 0,
    storage: random.below(2) * 5e8,
    storageWriteRate: 1e7,
    autoConverge: random.below(2) === 1,
    missingMemoryThrottle: random.below(2) * 0.3,
    cpuState: 2e7,
  }
  const migration = engine.spawn("migration", () => migrate(vm, there.host, options))
  return { engine, here, there, slots, vm, migration }
}

const events: Readonly<Record<string, (world: World) => void>> = {
  "the source goes off": ({ here }) => here.host.turnOff(),
  "the destination goes off": ({ there }) => there.host.turnOff(),
  "both go off": ({ here, there }) => {
    there.host.turnOff()
    here.host.turnOff()
  },
  "the link goes off and comes back": ({ engine }) => {
    engine.link("link").turnOff()
    engine.link("link").turnOn()
  },
  "the VM crashes": ({ vm }) => vm.crash(),
  "the VM is stopped": ({ vm }) => vm.stop(),
  "its guest is switched off and on": ({ vm }) => {
    vm.guest.turnOff()
    vm.guest.turnOn()
  },
  "it is cancelled": ({ vm }) => vm.cancelMigration(),
  "it is killed": ({ migration }) => migration.kill(),
}

/** What any migration leaves, however it has ended. */
function expectLegal({ engine, here, there, slots, vm }: World): void {
  expect(vm.isMigrating).toBe(false)
  const machines = [here, there]
  expect(machines.filter((machine) => machine.vms.has(vm)).map((machine) => machine.host)).toEqual(
    vm.host === undefined ? [] : [vm.host],
  )
  expect(["running", "crashed", "stopped"]).toContain(vm.state)
  expect(vm.host === undefined).toBe(vm.state !== "running")
  for (const machine of machines) {
    expect(machine.memoryUsed).toBe(memory * machine.vms.size)
    if (!machine.host.isOn) expect(machine.vms.size).toBe(0)
    expect(slots.free(machine.host)).toBe(1)
  }
  // Neither held nor throttled: it has all of its core, and nobody else has any of it.
  const before = vm.computed
  engine.run(engine.now + 10)
  expect(vm.computed - before).toBeCloseTo(vm.state === "running" ? 10e9 : 0, 0)
}

/** Where the VM may be after that end, `undefined` when it was off since; unless its user started it again. */
function expectInPlace({ here, there, vm, migration }: World, isRestarted: boolean): void {
  if (migration.wasKilled) return
  const { end } = migration.result
  if (end === "cancelled") expect([vm.host, vm.state]).toEqual([here.host, "running"])
  if (end === "lost" && !isRestarted) expect(["crashed", "stopped"]).toContain(vm.state)
  const isBack = end === "cancelled" || end === "failed"
  if (vm.host !== undefined) expect(vm.host).toBe(isBack ? here.host : there.host)
}

describe.each(Object.keys(events))("a migration of any kind leaves a legal state when %s", (what) => {
  test.each(Array.from({ length: 40 }, (_, i) => i))("at a random moment, seed %i", (seed) => {
    const undisturbed = world(new RandomStream(seed, "migration"))
    undisturbed.engine.run()
    const { waited, seconds, rounds } = undisturbed.migration.result
    const random = new RandomStream(seed, `when ${what}`)
    // At the end of a round, or whenever.
    const ends = rounds.map((_, i) => rounds.slice(0, i).reduce((sum, round) => sum + round.seconds, waited))
    const date =
      random.below(3) === 0 ? ends[random.below(ends.length)]! : random.uniform(0, 1.05) * (waited + seconds)
    const disturbed = world(new RandomStream(seed, "migration"))
    at(disturbed.engine, date, () => events[what]!(disturbed))
    disturbed.engine.run()
    expectInPlace(disturbed, what === "its guest is switched off and on")
    expectLegal(disturbed)
  })
})
