/*
 * Hosts of the engine as planning sees them; see `FleetSketch`.
 *
 * On the way   A VM that migrates counts at its destination, and is not moved. A host that expects one is not emptied.
 * Memory       of a VM that may go stays held at its source until it has left; so all moves of a round can begin at once.
 * Off          Hosts that are off take VMs; those that shut down do not.
 */
import type { PhysicalMachine } from "@placelab/models"
import type { CloudsimFleet } from "../fleet.ts"
import { FleetSketch } from "../fleetSketch.ts"
import type { FleetBook } from "./fleetBook.ts"

export class EngineSketch extends FleetSketch {
  readonly #book: FleetBook
  readonly #machines: readonly PhysicalMachine[]
  readonly #megabytes: Float64Array
  /** The most that may be held. */
  readonly #promised: Float64Array

  constructor(
    fleet: CloudsimFleet,
    book: FleetBook,
    machines: readonly PhysicalMachine[],
    memoryOvercommit: number,
  ) {
    super(fleet, book)
    this.#book = book
    this.#machines = machines
    this.#megabytes = new Float64Array(this.hosts)
    this.#promised = Float64Array.from(fleet.hosts, ({ megabytes }) => megabytes * memoryOvercommit)
  }

  override reset(): void {
    super.reset()
    for (let host = 0; host < this.hosts; host++) this.#megabytes[host] = this.#book.megabytes(host)
  }

  override movable(host: number): readonly number[] {
    const vms = this.on[host]!
    return this.#book.expects(host) ? vms.filter((vm) => !this.#book.isMoving(vm)) : vms
  }

  mayBeEmptied(host: number): boolean {
    return this.on[host]!.length > 0 && !this.#book.expects(host)
  }

  fits(vm: number, host: number): boolean {
    const { demand, coreMips, capacity } = this.#book
    const wanted = demand[vm]!
    return (
      coreMips[host]! >= wanted &&
      capacity[host]! - this.bounded[host]! >= wanted &&
      this.#megabytes[host]! + this.fleet.vms[vm]!.megabytes <= this.#promised[host]! &&
      this.#machines[host]!.state !== "shutting down"
    )
  }

  override put(vm: number, host: number): void {
    super.put(vm, host)
    this.#megabytes[host]! += this.fleet.vms[vm]!.megabytes
  }

  override take(vm: number, host: number): void {
    super.take(vm, host)
    if (this.#book.place[vm] !== host) this.#megabytes[host]! -= this.fleet.vms[vm]!.megabytes
  }
}
