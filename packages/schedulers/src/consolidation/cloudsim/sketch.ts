/*
 * Hosts as CloudSim's planning sees them: it tries VMs on hosts and takes them off again, and puts all back in the end.
 *
 * Power       What a host would draw is computed from what its VMs may get now, with those that were put there; what it draws from what was used
 *             at the last tick. So a host that was idle counts as drawing its idle power, and who was put on a host makes it dearer for the next.
 * Free        What `share` left, until a VM is tried on the host or taken off it; then the VMs are taken off anew in the order of the host's
 *             map, which may differ in the last bit. A VM is tried on every host that it fits on and that is not idle.
 * Memory      CloudSim's VMs hold memory and bandwidth only until their load begins, so there is no question of them here.
 * Sums        Demands are summed in order of arrival. Who is put on a host comes last, so sums go on from what they were; after a VM
 *             is taken off they start again.
 */
import type { Watts } from "@placelab/core"
import type { ConsolidationView } from "../consolidationView.ts"
import type { WatchedHost } from "../detector/watchedHost.ts"
import type { SelectableVm } from "../selection/selectableVm.ts"
import { type CloudsimFleet, migrationSeconds, tickInterval } from "./fleet.ts"
import { historyLength, type Machines } from "./machines.ts"
import { powerAt } from "./specPower.ts"

export class Sketch implements ConsolidationView {
  readonly hosts: number
  readonly #machines: Machines
  readonly #fleet: CloudsimFleet
  readonly #load: SketchedLoad
  /** By host: the lists of the machines, or copies where something was put or taken. */
  readonly #on: number[][] = []
  readonly #isCopy: Uint8Array
  /** By host, in MIPS: what its VMs ask for, and what a core can give them of it. */
  readonly #asked: Float64Array
  readonly #bounded: Float64Array
  readonly #free: Float64Array
  readonly #isFreeInMapOrder: Uint8Array
  /** By host, at the last tick. */
  readonly #power: Float64Array
  /** Host after host: the sum of the pasts of its VMs, where it is known. */
  readonly #history: Float64Array
  readonly #isHistoryKnown: Uint8Array

  constructor(fleet: CloudsimFleet, machines: Machines) {
    const { hosts } = machines
    this.hosts = hosts
    this.#machines = machines
    this.#fleet = fleet
    this.#isCopy = new Uint8Array(hosts)
    this.#asked = new Float64Array(hosts)
    this.#bounded = new Float64Array(hosts)
    this.#free = new Float64Array(hosts)
    this.#isFreeInMapOrder = new Uint8Array(hosts)
    this.#power = new Float64Array(hosts)
    this.#history = new Float64Array(hosts * historyLength)
    this.#isHistoryKnown = new Uint8Array(hosts)
    this.#load = new SketchedLoad(this)
  }

  /** Forgets what was put and taken: hosts are as the machines say. No migration may be under way. */
  reset(): void {
    const machines = this.#machines
    this.#isCopy.fill(0)
    this.#isFreeInMapOrder.fill(0)
    this.#isHistoryKnown.fill(0)
    this.#free.set(machines.free)
    for (let host = 0; host < this.hosts; host++) {
      this.#on[host] = machines.on[host]!
      this.#sumUp(host)
      this.#power[host] = powerAt(this.#fleet.hosts[host]!.power, machines.utilization(host))
    }
  }

  movable(host: number): readonly number[] {
    return this.#on[host]!
  }

  vm(vm: number): SelectableVm {
    const { mips, demand, history, measures } = this.#machines
    const newest = vm * historyLength
    return {
      memory: this.#fleet.vms[vm]!.megabytes,
      demand: demand[vm]!,
      capacity: mips[vm]!,
      history: history.subarray(newest, newest + measures),
    }
  }

  demand(vm: number): number {
    return this.#machines.demand[vm]!
  }

  utilization(host: number): number {
    return this.#machines.utilization(host)
  }

  mayBeEmptied(host: number): boolean {
    return this.#on[host]!.length > 0
  }

  isIdle(host: number): boolean {
    return this.#bounded[host] === 0
  }

