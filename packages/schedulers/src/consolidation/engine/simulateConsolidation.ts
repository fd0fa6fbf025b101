/*
 * The consolidation experiment of Beloglazov and Buyya on the engine: what `simulateCloudsim` ticks is real here.
 *
 * Demand      CloudSim's, bit for bit, at its ticks, which are at 300.1 s and every 300 s after: a line from sample to sample. Between ticks it is
 *             held, where CloudSim's goes on along the line; so both decide on the same numbers, and what differs is what is simulated
 *             and not what is asked for. A tick is 0.1 s after a sample: it is that sample, but for a 3000th of the way to the next.
 * Dates       count from the first tick: nothing is drawn or counted before it, here as there. A fleet of n samples has n - 1 ticks and takes
 *             n - 1 intervals; CloudSim stops with the last tick, and leaves out the interval after it.
 * Hosts       have cores, memory and a network card each. A VM gets at most a core; one that asks for more is short. VMs of a host that is short
 *             share it by max-min fairness, where CloudSim scales all down.
 * Migrations  are pre-copy over the network, with what else is sent, with pages that get dirty as the VM computes, and with a downtime. The VM
 *             computes at the source all the while. Place is held at the destination from the beginning. Who still migrates at the next
 *             tick is not moved; of two moves of a VM in one round the last is made.
 * Memory      is held by VMs, at both ends of a migration too; in CloudSim it is not, once loads have begun. See `memoryOvercommit`.
 * Off         Hosts without VMs that expect none are off and draw nothing. Without power awareness all are on, at full power.
 * Energy      The exact integral of SPEC power.
 * As there    The first placement; the decisions; a VM that asks for nothing at a tick, and does not migrate, has completed and is gone.
 * Cost        A tick is a pass over VMs and hosts, and `consolidationRound`; a migration a transfer a round.
 */
import type { Steps, Trace } from "@placelab/core"
import type { Cluster } from "../../cluster/cluster.ts"
import { ClusterNumbers } from "../../cluster/clusterNumbers.ts"
import { executePlan, powerOffEmpty } from "../../cluster/executePlan.ts"
import { tracePower } from "../../cluster/powerTrace.ts"
import type { CloudsimPolicy } from "../cloudsim/simulateCloudsim.ts"
import {
  type ConsolidationMove,
  type ConsolidationPolicy,
  consolidationRound,
} from "../consolidationRound.ts"
import { CpuUse } from "../cpuUse.ts"
import { type CloudsimFleet, checkFleet, firstTick, tickInterval } from "../fleet.ts"
import { placeInitially } from "../initialPlacement.ts"
import { buildFleet } from "./buildFleet.ts"
import { type ConsolidationMetrics, consolidationMetrics } from "./consolidationMetrics.ts"
import { type ConsolidationOptions, engineSetting } from "./engineSetting.ts"
import { EngineSketch } from "./engineSketch.ts"
import { FleetBook } from "./fleetBook.ts"
import { ServiceBook } from "./serviceBook.ts"

/** What a run has left. */
export interface ConsolidationRun {
  readonly metrics: ConsolidationMetrics
  /** Closed. What is in it is told at `ClusterNumbers`. */
  readonly trace: Trace
  /** As it is in the end. */
  readonly cluster: Cluster
}

/**
 * Runs a fleet on the engine. Errors: InputError. Deterministic, but for what a selection draws.
 *
 * @example
 * const fleet = planetlabFleet(orThrow(readPlanetlabDay("planetlab/20110303")))
 * const policy = { isOverloaded: staticThreshold(0.8), select: minimumMigrationTime }
 * simulateConsolidation(fleet, policy).metrics.energy_kwh
 */
export function simulateConsolidation(
  fleet: CloudsimFleet,
  policy: CloudsimPolicy,
  options: ConsolidationOptions = {},
): ConsolidationRun {
  checkFleet(fleet, 2)
  return new EngineRun(fleet, policy, options).run()
}

class EngineRun {
  readonly #fleet: CloudsimFleet
  readonly #policy: CloudsimPolicy
  readonly #cluster: Cluster
  readonly #book: FleetBook
  readonly #service: ServiceBook
  readonly #sketch: EngineSketch
  readonly #cpuUse: CpuUse
  readonly #numbers: ClusterNumbers
  readonly #onProgress: ((part: number) => void) | undefined

