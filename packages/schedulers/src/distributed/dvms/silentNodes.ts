import type { Seconds } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"

/** Nodes that have not answered one agent, each until it may be asked again. */
export class SilentNodes {
  readonly #until = new Map<PhysicalMachine, Seconds>()

  add(machine: PhysicalMachine, until: Seconds): void {
    this.#until.set(machine, until)
  }

  forget(): void {
    this.#until.clear()
  }

  /** These and `members`. */
  with(members: ReadonlySet<PhysicalMachine>, now: Seconds): ReadonlySet<PhysicalMachine> {
    for (const [machine, until] of this.#until) if (until <= now) this.#until.delete(machine)
    return this.#until.size === 0 ? members : new Set([...members, ...this.#until.keys()])
  }
}
