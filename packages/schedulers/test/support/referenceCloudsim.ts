/*
 * CloudSim's consolidation experiment, as obvious as can be: objects, lists and maps; VMs really are created on hosts and destroyed to
 * try them there; whole histories are kept, and the metrics are computed from them. It shares with the code under test the policies and
 * the types, and nothing else.
 */
import { javaHash } from "@placelab/models"
import type {
  CloudsimFleet,
  CloudsimHost,
  CloudsimMetrics,
  CloudsimPolicy,
  CloudsimVm,
} from "../../src/index.ts"

interface Vm extends CloudsimVm {
  readonly id: number
  demand: number
  readonly past: number[]
  host: Host | undefined
  inMigration: boolean
  readonly states: { date: number; given: number; asked: number; inMigration: boolean }[]
}

/** java.util.HashMap of VMs by name. */
class VmMap {
  buckets: Vm[][] = Array.from({ length: 16 }, () => [])

  put(vm: Vm): void {
    const bucket = this.#bucket(vm)
    if (!bucket.includes(vm)) bucket.push(vm)
    const all = this.inOrder()
    if (all.length <= 0.75 * this.buckets.length) return
    this.buckets = Array.from({ length: 2 * this.buckets.length }, () => [])
    for (const each of all) this.#bucket(each).push(each)
  }

  remove(vm: Vm): void {
    const bucket = this.#bucket(vm)
    if (bucket.includes(vm)) bucket.splice(bucket.indexOf(vm), 1)
  }

  inOrder(): Vm[] {
    return this.buckets.flat()
  }

  #bucket(vm: Vm): Vm[] {
    return this.buckets[javaHash(`2-${vm.id}`) & (this.buckets.length - 1)]!
  }
}

class Host {
  readonly spec: CloudsimHost
  readonly total: number
  vms: Vm[] = []
  arriving: Vm[] = []
  asked = new VmMap()
  given = new Map<Vm, number>()
  free: number
  used = 0
  usedBefore = 0
  readonly states: { date: number; given: number; asked: number; isActive: boolean }[] = []

  constructor(spec: CloudsimHost) {
    this.spec = spec
    this.total = spec.cores * spec.mips
    this.free = this.total
  }

  allocate(vm: Vm): void {
    this.asked.put(vm)
    const wanted = this.wanted(vm)
    if (this.free >= wanted) {
      this.free -= wanted
      this.given.set(vm, this.bounded(vm) * this.factor(vm))
      return
    }
    const scale = this.total / this.asked.inOrder().reduce((sum, each) => sum + this.wanted(each), 0)
    for (const each of this.asked.inOrder()) {
      const given = this.arriving.includes(each)
        ? this.bounded(each) * 0.1 * scale
        : this.bounded(each) * scale * this.factor(each)
      this.given.set(each, Math.floor(given))
    }
    this.free = 0
  }

  deallocate(vm: Vm): void {
    this.asked.remove(vm)
    this.given.clear()
    this.free = this.total
    for (const each of this.asked.inOrder()) this.allocate(each)
  }

  create(vm: Vm): void {
    this.allocate(vm)
    this.vms.push(vm)
    vm.host = this
  }

  destroy(vm: Vm): void {
    this.deallocate(vm)
    this.vms.splice(this.vms.indexOf(vm), 1)
  }

  update(date: number): void {
    this.usedBefore = this.used
    for (const vm of this.vms) this.deallocate(vm)
    for (const vm of this.vms) this.allocate(vm)
    this.used = 0
    let asked = 0
    for (const vm of this.vms) {
      let given = this.given.get(vm)!
      if (!this.arriving.includes(vm)) {
        replace(vm.states, { date, given, asked: vm.demand, inMigration: vm.inMigration })
        if (vm.inMigration) given /= 0.9
      }
      this.used += given
      asked += vm.demand
    }
    replace(this.states, { date, given: this.used, asked, isActive: this.used > 0 })
  }

  /** What VMs get now, also those that were only put here. */
  get usedNow(): number {
    return this.vms.reduce((sum, vm) => sum + this.given.get(vm)!, 0)
  }

  power(utilization: number): number {
    const place = Math.min(1, utilization) * 10
    const [below, above] = [Math.floor(place), Math.ceil(place)]
    const { power } = this.spec
    return (
      power[below]! + ((power[above]! - power[below]!) / 10) * (Math.min(1, utilization) - below / 10) * 100
    )
  }

  utilization(used = this.used): number {
    const utilization = used / this.total
    return utilization > 1 && utilization < 1.01 ? 1 : utilization
  }

  bounded(vm: Vm): number {
    return Math.min(vm.demand, this.spec.mips)
  }

  wanted(vm: Vm): number {
    return this.arriving.includes(vm) ? this.bounded(vm) * 0.1 : this.bounded(vm)
  }

