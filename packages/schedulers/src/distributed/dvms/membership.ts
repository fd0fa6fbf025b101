import type { Seconds } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { CheckedDvmsOptions } from "./dvmsOptions.ts"
import type { Partition } from "./partition.ts"

/**
 * Which partition a node is in: one, or none. It is a lease: when nobody has renewed it for longer than the time-out of members, the node
 * is free again, at its next look.
 */
export class Membership {
  readonly #cluster: Cluster
  readonly #machine: PhysicalMachine
  readonly #options: CheckedDvmsOptions
  readonly #phase: Seconds
  readonly #lapsed: (partition: Partition) => void
  #partition: Partition | undefined
  #renewed: Seconds = 0
  #look: { cancel(): void } | undefined

  /** `phase` is the date of one of its looks. */
  constructor(
    cluster: Cluster,
    machine: PhysicalMachine,
    options: CheckedDvmsOptions,
    phase: Seconds,
    lapsed: (partition: Partition) => void,
  ) {
    this.#cluster = cluster
    this.#machine = machine
    this.#options = options
    this.#phase = phase
    this.#lapsed = lapsed
  }

  get partition(): Partition | undefined {
    return this.#partition
  }

  /** It is in this partition, or this version of it, from now on. */
  enter(partition: Partition): void {
    const isNew = partition.id !== this.#partition?.id
    this.#partition = partition
    this.#trace(isNew ? "joined" : "updated", partition)
    this.renew()
  }

  /** The same version, with what only its leader needs. */
  note(partition: Partition): void {
    this.#partition = partition
  }

  renew(): void {
    this.#renewed = this.#cluster.engine.now
    if (this.#look === undefined) this.#lookLater()
  }

  leave(): void {
    const partition = this.#partition
    if (partition === undefined) return
    this.#partition = undefined
    this.#look?.cancel()
    this.#look = undefined
    this.#trace("left", partition)
  }

  #lookLater(): void {
    const { engine } = this.#cluster
    const { checkPeriod, memberTimeout } = this.#options
    const looks = Math.floor((this.#renewed + memberTimeout - this.#phase) / checkPeriod) + 1
    const date = this.#phase + looks * checkPeriod
    const renewed = this.#renewed
    this.#look = engine.after(Math.max(0, date - engine.now), () => {
      this.#look = undefined
      if (this.#partition === undefined) return
      if (this.#renewed > renewed) this.#lookLater()
      else this.#lapsed(this.#partition)
    })
  }

  #trace(value: string, { id, leader, state, version }: Partition): void {
    if (!this.#options.tracesPartitions) return
    this.#cluster.trace.point(this.#machine.name, "PARTITION", value, {
      id,
      leader: leader.name,
      state,
      version,
    })
  }
}
