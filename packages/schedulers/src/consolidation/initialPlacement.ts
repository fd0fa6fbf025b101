import { InputError, type Watts } from "@placelab/core"
import type { PlacementView } from "./consolidationView.ts"
import type { OverloadDetector, WatchedHost } from "./detector/watchedHost.ts"
import type { CloudsimFleet } from "./fleet.ts"
import { powerAwareBestFit } from "./powerAwareBestFit.ts"
import { powerAt } from "./specPower.ts"
import { historyLength } from "./vmHistory.ts"

/**
 * Chooses hosts for all VMs, one after the other, and tells `settle`: by PABFD with this detector, or without one on the first host that has room. They ask for
 * all of their MIPS, memory and bandwidth. A detector sees the demand of the new VM only: those before it have no load yet, as in
 * CloudSim.
 *
 * Errors: InputError where a VM finds no host.
 */
export function placeInitially(
  fleet: CloudsimFleet,
  isOverloaded: OverloadDetector | undefined,
  settle: (vm: number, host: number) => void,
): void {
  const room = new EmptyHosts(fleet)
  const nobody = new Uint8Array(room.hosts)
  for (const vm of fleet.vms.keys()) {
    const host =
      isOverloaded === undefined ? room.firstFit(vm) : powerAwareBestFit(room, isOverloaded, vm, nobody)
    if (host < 0)
      throw new InputError("fleet", "VM without a host", vm, "hosts with room for all VMs at their full size")
    room.put(vm, host)
    settle(vm, host)
  }
}

/** Hosts before anything runs, as they fill. */
class EmptyHosts implements PlacementView {
  readonly hosts: number
  readonly #fleet: CloudsimFleet
  readonly #capacity: Float64Array
  readonly #used: Float64Array
  readonly #megabytes: Float64Array
  readonly #kilobits: Float64Array

  constructor(fleet: CloudsimFleet) {
    this.hosts = fleet.hosts.length
    this.#fleet = fleet
    this.#capacity = Float64Array.from(fleet.hosts, ({ cores, mips }) => cores * mips)
    this.#used = new Float64Array(this.hosts)
    this.#megabytes = Float64Array.from(fleet.hosts, ({ megabytes }) => megabytes)
    this.#kilobits = Float64Array.from(fleet.hosts, ({ kilobits }) => kilobits)
  }

  fits(vm: number, host: number): boolean {
    const { mips, megabytes, kilobits } = this.#fleet.vms[vm]!
    return (
      this.#fleet.hosts[host]!.mips >= mips &&
      this.#capacity[host]! - this.#used[host]! >= mips &&
      this.#megabytes[host]! >= megabytes &&
      this.#kilobits[host]! >= kilobits
    )
  }

  firstFit(vm: number): number {
    for (let host = 0; host < this.hosts; host++) if (this.fits(vm, host)) return host
    return -1
  }

  isIdle(host: number): boolean {
    return this.#used[host] === 0
  }

  loadWith(vm: number, host: number): WatchedHost {
    const demand = this.#fleet.vms[vm]!.mips
    return { demand, capacity: this.#capacity[host]!, history: noPast, migrationIntervals: 0 }
  }

  powerIncrease(vm: number, host: number): Watts {
    const { power } = this.#fleet.hosts[host]!
    const used = this.#used[host]! + this.#fleet.vms[vm]!.mips
    return powerAt(power, used / this.#capacity[host]!) - power[0]!
  }

  put(vm: number, host: number): void {
    const { mips, megabytes, kilobits } = this.#fleet.vms[vm]!
    this.#used[host]! += mips
    this.#megabytes[host]! -= megabytes
    this.#kilobits[host]! -= kilobits
  }
}

const noPast = new Float64Array(historyLength)