  factor(vm: Vm): number {
    return this.arriving.includes(vm) ? 0.1 : vm.inMigration ? 0.9 : 1
  }
}

function replace<State extends { date: number }>(states: State[], state: State): void {
  if (states.at(-1)?.date === state.date) states.pop()
  states.push(state)
}

export function referenceCloudsim(fleet: CloudsimFleet, policy: CloudsimPolicy): CloudsimMetrics {
  const hosts = fleet.hosts.map((spec) => new Host(spec))
  const vms = fleet.vms.map(
    (spec, id): Vm => ({ ...spec, id, demand: 0, past: [], host: undefined, inMigration: false, states: [] }),
  )
  const end = vms[0]!.percent.length * 300
  let [last, joules, migrations] = [0, 0, 0]

  const isOverloaded = (host: Host) => {
    if (typeof policy === "string") throw new Error("no detector")
    const history = Array.from({ length: 30 }, (_, k) =>
      host.vms.reduce((sum, vm) => sum + ((vm.past[k] ?? 0) * vm.mips) / host.total, 0),
    )
    const memory = host.vms.reduce((most, vm) => Math.max(most, vm.megabytes), 0)
    return policy.isOverloaded({
      demand: host.vms.reduce((sum, vm) => sum + vm.demand, 0),
      capacity: host.total,
      history,
      migrationIntervals: Math.ceil(memory / (host.spec.kilobits / 16_000) / 300),
    })
  }

  const find = (vm: Vm, excluded: ReadonlySet<Host>, isTooMuch: (host: Host) => boolean) => {
    let [least, best]: [number, Host | undefined] = [Number.POSITIVE_INFINITY, undefined]
    for (const host of hosts) {
      if (excluded.has(host) || host.spec.mips < vm.demand || host.free < vm.demand) continue
      if (host.usedNow !== 0) {
        host.create(vm)
        const tooMuch = isTooMuch(host)
        host.destroy(vm)
        if (tooMuch) continue
      }
      const power = host.power((host.usedNow + vm.demand) / host.total) - host.power(host.utilization())
      if (power < least) [least, best] = [power, host]
    }
    return best
  }

  for (const vm of vms) {
    vm.demand = vm.mips
    const full = hosts.filter((host) => {
      const held = (size: (each: Vm) => number) => host.vms.reduce((sum, each) => sum + size(each), size(vm))
      return (
        held((each) => each.megabytes) > host.spec.megabytes ||
        held((each) => each.kilobits) > host.spec.kilobits
      )
    })
    const host =
      typeof policy === "string"
        ? hosts.find((each) => !full.includes(each) && each.spec.mips >= vm.mips && each.free >= vm.mips)
        : find(vm, new Set(full), ({ total }) =>
            policy.isOverloaded({ demand: vm.mips, capacity: total, history: [0], migrationIntervals: 0 }),
          )
    if (host === undefined) throw new Error(`VM ${vm.id} finds no host`)
    host.create(vm)
  }

  const advance = (date: number) => {
    for (const vm of vms) {
      const before = Math.floor(date / 300)
      const sample = (k: number) => vm.percent[Math.min(k, vm.percent.length - 1)]! / 100
      const part = sample(before) + ((sample(before + 1) - sample(before)) / 300) * (date - before * 300)
      vm.demand = part * vm.mips
      if ((date - 0.1) % 300 !== 0) continue
      vm.past.unshift(part)
      vm.past.splice(30)
    }
    for (const host of hosts) host.update(date)
    const seconds = date - last
    let frame = 0
    for (const host of hosts) {
      if (policy === "non-power-aware") frame += host.power(1) * seconds
      else if (host.usedBefore > 0) {
        const [from, to] = [host.power(host.utilization(host.usedBefore)), host.power(host.utilization())]
        frame += (from + (to - from) / 2) * seconds
      }
    }
    joules += frame
    complete()
    last = date
  }

  const complete = () => {
    for (const host of hosts)
      for (const vm of [...host.vms])
        if (vm.demand === 0 && !vm.inMigration) {
          host.destroy(vm)
          vm.host = undefined
        }
  }

  const decide = (): (readonly [Vm, Host])[] => {
    if (typeof policy === "string") return []
    const saved = hosts.map((host) => [...host.vms])
    const place = (vm: Vm, excluded: ReadonlySet<Host>) => {
      const host = find(vm, excluded, isOverloaded)
      host?.create(vm)
      return host
    }
    const decreasing = (list: readonly Vm[]) => [...list].sort((a, b) => b.demand - a.demand)
    const overloaded = hosts.filter(isOverloaded)
    const leaving: Vm[] = []
    for (const host of overloaded)
      do {
        if (host.vms.length === 0) break
        const selectable = host.vms.map((vm) => ({
          memory: vm.megabytes,
          demand: vm.demand,
          capacity: vm.mips,
          history: vm.past,
        }))
        const vm = host.vms[policy.select(selectable)]!
        leaving.push(vm)
        host.destroy(vm)
      } while (isOverloaded(host))
    const plan: (readonly [Vm, Host])[] = []
    for (const vm of decreasing(leaving)) {
      const host = place(vm, new Set(overloaded))
      if (host !== undefined) plan.push([vm, host])
    }
    const off = hosts.filter((host) => host.utilization() === 0)
    const noReceivers = new Set([...overloaded, ...off])
    const notEmptied = new Set(noReceivers)
    for (;;) {
      let [least, chosen]: [number, Host | undefined] = [1, undefined]
      for (const host of hosts)
        if (!notEmptied.has(host) && host.vms.length > 0 && host.utilization() > 0)
          if (host.utilization() < least) [least, chosen] = [host.utilization(), host]
      if (chosen === undefined) break
      notEmptied.add(chosen)
      noReceivers.add(chosen)
      const moves: (readonly [Vm, Host])[] = []
      for (const vm of decreasing(chosen.vms)) {
        const host = place(vm, noReceivers)
        if (host === undefined) {
          for (const [moved, to] of moves.splice(0)) to.destroy(moved)
          break
        }
        moves.push([vm, host])
      }
      for (const [, to] of moves) notEmptied.add(to)
      plan.push(...moves)
    }
    for (const [i, host] of hosts.entries()) {
      const { buckets } = host.asked
      host.asked.buckets = buckets.map(() => [])
      host.given.clear()
      host.free = host.total
      host.vms = []
      for (const vm of saved[i]!) host.create(vm)
    }
    return plan
  }

  for (let date = 300.1; date < end && vms.some((vm) => vm.host !== undefined); date += 300) {
    advance(date)
    const plan = decide()
    migrations += plan.length
    for (const [vm, to] of plan) {
      vm.inMigration = true
      to.arriving.push(vm)
      to.vms.push(vm)
      to.update(date)
      vm.host!.update(date)
    }
    const due = plan.map(([vm, to]) => date + vm.megabytes / (to.spec.kilobits / 16_000))
    for (const ended of [...new Set(due)].sort((a, b) => a - b)) {
      if (ended >= end) break
      advance(ended)
      for (const [i, [vm, to]] of plan.entries()) {
        if (due[i] !== ended) continue
        vm.host!.destroy(vm)
        to.destroy(vm)
        to.arriving.splice(to.arriving.indexOf(vm), 1)
        vm.inMigration = false
        to.create(vm)
      }
      for (const host of hosts) host.update(ended)
      complete()
    }
  }
  return metrics(hosts, vms, joules, migrations)
}

