/*
 * Hosts as CloudSim's planning sees them; see `FleetSketch`.
 *
 * Free        What `share` left, until a VM is tried on the host or taken off it; then the VMs are taken off anew in the order of the host's
 *             map, which may differ in the last bit. A VM is tried on every host that it fits on and that is not idle.
 * Memory      CloudSim's VMs hold memory and bandwidth only until their load begins, so there is no question of them here.
 */
import type { CloudsimFleet } from "../fleet.ts"
import { FleetSketch } from "../fleetSketch.ts"
import type { Machines } from "./machines.ts"

export class Sketch extends FleetSketch {
  readonly #machines: Machines
  readonly #free: Float64Array
  readonly #isFreeInMapOrder: Uint8Array

  constructor(fleet: CloudsimFleet, machines: Machines) {
    super(fleet, machines)
    this.#machines = machines
    this.#free = new Float64Array(this.hosts)
    this.#isFreeInMapOrder = new Uint8Array(this.hosts)
  }

  /** No migration may be under way. */
  override reset(): void {
    super.reset()
    this.#isFreeInMapOrder.fill(0)
    this.#free.set(this.#machines.free)
  }

  mayBeEmptied(host: number): boolean {
    return this.on[host]!.length > 0
  }

  fits(vm: number, host: number): boolean {
    const { demand, coreMips } = this.#machines
    const wanted = demand[vm]!
    if (!(coreMips[host]! >= wanted && this.#free[host]! >= wanted)) return false
    if (this.#isFreeInMapOrder[host] === 0 && this.bounded[host] !== 0) {
      const vms = this.on[host]!
      this.#machines.maps.holds(host, vms.length + 1)
      this.#free[host] = this.#machines.freeInMapOrder(host, vms)
      this.#isFreeInMapOrder[host] = 1
    }
    return true
  }

  override put(vm: number, host: number): void {
    super.put(vm, host)
    this.#machines.maps.holds(host, this.on[host]!.length)
    this.#free[host]! -= this.#machines.demand[vm]!
    this.#isFreeInMapOrder[host] = 0
  }

  override take(vm: number, host: number): void {
    super.take(vm, host)
    this.#free[host] = this.#machines.freeInMapOrder(host, this.on[host]!)
    this.#isFreeInMapOrder[host] = 1
  }
}