  constructor(fleet: CloudsimFleet, policy: CloudsimPolicy, options: ConsolidationOptions) {
    const setting = engineSetting(fleet, options)
    const placement = new Int32Array(fleet.vms.length)
    const detector = typeof policy === "string" ? undefined : policy.isOverloaded
    placeInitially(fleet, detector, (vm, host) => {
      placement[vm] = host
    })
    this.#fleet = fleet
    this.#policy = policy
    const cluster = buildFleet(fleet, placement, setting, policy !== "non-power-aware")
    this.#cluster = cluster
    this.#book = new FleetBook(fleet, placement)
    this.#service = new ServiceBook(cluster, this.#book)
    this.#sketch = new EngineSketch(fleet, this.#book, cluster.machines, setting.memoryOvercommit)
    this.#cpuUse = new CpuUse(fleet)
    this.#onProgress = options.onProgress
    this.#writeHeader()
    tracePower(cluster)
    const power = new Map(cluster.machines.map(({ host }, i) => [host, this.#table(i)]))
    this.#numbers = new ClusterNumbers(cluster, (node) => ({ tables: [power.get(node)!] }))
    const numberOf = new Map(cluster.machines.map(({ host }, i) => [host, i]))
    for (const [i, vm] of cluster.vms.entries())
      vm.onState(() => {
        const host = vm.host === undefined ? -1 : numberOf.get(vm.host)!
        if (host === this.#book.place[i]) return
        this.#book.place[i] = host
        if (host >= 0) this.#ask(i)
      })
  }

  run(): ConsolidationRun {
    const { engine, trace } = this.#cluster
    const ticks = this.#ticks
    engine.spawn("ticks", () => this.#tickAll(ticks), { daemon: true })
    engine.run(ticks * tickInterval)
    this.#onProgress?.(1)
    const metrics = consolidationMetrics(this.#service, this.#numbers.joules)
    this.#numbers.end()
    trace.close()
    return { metrics, trace, cluster: this.#cluster }
  }

  get #ticks(): number {
    return this.#fleet.vms[0]!.percent.length - 1
  }

  *#tickAll(ticks: number): Steps<void> {
    // Added up as CloudSim does, whose clock this is.
    for (let [tick, date] = [0, firstTick]; tick < ticks; tick++, date += tickInterval) {
      if (tick > 0) yield* this.#cluster.engine.sleep(tick * tickInterval - this.#cluster.engine.now)
      this.#tick(tick, date)
      this.#onProgress?.(tick / ticks)
    }
  }

  #tick(tick: number, date: number): void {
    const { vms, machines } = this.#cluster
    const { demand, mips, history, place, used } = this.#book
    this.#service.beforeTick()
    for (const vm of vms.keys()) {
      if (place[vm]! < 0) continue
      const part = this.#cpuUse.at(vm, date)
      demand[vm] = part * mips[vm]!
      history.remember(vm, part)
      this.#ask(vm)
    }
    history.tick()
    this.#service.afterTick(tickInterval)
    this.#numbers.writeLoad(undefined)
    for (const [host, { usage, cores }] of machines.entries()) used[host] = usage / cores
    this.#complete()
    const policy = this.#policy
    if (typeof policy !== "string") this.#decide(tick, policy)
    powerOffEmpty(this.#cluster, machines)
  }

  /** The VM asks its host for what it asks for: a core, where it is more than that. */
  #ask(vm: number): void {
    const { demand, coreMips, place } = this.#book
    this.#cluster.vms[vm]!.setLoad(Math.min(1, demand[vm]! / coreMips[place[vm]!]!))
  }

  #complete(): void {
    for (const [i, vm] of this.#cluster.vms.entries()) {
      const host = this.#book.place[i]!
      if (host < 0 || this.#book.demand[i]! > 0 || this.#book.isMoving(i)) continue
      this.#book.remove(i)
      vm.stop()
      this.#service.lookAt(host)
    }
  }

  #decide(tick: number, policy: ConsolidationPolicy): void {
    this.#sketch.reset()
    const last = new Map<number, ConsolidationMove>()
    for (const move of consolidationRound(this.#sketch, policy)) {
      last.delete(move.vm)
      last.set(move.vm, move)
    }
    const { engine } = this.#cluster
    for (const { vm, to } of last.values()) engine.spawn("move", this.#move(tick, vm, to), { daemon: true })
  }

  /** What a move does, once it is spawned; the books know of it at once. */
  #move(tick: number, vm: number, to: number): () => Steps<void> {
    const [cluster, book, service] = [this.#cluster, this.#book, this.#service]
    const from = book.place[vm]!
    book.send(vm, to)
    service.moves++
    service.lookAt(to)
    const { name, demand, memory } = cluster.vms[vm]!
    const [source, target] = [cluster.machines[from]!, cluster.machines[to]!]
    const seen = { name, host: source.name, cpu: demand, memory }
    return function* () {
      const { moved } = yield* executePlan(cluster, tick + 1, [{ vm: seen, to: target.name }])
      service.movesFailed += 1 - moved
      book.settle(vm, from, moved === 1 ? to : from)
      for (const host of [from, to]) service.lookAt(host)
      powerOffEmpty(cluster, [source, target])
    }
  }

  /** At 0, 10 ... 100 % of the host. */
  #table(host: number): readonly number[] {
    const { power } = this.#fleet.hosts[host]!
    return this.#policy === "non-power-aware" ? power.map(() => power.at(-1)!) : power
  }

  /** What the first record of a trace says; cores only where all machines have as many. */
  #writeHeader(): void {
    const { machines, vms, trace } = this.#cluster
    const policy = this.#policy
    const cores = machines[0]!.cores
    trace.point("simulator", "SIMULATION", "START", {
      algorithm: typeof policy === "string" ? policy : "consolidation",
      server_count: machines.length,
      service_node_count: 0,
      vm_count: vms.length,
      ...(machines.every((machine) => machine.cores === cores) && { cores, capacity: cores }),
      duration: this.#ticks * tickInterval,
    })
  }
}