function metrics(hosts: Host[], vms: Vm[], joules: number, migrations: number): CloudsimMetrics {
  let [active, violated] = [0, 0]
  const activeTimes: number[] = []
  for (const { states } of hosts) {
    let [wasActive, since] = [true, 0]
    for (const [i, { date, given, asked, isActive }] of states.entries()) {
      const next = states[i + 1]
      if (next !== undefined && isActive) {
        active += next.date - date
        if (given < asked) violated += next.date - date
      }
      if (wasActive && !isActive) activeTimes.push(date - since)
      if (!wasActive && isActive) since = date
      wasActive = isActive
    }
  }
  let [allGiven, allAsked, missed] = [0, 0, 0]
  const parts: number[] = []
  const migrationTimes: number[] = []
  for (const { states } of vms) {
    let [vmGiven, vmAsked, vmMissed] = [0, 0, 0]
    let [wasInMigration, since] = [false, 0]
    for (const [i, { date, given, asked, inMigration }] of states.entries()) {
      const next = states[i + 1]
      if (next !== undefined) {
        const seconds = next.date - date
        vmGiven += given * seconds
        vmAsked += asked * seconds
        if (given < asked) {
          parts.push((asked - given) / asked)
          if (inMigration) vmMissed += (asked - given) * seconds
        }
      }
      if (wasInMigration && !inMigration) migrationTimes.push(date - since)
      if (!wasInMigration && inMigration) since = date
      wasInMigration = inMigration
    }
    allGiven += vmGiven
    allAsked += vmAsked
    missed += vmMissed
  }
  const slatah = active === 0 ? 0 : violated / active
  const pdm = allAsked === 0 ? 0 : missed / allAsked
  return {
    energy_kwh: joules / 3_600_000,
    migrations,
    slav: slatah * pdm,
    pdm,
    slatah,
    sla_overall: allAsked === 0 ? 0 : (allAsked - allGiven) / allAsked,
    sla_average: mean(parts) ?? 0,
    shutdowns: activeTimes.length,
    mean_s_before_shutdown: mean(activeTimes),
    sd_s_before_shutdown: deviation(activeTimes),
    mean_s_before_migration: mean(migrationTimes),
    sd_s_before_migration: deviation(migrationTimes),
  }
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const squares = values.reduce((sum, value) => sum + (value - mean(values)!) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}
