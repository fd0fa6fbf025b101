import { Engine, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type AttributionRules,
  addMachine,
  constantSeries,
  EnergyAttribution,
  type MachinePowerSpec,
  machineEnergy,
  migrate,
  type PhysicalMachine,
  PowerSupply,
  specPowerTables,
  start,
  type TimeSeries,
  Vm,
} from "../../src/index.ts"

const seeds = Array.from({ length: 40 }, (_, seed) => seed)
const idleShares = ["vcpus", "capacity", "equal"] as const

const powers: readonly MachinePowerSpec[] = [
  { perPstate: [{ idle: 100, epsilon: 93, full: 200 }, { idle: 80, epsilon: 95, full: 120 }], off: 7 },
  { tables: [specPowerTables["HP ProLiant ML110 G4"], specPowerTables["HP ProLiant ML110 G5"]], off: 5 },
] // biome-ignore format: a table

/** Four machines with a dozen VMs, and somebody who does random things to them every eighth of a second, or less often. */
function chaos(seed: number, { migrations }: { readonly migrations: boolean }) {
  const random = new RandomStream(seed, "chaos")
  const engine = new Engine()
  const machines = [0, 1, 2, 3].map((i) =>
    addMachine(engine, {
      name: `pm-${i}`,
      speed: [100, 60],
      cores: 1 + random.below(4),
      overcommit: { cores: 99 },
    }),
  )
  const link = engine.addLink({ name: "link", bandwidth: 100 })
  for (const a of machines) for (const b of machines) if (a !== b) engine.addRoute(a.host, b.host, [link])
  const pick = <T>(among: readonly T[]) => among[random.below(among.length)]!
  const vms = Array.from({ length: 12 }, (_, i) => {
    const cores = 1 + random.below(3)
    return new Vm(engine, { name: `vm-${i}`, memory: 100, cores, load: random.below(5) * 0.25 })
  })
  const spec = pick(powers)
  const rules: AttributionRules = { idleShare: pick(idleShares), pue: random.below(2) === 0 ? 1 : 1.4 }
  const all = machines.map((machine) => new EnergyAttribution(engine, machine, spec, rules))
  const meters = machines.map((machine) => machineEnergy(engine, machine, spec))

  const isUp = (vm: Vm) => vm.state === "running" || vm.state === "suspended"
  const on = () => machines.filter((machine) => machine.state === "on")
  const acts: ((vm: Vm, machine: PhysicalMachine) => void)[] = [
    (vm) => vm.setLoad(random.below(1 + 4 * vm.cores) / 4),
    (vm) => vm.setLoad(random.uniform(0, vm.cores)),
    (vm) => isUp(vm) && vm.suspend(),
    (vm) => isUp(vm) && vm.resume(),
    (vm) => vm.stop(),
    (vm) => vm.crash(),
    (_, machine) => machine.host.turnOff(),
    (_, machine) => machine.host.turnOn(),
    (_, machine) => machine.host.setPstate(random.below(2)),
    (_, machine) =>
      machine.host.isOn && engine.compute(machine.host, Number.POSITIVE_INFINITY, { limit: 30 }),
    (vm, machine) => isUp(vm) && machine.host.isOn && vm.moveTo(machine.host),
  ]
  const startAt = (vm: Vm, machine: PhysicalMachine) => {
    if (["requested", "stopped", "crashed"].includes(vm.state) && machine.host.isOn)
      engine.spawn("start", () => start(vm, machine.host))
  }
  const migrateTo = (vm: Vm, machine: PhysicalMachine) => {
    if (isUp(vm) && machine.host.isOn && vm.host !== machine.host)
      engine.spawn("migration", () => migrate(vm, machine.host))
  }
  engine.spawn("fiend", function* () {
    for (const vm of vms) startAt(vm, pick(machines))
    for (let i = 0; i < 300; i++) {
      yield* engine.sleep((1 + random.below(4)) / 8)
      const [vm, machine] = [pick(vms), pick(random.below(9) > 0 && on().length > 0 ? on() : machines)]
      const act = random.below(acts.length + 6)
      if (act < acts.length) acts[act]!(vm, machine)
      else if (act < acts.length + 3 || !migrations) startAt(vm, machine)
      else migrateTo(vm, machine)
    }
  })
  return { engine, machines, vms, spec, rules, all, meters }
}

