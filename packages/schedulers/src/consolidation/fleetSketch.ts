/*
 * Hosts of a fleet as planning sees them: it tries VMs on hosts and takes them off again, and nothing happens to the hosts.
 *
 * Power       What a host would draw is computed from what its VMs may get now, with those that were put there; what it draws from what was used
 *             at the last tick. So a host that was idle counts as drawing its idle power, and who was put on a host makes it dearer for the next.
 * Sums        Demands are summed in order of arrival. Who is put on a host comes last, so sums go on from what they were; after a VM
 *             is taken off they start again.
 * Left open   What has room for a VM, and who may leave.
 */
import type { Watts } from "@placelab/core"
import type { ConsolidationView } from "./consolidationView.ts"
import type { WatchedHost } from "./detector/watchedHost.ts"
import { type CloudsimFleet, migrationSeconds, tickInterval } from "./fleet.ts"
import type { SelectableVm } from "./selection/selectableVm.ts"
import { powerAt } from "./specPower.ts"
import { historyLength, type VmHistory } from "./vmHistory.ts"

/** What a sketch starts from. */
export interface FleetState {
  /** By host: its VMs, in order of arrival. */
  readonly on: readonly number[][]
  /** By host, in MIPS: of all cores, and of one. */
  readonly capacity: Float64Array
  readonly coreMips: Float64Array
  /** By VM, in MIPS: the most that it can ask for, and what it asks for now. */
  readonly mips: Float64Array
  readonly demand: Float64Array
  readonly history: VmHistory
  /** The part of the host's CPU that is used. */
  utilization(host: number): number
}

export abstract class FleetSketch implements ConsolidationView {
  readonly hosts: number
  protected readonly fleet: CloudsimFleet
  /** By host: the lists of the state, or copies where something was put or taken. */
  protected readonly on: number[][] = []
  /** By host, in MIPS: what a core can give its VMs of what they ask for. */
  protected readonly bounded: Float64Array
  readonly #state: FleetState
  readonly #load: SketchedLoad
  readonly #isCopy: Uint8Array
  /** By host, in MIPS: what its VMs ask for. */
  readonly #asked: Float64Array
  /** By host, at the last tick. */
  readonly #power: Float64Array
  /** Host after host: the sum of the pasts of its VMs, where it is known. */
  readonly #history: Float64Array
  readonly #isHistoryKnown: Uint8Array

  constructor(fleet: CloudsimFleet, state: FleetState) {
    const hosts = fleet.hosts.length
    this.hosts = hosts
    this.fleet = fleet
    this.bounded = new Float64Array(hosts)
    this.#state = state
    this.#load = new SketchedLoad(this)
    this.#isCopy = new Uint8Array(hosts)
    this.#asked = new Float64Array(hosts)
    this.#power = new Float64Array(hosts)
    this.#history = new Float64Array(hosts * historyLength)
    this.#isHistoryKnown = new Uint8Array(hosts)
  }

  abstract fits(vm: number, host: number): boolean

  abstract mayBeEmptied(host: number): boolean

  /** Forgets what was put and taken: hosts are as the state says. */
  reset(): void {
    const state = this.#state
    this.#isCopy.fill(0)
    this.#isHistoryKnown.fill(0)
    for (let host = 0; host < this.hosts; host++) {
      this.on[host] = state.on[host]!
      this.#sumUp(host)
      this.#power[host] = powerAt(this.fleet.hosts[host]!.power, state.utilization(host))
    }
  }

  movable(host: number): readonly number[] {
    return this.on[host]!
  }

  vm(vm: number): SelectableVm {
    const { mips, demand, history } = this.#state
    return {
      memory: this.fleet.vms[vm]!.megabytes,
      demand: demand[vm]!,
      capacity: mips[vm]!,
      history: history.of(vm),
    }
  }

  demand(vm: number): number {
    return this.#state.demand[vm]!
  }

  utilization(host: number): number {
    return this.#state.utilization(host)
  }

  isIdle(host: number): boolean {
    return this.bounded[host] === 0
  }

