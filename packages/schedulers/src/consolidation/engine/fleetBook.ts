import type { CloudsimFleet } from "../fleet.ts"
import type { FleetState } from "../fleetSketch.ts"
import { VmHistory } from "../vmHistory.ts"

/**
 * Who is where, and what VMs ask for, by number. A VM on its way counts where it goes: what it asks for, and its past. Memory it holds at
 * both ends.
 */
export class FleetBook implements FleetState {
  readonly on: number[][]
  readonly capacity: Float64Array
  readonly coreMips: Float64Array
  readonly mips: Float64Array
  readonly demand: Float64Array
  readonly history: VmHistory
  /** By host: the part of its CPU that was used at the last tick. */
  readonly used: Float64Array
  /** By VM: where it is, while it migrates the source; -1 when it is gone. */
  readonly place: Int32Array
  /** By VM: where it goes; -1 when it does not. */
  readonly target: Int32Array
  /** By host: those that leave, which still hold its memory. */
  readonly #leaving: number[][]
  readonly #arriving: Int32Array
  readonly #fleet: CloudsimFleet

  constructor(fleet: CloudsimFleet, placement: ArrayLike<number>) {
    const { hosts, vms } = fleet
    this.#fleet = fleet
    this.on = hosts.map(() => [])
    this.capacity = Float64Array.from(hosts, ({ cores, mips }) => cores * mips)
    this.coreMips = Float64Array.from(hosts, ({ mips }) => mips)
    this.mips = Float64Array.from(vms, ({ mips }) => mips)
    this.demand = new Float64Array(vms.length)
    this.history = new VmHistory(vms.length)
    this.used = new Float64Array(hosts.length)
    this.place = Int32Array.from(placement)
    this.target = new Int32Array(vms.length).fill(-1)
    this.#leaving = hosts.map(() => [])
    this.#arriving = new Int32Array(hosts.length)
    for (const [vm, host] of this.place.entries()) this.on[host]!.push(vm)
  }

  utilization(host: number): number {
    return this.used[host]!
  }

  isMoving(vm: number): boolean {
    return this.target[vm]! >= 0
  }

  /** Whether somebody is on his way there. */
  expects(host: number): boolean {
    return this.#arriving[host]! > 0
  }

  /** Whether it has VMs, or expects some. */
  isActive(host: number): boolean {
    return this.on[host]!.length > 0 || this.#leaving[host]!.length > 0
  }

  /** The memory of VMs that are there, or come. */
  megabytes(host: number): number {
    let sum = 0
    for (const vm of this.on[host]!) sum += this.#fleet.vms[vm]!.megabytes
    for (const vm of this.#leaving[host]!) sum += this.#fleet.vms[vm]!.megabytes
    return sum
  }

  /** A move begins. */
  send(vm: number, to: number): void {
    const from = this.place[vm]!
    remove(this.on[from]!, vm)
    this.#leaving[from]!.push(vm)
    this.on[to]!.push(vm)
    this.#arriving[to]!++
    this.target[vm] = to
  }

  /** A move is over. The VM is the last to have come where it is now. */
  settle(vm: number, from: number, host: number): void {
    const to = this.target[vm]!
    remove(this.#leaving[from]!, vm)
    remove(this.on[to]!, vm)
    this.#arriving[to]!--
    this.target[vm] = -1
    this.on[host]!.push(vm)
  }

  /** The VM is gone for good. */
  remove(vm: number): void {
    remove(this.on[this.place[vm]!]!, vm)
    this.place[vm] = -1
  }
}

function remove(list: number[], vm: number): void {
  list.splice(list.indexOf(vm), 1)
}
