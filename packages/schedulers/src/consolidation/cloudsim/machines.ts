/*
 * The hosts and VMs of a fleet, date by date.
 *
 * Sharing     VMs ask for a part of their MIPS, of which a core can give no more than it has. While they ask for no more than the host has, they
 *             get that. Else each gets what it asks for x capacity / sum of what all ask for, rounded down to whole MIPS.
 * Migration   A VM on its way is on both hosts. At the source it gets 90 % of its share, and counts in the use of the host as if it got all of
 *             it; at the destination it takes 10 %, of what it asks for and of what it gets. It may be on its way to two hosts (see
 *             `consolidationRound.ts`); then it ends up on the one that it was sent to last.
 * Used        The sum of the shares of a host, as they were at the last date on which they were shared out. What is free is what is
 *             left when they are taken off one after the other, in order of arrival, and 0 in a host that is short.
 * Completion  A VM that asks for nothing, and is not migrating, is removed for good.
 * Layout      A column for each field; the VMs of a host are a list, in order of arrival. `arriving` is empty for most.
 * Source      The behaviour of CloudSim 3.0.3: hosts with dynamic workload, time-shared scheduler with over-subscription.
 */
import { CpuUse } from "../cpuUse.ts"
import type { CloudsimFleet } from "../fleet.ts"
import type { FleetState } from "../fleetSketch.ts"
import { utilizationOf } from "../specPower.ts"
import { VmHistory } from "../vmHistory.ts"
import { HostRecord } from "./hostRecord.ts"
import { JavaMaps } from "./javaMaps.ts"
import { VmRecord } from "./vmRecord.ts"

/** A host whose VMs get all that they ask for. Who is short by rounding gives 1 or more of it, rounded down. */
const enough = Number.POSITIVE_INFINITY

export class Machines implements FleetState {
  readonly hosts: number
  readonly vms: number
  /** By host, in MIPS: of all cores, and of one. */
  readonly capacity: Float64Array
  readonly coreMips: Float64Array
  /** By host, in MIPS, since the last `share`. */
  readonly used: Float64Array
  readonly free: Float64Array
  /** By VM, in MIPS: the most that it can ask for, and what it asks for now. */
  readonly mips: Float64Array
  readonly demand: Float64Array
  readonly history: VmHistory
  /** By host. */
  readonly on: number[][]
  readonly arriving: number[][]
  readonly maps: JavaMaps
  readonly hostRecord: HostRecord
  readonly vmRecord: VmRecord
  /** VMs that have not completed. */
  left: number

  readonly #cpuUse: CpuUse
  /** By VM: -1 after its completion. */
  readonly #host: Int32Array
  readonly #migrates: Uint8Array

  constructor(fleet: CloudsimFleet) {
    this.hosts = fleet.hosts.length
    this.vms = fleet.vms.length
    this.capacity = Float64Array.from(fleet.hosts, ({ cores, mips }) => cores * mips)
    this.coreMips = Float64Array.from(fleet.hosts, ({ mips }) => mips)
    this.used = new Float64Array(this.hosts)
    this.free = this.capacity.slice()
    this.mips = Float64Array.from(fleet.vms, ({ mips }) => mips)
    this.demand = new Float64Array(this.vms)
    this.history = new VmHistory(this.vms)
    this.on = fleet.hosts.map(() => [])
    this.arriving = fleet.hosts.map(() => [])
    this.maps = new JavaMaps(this.hosts, this.vms)
    this.hostRecord = new HostRecord(this.hosts)
    this.vmRecord = new VmRecord(this.vms)
    this.left = this.vms
    this.#cpuUse = new CpuUse(fleet)
    this.#host = new Int32Array(this.vms).fill(-1)
    this.#migrates = new Uint8Array(this.vms)
  }

  /** Where the VM is; while it migrates, the source. */
  hostOf(vm: number): number {
    return this.#host[vm]!
  }

  /** The VM is on the host from now on. */
  settle(vm: number, host: number): void {
    this.on[host]!.push(vm)
    this.#host[vm] = host
  }