describe("whatever happens, the accounts of a machine add up to its energy", () => {
  test.each(seeds)("through loads, migrations, suspensions and crashes, seed %i", (seed) => {
    const { engine, all, meters, rules } = chaos(seed, { migrations: true })
    for (const date of [10, 33.3, 200]) {
      engine.run(date)
      all.forEach((costs, i) => {
        const { vms, machine, unallocated, total } = costs.accounts
        const sum = [...vms.values()].reduce((a, b) => a + b, machine + unallocated)
        expect(Math.abs(sum / total - 1)).toBeLessThan(1e-9)
        expect(Math.abs(total / (rules.pue! * meters[i]!.total) - 1)).toBeLessThan(1e-9)
      })
    }
    expect(all.some((costs) => costs.accounts.vms.size > 1)).toBe(true)
  })

  test.each(seeds)("and each is the sum over the moments at which nothing happens, seed %i", (seed) => {
    const { engine, machines, vms, all, rules, spec, meters } = chaos(seed, { migrations: false })
    const expected = machines.map(() => ({ vms: new Map<Vm, number>(), machine: 0, unallocated: 0 }))
    // everything happens at eighths of a second
    for (let i = 0; i < 8 * 150; i++) {
      engine.run((i + 0.5) / 8)
      machines.forEach((machine, m) => {
        const account = expected[m]!
        const joules = (rules.pue! * meters[m]!.rate) / 8
        if (!machine.host.isOn) {
          account.machine += joules
          return
        }
        const { host } = machine
        const idleWatts = "tables" in spec ? spec.tables[host.pstate]![0]! : spec.perPstate[host.pstate]!.idle
        const idle = (rules.pue! * idleWatts) / 8
        const hosted = vms.filter((vm) => vm.host === host)
        const weight = (vm: Vm) => (rules.idleShare === "equal" ? 1 : vm.cores)
        const sold = hosted.reduce((sum, vm) => sum + weight(vm), 0)
        const all = rules.idleShare === "capacity" ? Math.max(sold, host.cores) : sold
        let [paidIdle, paidDynamic] = [0, 0]
        for (const vm of hosted) {
          const dynamic = host.load === 0 ? 0 : ((joules - idle) * vm.guest.load) / host.load
          const part = (idle * weight(vm)) / all
          account.vms.set(vm, (account.vms.get(vm) ?? 0) + dynamic + part)
          paidIdle += part
          paidDynamic += dynamic
        }
        account.machine += joules - idle - paidDynamic
        account.unallocated += idle - paidIdle
      })
    }
    engine.run(150)
    all.forEach((costs, m) => {
      const { vms, machine, unallocated, total } = costs.accounts
      const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-9 * total)
      for (const [vm, joules] of vms) near(joules, expected[m]!.vms.get(vm) ?? 0)
      expect([...expected[m]!.vms.keys()].every((vm) => vms.has(vm))).toBe(true)
      near(machine, expected[m]!.machine)
      near(unallocated, expected[m]!.unallocated)
    })
  })
})

describe("reports change nothing:", () => {
  /** All energies at 150 s, after they were read every `interval` seconds. */
  function energies(seed: number, interval: number): number[] {
    const { engine, machines, all, meters, spec } = chaos(seed, { migrations: true })
    const solar: TimeSeries = { points: [[0, 0], [40, 1000]], shape: "linear", period: 100 } // biome-ignore format: a table
    const carbonIntensity = constantSeries(300)
    const site = new PowerSupply(engine, { solar, carbonIntensity, battery: { capacity: 1e4, level: 5e3 } })
    for (const machine of machines) machineEnergy(site, machine, spec)
    const read = () => [
      ...all.flatMap(({ accounts }) => [...accounts.vms.values(), accounts.machine, accounts.unallocated]),
      ...meters.map((meter) => meter.total),
      ...Object.values(site.balance),
    ]
    for (let date = interval; date < 150; date += interval) {
      engine.run(date)
      read()
    }
    engine.run(150)
    return read()
  }

  test.each([1, 2, 3, 4, 5])("energies are the same bits however often they are read, seed %i", (seed) => {
    const never = energies(seed, Number.POSITIVE_INFINITY)
    expect(never.length).toBeGreaterThan(20)
    for (const interval of [0.1, 1, 60]) expect(energies(seed, interval)).toEqual(never)
  })
})