  fits(vm: number, host: number): boolean {
    const { demand, coreMips } = this.#machines
    const wanted = demand[vm]!
    if (!(coreMips[host]! >= wanted && this.#free[host]! >= wanted)) return false
    if (this.#isFreeInMapOrder[host] === 0 && this.#bounded[host] !== 0) {
      const vms = this.#on[host]!
      this.#machines.maps.holds(host, vms.length + 1)
      this.#free[host] = this.#machines.freeInMapOrder(host, vms)
      this.#isFreeInMapOrder[host] = 1
    }
    return true
  }

  powerIncrease(vm: number, host: number): Watts {
    const { demand, capacity } = this.#machines
    const used = this.#bounded[host]! + demand[vm]!
    return powerAt(this.#fleet.hosts[host]!.power, used / capacity[host]!) - this.#power[host]!
  }

  load(host: number): WatchedHost {
    return this.#load.of(host, -1)
  }

  loadWith(vm: number, host: number): WatchedHost {
    return this.#load.of(host, vm)
  }

  put(vm: number, host: number): void {
    const wanted = this.#machines.demand[vm]!
    this.#copied(host).push(vm)
    this.#machines.maps.holds(host, this.#on[host]!.length)
    this.#asked[host]! += wanted
    this.#bounded[host]! += Math.min(wanted, this.#machines.coreMips[host]!)
    this.#free[host]! -= wanted
    this.#isFreeInMapOrder[host] = 0
    this.#isHistoryKnown[host] = 0
  }

  take(vm: number, host: number): void {
    const vms = this.#copied(host)
    vms.splice(vms.indexOf(vm), 1)
    this.#sumUp(host)
    this.#free[host] = this.#machines.freeInMapOrder(host, vms)
    this.#isFreeInMapOrder[host] = 1
    this.#isHistoryKnown[host] = 0
  }

  /** For `SketchedLoad`: in MIPS. */
  asked(host: number, vm: number): number {
    return vm < 0 ? this.#asked[host]! : this.#asked[host]! + this.#machines.demand[vm]!
  }

  /** For `SketchedLoad`. */
  capacity(host: number): number {
    return this.#machines.capacity[host]!
  }

  /** For `SketchedLoad`: the past of the host with a VM more, or none for -1. */
  readHistory(host: number, vm: number, into: Float64Array): void {
    const first = host * historyLength
    if (this.#isHistoryKnown[host] === 0) {
      this.#history.fill(0, first, first + historyLength)
      const vms = this.#on[host]!
      for (let i = 0; i < vms.length; i++) this.#addHistory(host, vms[i]!, this.#history, first)
      this.#isHistoryKnown[host] = 1
    }
    for (let k = 0; k < historyLength; k++) into[k] = this.#history[first + k]!
    if (vm >= 0) this.#addHistory(host, vm, into, 0)
  }

  /** For `SketchedLoad`: how many ticks the longest migration takes. */
  migrationIntervals(host: number, vm: number): number {
    const { vms, hosts } = this.#fleet
    let most = vm < 0 ? 0 : vms[vm]!.megabytes
    for (const other of this.#on[host]!) most = Math.max(most, vms[other]!.megabytes)
    return Math.ceil(migrationSeconds(most, hosts[host]!.kilobits) / tickInterval)
  }

  #addHistory(host: number, vm: number, into: Float64Array, first: number): void {
    const { history, mips, capacity, measures } = this.#machines
    const newest = vm * historyLength
    for (let k = 0; k < measures; k++)
      into[first + k]! += (history[newest + k]! * mips[vm]!) / capacity[host]!
  }

  #copied(host: number): number[] {
    if (this.#isCopy[host] === 0) {
      this.#on[host] = this.#on[host]!.slice()
      this.#isCopy[host] = 1
    }
    return this.#on[host]!
  }

  #sumUp(host: number): void {
    const { demand, coreMips } = this.#machines
    const vms = this.#on[host]!
    let asked = 0
    let bounded = 0
    for (let i = 0; i < vms.length; i++) {
      const wanted = demand[vms[i]!]!
      asked += wanted
      bounded += Math.min(wanted, coreMips[host]!)
    }
    this.#asked[host] = asked
    this.#bounded[host] = bounded
  }
}

/** The load of the host that was asked for last; its past is computed when somebody looks. */
class SketchedLoad implements WatchedHost {
  readonly #sketch: Sketch
  readonly #past = new Float64Array(historyLength)
  #host = 0
  #vm = -1

  constructor(sketch: Sketch) {
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
