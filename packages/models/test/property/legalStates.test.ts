import {
  type Computation,
  type Disk,
  Engine,
  type Host,
  InputError,
  type Process,
  RandomStream,
  type Steps,
} from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  hardDisk,
  MigrationSlots,
  machineOf,
  migrate,
  onDisk,
  type PhysicalMachine,
  powerOff,
  powerOn,
  restartElsewhere,
  restartOnRecovery,
  resumeFromDisk,
  shutDown,
  start,
  suspendToDisk,
  Vm,
  type VmState,
  vmStates,
} from "../../src/index.ts"

const seeds = Array.from({ length: 500 }, (_, i) => i + 1)
const hosts = 20
const operations = 100

/** Those that were seen. */
const transitions = new Set<string>()

/** 20 machines, 50 VMs, and somebody who does anything at any moment. */
class Site {
  readonly engine = new Engine()
  readonly random: RandomStream
  readonly machines: PhysicalMachine[]
  readonly disks: Disk[]
  readonly vms: Vm[]
  readonly processes: Process<unknown>[] = []
  readonly computations: Computation[] = []
  readonly illegal: string[] = []
  readonly #disturber: RandomStream
  readonly #slots: MigrationSlots

  constructor(seed: number) {
    const { engine } = this
    this.random = new RandomStream(seed, "site")
    this.#disturber = new RandomStream(seed, "disturber")
    this.machines = Array.from({ length: hosts }, (_, i) =>
      addMachine(engine, {
        name: `pm-${i}`,
        speed: [1e9, 5e8],
        cores: 4,
        memory: 4e9,
        overcommit: { cores: 1.5 },
        bootSeconds: this.random.below(3),
        shutdownSeconds: this.random.below(3),
      }),
    )
    const links = this.machines.map(({ name }) => engine.addLink({ name: `link of ${name}`, bandwidth: 4e8 }))
    const place = new Map(this.machines.map(({ host }, i) => [host, links[i]!]))
    engine.addRouter((from, to) => [place.get(from)!, place.get(to)!])
    this.disks = this.machines.map(({ host, name }) =>
      engine.addDisk(host, { name: `disk of ${name}`, readBandwidth: 2e9, writeBandwidth: 1e9 }),
    )
    this.#slots = new MigrationSlots(engine, 2)
    this.vms = Array.from({ length: 50 }, (_, i) => this.vm(`vm-${i}`))
    for (const vm of this.vms) this.attempt(() => vm.settle(this.pick(this.machines).host, "running"))
    const choose = (vm: Vm) =>
      this.machines.find((pm) => pm.state === "on" && pm.lacks(vm) === undefined)?.host
    restartElsewhere(engine, this.machines.slice(0, 5), choose, { delay: 1 })
    restartOnRecovery(engine, this.machines.slice(5, 10))
  }

  vm(name: string): Vm {
    const cores = 1 + this.random.below(2)
    const load = this.random.uniform(0, cores)
    const vm = new Vm(this.engine, { name, cores, memory: 1e9, load, updateSpeed: 4e8 })
    let last = vm.state
    vm.onState((_, before) => {
      if (before !== last) this.illegal.push(`told ${before} after ${last}`)
      last = vm.state
      if (vm.state !== before) {
        const next: readonly string[] = vmStates[before].next
        transitions.add(`${before} -> ${vm.state}`)
        if (!next.includes(vm.state)) this.illegal.push(`${before} -> ${vm.state}`)
      }
      this.disturb(vm)
    })
    return vm
  }