  /** What VMs ask for at a date. A tick is remembered. */
  ask(date: number, isTick: boolean): void {
    const { demand, mips, history } = this
    for (let vm = 0; vm < this.vms; vm++) {
      if (this.#host[vm]! < 0) continue
      const part = this.#cpuUse.at(vm, date)
      demand[vm] = part * mips[vm]!
      if (isTick) history.remember(vm, part)
    }
    if (isTick) history.tick()
  }

  /** Shares out a host among its VMs. */
  share(host: number, date: number): void {
    const vms = this.on[host]!
    if (vms.length === 0) {
      this.used[host] = 0
      this.free[host] = this.capacity[host]!
      this.hostRecord.add(host, date, 0, 0)
      return
    }
    this.maps.holds(host, vms.length)
    const scale = this.#scale(host)
    const isShort = scale < enough
    let used = 0
    let asked = 0
    for (let i = 0; i < vms.length; i++) {
      const vm = vms[i]!
      const demand = this.demand[vm]!
      const bounded = Math.min(demand, this.coreMips[host]!)
      let given: number
      if (this.#arrives(vm, host)) {
        given = bounded * 0.1
        if (isShort) given = Math.floor(given * scale)
      } else {
        const migrates = this.#migrates[vm] === 1
        given = isShort ? bounded * scale : bounded
        if (migrates) given *= 0.9
        if (isShort) given = Math.floor(given)
        this.vmRecord.add(vm, date, given, demand, migrates)
        if (migrates) given /= 0.9
      }
      used += given
      asked += demand
    }
    this.used[host] = used
    this.hostRecord.add(host, date, used, asked)
  }

  /** Removes the VMs of a host that ask for nothing. What is free then is right where nobody is on the way, as at ticks. */
  complete(host: number): void {
    const vms = this.on[host]!
    for (let i = vms.length - 1; i >= 0; i--) {
      const vm = vms[i]!
      if (this.demand[vm] !== 0 || this.#migrates[vm] === 1) continue
      vms.splice(i, 1)
      this.#host[vm] = -1
      this.left--
      this.free[host] = this.freeInMapOrder(host, vms)
    }
  }

  /** A migration begins. */
  send(vm: number, to: number): void {
    this.on[to]!.push(vm)
    this.arriving[to]!.push(vm)
    this.#migrates[vm] = 1
  }

  /** A migration ends. */
  receive(vm: number, to: number): void {
    remove(this.on[this.#host[vm]!]!, vm)
    remove(this.on[to]!, vm)
    remove(this.arriving[to]!, vm)
    this.settle(vm, to)
    this.#migrates[vm] = 0
  }

  /** The part of the host's CPU that was used when it was shared out. */
  utilization(host: number): number {
    return utilizationOf(this.used[host]!, this.capacity[host]!)
  }

  /** What a host with these VMs, none of them on its way, has free when they are taken off in the order of its map. */
  freeInMapOrder(host: number, vms: readonly number[]): number {
    const order = this.maps.order(host, vms)
    let free = this.capacity[host]!
    for (let i = 0; i < vms.length; i++) {
      const wanted = Math.min(this.demand[order[i]!]!, this.coreMips[host]!)
      free = free >= wanted ? free - wanted : 0
    }
    return free
  }

  #arrives(vm: number, host: number): boolean {
    const arriving = this.arriving[host]!
    return arriving.length > 0 && arriving.includes(vm)
  }

  /** Finds out what is free. The part of their demand that the VMs of a host that is short get; else `enough`. */
  #scale(host: number): number {
    const vms = this.on[host]!
    let free = this.capacity[host]!
    let isShort = false
    for (let i = 0; i < vms.length; i++) {
      const wanted = this.#wanted(vms[i]!, host)
      if (free >= wanted) free -= wanted
      else {
        isShort = true
        free = 0
      }
    }
    this.free[host] = free
    if (!isShort) return enough
    const order = this.maps.order(host, vms)
    let wanted = 0
    for (let i = 0; i < vms.length; i++) wanted += this.#wanted(order[i]!, host)
    return this.capacity[host]! / wanted
  }

  #wanted(vm: number, host: number): number {
    const bounded = Math.min(this.demand[vm]!, this.coreMips[host]!)
    return this.#arrives(vm, host) ? bounded * 0.1 : bounded
  }
}

function remove(list: number[], vm: number): void {
  list.splice(list.indexOf(vm), 1)
}