  powerIncrease(vm: number, host: number): Watts {
    const { demand, capacity } = this.#state
    const used = this.bounded[host]! + demand[vm]!
    return powerAt(this.fleet.hosts[host]!.power, used / capacity[host]!) - this.#power[host]!
  }

  load(host: number): WatchedHost {
    return this.#load.of(host, -1)
  }

  loadWith(vm: number, host: number): WatchedHost {
    return this.#load.of(host, vm)
  }

  put(vm: number, host: number): void {
    const { demand, coreMips } = this.#state
    this.#copied(host).push(vm)
    this.#asked[host]! += demand[vm]!
    this.bounded[host]! += Math.min(demand[vm]!, coreMips[host]!)
    this.#isHistoryKnown[host] = 0
  }

  take(vm: number, host: number): void {
    const vms = this.#copied(host)
    vms.splice(vms.indexOf(vm), 1)
    this.#sumUp(host)
    this.#isHistoryKnown[host] = 0
  }

  /** For `SketchedLoad`: in MIPS. */
  asked(host: number, vm: number): number {
    return vm < 0 ? this.#asked[host]! : this.#asked[host]! + this.#state.demand[vm]!
  }

  /** For `SketchedLoad`. */
  capacity(host: number): number {
    return this.#state.capacity[host]!
  }

  /** For `SketchedLoad`: the past of the host with a VM more, or none for -1. */
  readHistory(host: number, vm: number, into: Float64Array): void {
    const { history, mips, capacity } = this.#state
    const first = host * historyLength
    if (this.#isHistoryKnown[host] === 0) {
      this.#history.fill(0, first, first + historyLength)
      const vms = this.on[host]!
      for (let i = 0; i < vms.length; i++)
        history.addTo(this.#history, first, vms[i]!, mips[vms[i]!]!, capacity[host]!)
      this.#isHistoryKnown[host] = 1
    }
    for (let k = 0; k < historyLength; k++) into[k] = this.#history[first + k]!
    if (vm >= 0) history.addTo(into, 0, vm, mips[vm]!, capacity[host]!)
  }

  /** For `SketchedLoad`: how many ticks the longest migration takes. */
  migrationIntervals(host: number, vm: number): number {
    const { vms, hosts } = this.fleet
    let most = vm < 0 ? 0 : vms[vm]!.megabytes
    for (const other of this.on[host]!) most = Math.max(most, vms[other]!.megabytes)
    return Math.ceil(migrationSeconds(most, hosts[host]!.kilobits) / tickInterval)
  }

  #copied(host: number): number[] {
    if (this.#isCopy[host] === 0) {
      this.on[host] = this.on[host]!.slice()
      this.#isCopy[host] = 1
    }
    return this.on[host]!
  }

  #sumUp(host: number): void {
    const { demand, coreMips } = this.#state
    const vms = this.on[host]!
    let asked = 0
    let bounded = 0
    for (let i = 0; i < vms.length; i++) {
      const wanted = demand[vms[i]!]!
      asked += wanted
      bounded += Math.min(wanted, coreMips[host]!)
    }
    this.#asked[host] = asked
    this.bounded[host] = bounded
  }
}

/** The load of the host that was asked for last; its past is computed when somebody looks. */
class SketchedLoad implements WatchedHost {
  readonly #sketch: FleetSketch
  readonly #past = new Float64Array(historyLength)
  #host = 0
  #vm = -1

  constructor(sketch: FleetSketch) {
    this.#sketch = sketch
  }

  /** `vm`: one more, or -1. */
  of(host: number, vm: number): WatchedHost {
    this.#host = host
    this.#vm = vm
    return this
  }

  get demand(): number {
    return this.#sketch.asked(this.#host, this.#vm)
  }

  get capacity(): number {
    return this.#sketch.capacity(this.#host)
  }

  get history(): ArrayLike<number> {
    this.#sketch.readHistory(this.#host, this.#vm, this.#past)
    return this.#past
  }

  get migrationIntervals(): number {
    return this.#sketch.migrationIntervals(this.#host, this.#vm)
  }
}