  /** Who is told of a change may do something at once. */
  disturb(vm: Vm): void {
    const random = this.#disturber
    if (random.below(30) > 0) return
    const place = vm.host
    const acts = [
      () => vm.stop(),
      () => vm.remove(),
      () => vm.crash(),
      () => vm.suspend(),
      () => vm.resume(),
      () => vm.cancelMigration(),
      () => vm.setLoad(random.uniform(0, vm.cores)),
      () => vm.moveTo(this.machines[random.below(hosts)]!.host),
      () => place?.turnOff(),
      () => this.processes[this.processes.length - 1 - random.below(9)]?.kill(),
    ]
    this.attempt(acts[random.below(acts.length)]!)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.random.below(list.length)]!
  }

  /** Mostly one of those that this makes sense for. */
  likely<T>(list: readonly T[], makesSense: (each: T) => boolean): T {
    const some = this.random.below(4) === 0 ? [] : list.filter(makesSense)
    return this.pick(some.length > 0 ? some : list)
  }

  /** One operation, whether it makes sense or not: what makes none must be refused and change nothing. */
  operate(): void {
    const { engine } = this
    const vmIn = (...states: VmState[]) => this.likely(this.vms, ({ state }) => states.includes(state))
    const up = vmIn("running", "suspended")
    const down = vmIn("requested", "stopped", "crashed")
    const saved = this.likely(this.vms, ({ savedOn }) => savedOn !== undefined)
    const onTheWay = this.likely(this.vms, ({ state }) => vmStates[state].isPlaced && state !== "running")
    const off = this.likely(this.machines, ({ state }) => state === "off")
    const machine = this.likely(this.machines, ({ state }) => state === "on")
    const empty = this.likely(this.machines, ({ vms }) => vms.size === 0)
    const { host } = machine
    const method = this.pick(["pre-copy", "post-copy", "hybrid", "stop-and-copy", "naive"] as const)
    const image = { name: `image ${this.random.below(2)}`, bytes: 1e9, server: this.machines[0]!.host }
    const disk = this.disks[this.machines.indexOf(machine)]!
    const boot = { reads: 2e7, cpuTime: 0.5, storage: onDisk(disk, hardDisk) }
    const migrations = [
      () => migrate(up, host, { method, roundLimit: 20 }),
      () => migrate(up, host, { slots: this.#slots, roundLimit: 5, storage: 5e8 }),
      () => migrate(up, host, { autoConverge: true, roundLimit: 9 }),
      () => migrate(up, host, { reserve: true, timeout: 2 }),
    ]
    const processes = [
      ...migrations,
      ...migrations,
      () => powerOn(engine, off),
      () => powerOff(engine, empty),
      () => start(down, host),
      () => start(down, host, { image, boot }),
      () => start(down, host, { boot }),
      () => shutDown(up, { seconds: 0.5 }),
      () => suspendToDisk(up, this.pick(this.disks)),
      () => resumeFromDisk(saved, host),
      () => resumeFromDisk(saved, host, { by: disk }),
    ]
    const atOnce = [
      () => machine.host.turnOff(),
      () => off.host.turnOn(),
      () => off.host.turnOn(),
      () => onTheWay.cancelMigration(),
      () => up.suspend(),
      () => onTheWay.suspend(),
      () => up.resume(),
      () => onTheWay.stop(),
      () => onTheWay.crash(),
      () => up.moveTo(host),
      () => onTheWay.moveTo(host),
      () => up.setLoad(this.random.uniform(0, up.cores)),
      () => up.setCap(this.random.uniform(0.1, 2)),
      () => onTheWay.guest.turnOn(),
      () => {
        this.vms.splice(this.vms.indexOf(onTheWay), 1)
        onTheWay.remove()
        this.vms.push(this.vm(onTheWay.name))
      },
      () => host.setPstate(this.random.below(2)),
      () => this.likely(this.processes, ({ hasEnded }) => !hasEnded)?.kill(),
      () => this.computations.push(engine.compute(up.guest, 1e9)),
    ]
    const isAtOnce = this.random.below(2) === 0
    if (isAtOnce) this.attempt(this.pick(atOnce))
    else this.run(this.pick(processes))
  }

  attempt(operation: () => void): void {
    try {
      operation()
    } catch (error) {
      if (!(error instanceof InputError)) throw error
    }
  }

  run(steps: () => Steps<unknown>): void {
    const process = this.engine.spawn("operation", function* () {
      try {
        yield* steps()
      } catch (error) {
        if (!(error instanceof InputError)) throw error
      }
    })
    process.onEnd(() => {})
    this.processes.push(process)
  }

  /** What must not be, in words. */
  *faults(): Generator<string> {
    yield* this.illegal
    const placesOf = new Map<Vm, Host[]>()
    for (const { host, vms } of this.machines) {
      for (const vm of vms) placesOf.set(vm, [...(placesOf.get(vm) ?? []), host])
    }
    for (const vm of placesOf.keys()) if (vm.isRemoved) yield `${vm.name} is removed, and in a book`
    for (const vm of this.vms) {
      const places = placesOf.get(vm) ?? []
      const isSaved = vm.state === "suspended" && vm.savedOn !== undefined
      const isPlaced = vmStates[vm.state].isPlaced && !isSaved
      const where = `${vm.name}, ${vm.state}, on "${vm.host?.name}"`
      if (places.length !== (isPlaced ? 1 : 0) || places[0] !== vm.host)
        yield `${where}: in the books of ${places.length}`
      const guestOn = vm.state === "resuming" ? this.engine.nowhere : vm.host
      if (guestOn === undefined ? vm.usage > 0 || vm.demand > 0 : !guestOn.isOn || vm.guest.host !== guestOn)
        yield `${where}: usage ${vm.usage}, demand ${vm.demand}, guest on "${vm.guest.host.name}"`
      if (vm.state === "suspended" && vm.host === undefined && vm.savedOn === undefined)
        yield `${where}: suspended nowhere`
      const isComputing = vm.host !== undefined && !vm.isSuspended
      const demands = { running: isComputing ? vm.load : 0, migrating: isComputing ? vm.load : 0, booting: 1 }
      const demand = vm.state in demands ? demands[vm.state as keyof typeof demands] : 0
      if (vm.demand !== demand) yield `${where}: demand ${vm.demand}`
      const isLoaded = vm.load > 0 && (vm.state === "running" || vm.state === "migrating")
      const limit = Math.min(vm.cap, isLoaded ? vm.load : vm.cores)
      if (vm.usage > limit * (1 + 1e-9)) yield `${where}: usage ${vm.usage} above ${limit}`
      if (vm.isMigrating !== (vm.state === "migrating")) yield `${where}: migrating is ${vm.isMigrating}`
    }
    for (const { name, vms, demand, usage, cores, coresUsed, memory, memoryUsed } of this.machines) {
      const sum = (part: (vm: Vm) => number) => [...vms].reduce((total, vm) => total + part(vm), 0)
      if (Math.abs(demand - sum((vm) => vm.demand)) > 1e-8) yield `${name}: demand ${demand}`
      if (memoryUsed < sum((vm) => vm.memory) || memoryUsed > memory) yield `${name}: memory ${memoryUsed}`
      if (coresUsed < sum((vm) => vm.cores) || coresUsed > 1.5 * cores) yield `${name}: cores ${coresUsed}`
      if (usage > cores * (1 + 1e-9) || Math.abs(usage - sum((vm) => vm.usage)) > 1e-9)
        yield `${name}: usage ${usage}`
    }
    for (const { remaining } of this.computations) if (remaining < 0) yield `${remaining} flops remain`
  }
}

describe("whatever happens at whatever moment", () => {
  test("every VM is on one host or none, the books are right, and nothing is left behind; every way of the diagram was gone", () => {
    for (const seed of seeds) {
      const site = new Site(seed)
      const { engine, vms, machines } = site
      for (let i = 0; i < operations; i++) {
        site.operate()
        expectNone(seed, site.faults())
        engine.run(engine.now + site.random.uniform(0, 0.4))
        expectNone(seed, site.faults())
      }
      for (const { host } of machines) host.turnOn()
      engine.run()
      expectNone(seed, site.faults())
      expect(site.processes.filter((process) => !process.hasEnded)).toEqual([])
      expect(vms.filter(({ state }) => /ing$|transfer/.test(state) && state !== "running")).toEqual([])
      for (const vm of vms) vm.stop()
      for (const machine of machines) {
        expect([machine.vms.size, machine.memoryUsed, machine.coresUsed, machine.usage]).toEqual([0, 0, 0, 0])
        expect(machineOf(machine.host)).toBe(machine)
      }
      engine.run()
    }
    const diagram = Object.entries(vmStates).flatMap(([from, { next }]) =>
      next.map((to) => `${from} -> ${to}`),
    )
    expect([...transitions].sort()).toEqual(diagram.sort())
  })
})

/** Most often there is none: an array and an expectation each time would take most of the time. */
function expectNone(seed: number, faults: Iterable<string>): void {
  for (const fault of faults) expect.fail(`seed ${seed}: ${fault}`)
}
