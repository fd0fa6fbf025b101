import type { Seconds } from "@placelab/core"

/** Nodes that are taken until a date, by what is known of it now. */
export interface Occupant {
  readonly nodes: readonly number[]
  readonly expectedEnd: Seconds
}

/** Who has nodes, by the dates at which they should be free again. For the schedules of this folder. */
export class Occupancy {
  readonly #nodes: number
  /** By rising expected end. */
  readonly #occupants: Occupant[] = []

  constructor(nodes: number) {
    this.#nodes = nodes
  }

  add(occupant: Occupant): void {
    this.#occupants.splice(this.#firstAfter(occupant.expectedEnd), 0, occupant)
  }

  remove(occupant: Occupant): void {
    this.#occupants.splice(this.#occupants.lastIndexOf(occupant, this.#firstAfter(occupant.expectedEnd)), 1)
  }

  /** From `now` on, the first date at which `nodes` should be free. Cost: O(occupants). */
  firstDate(nodes: number, now: Seconds): Seconds {
    let free = this.#nodes
    for (const { nodes: taken } of this.#occupants) free -= taken.length
    let date = now
    for (const { nodes: taken, expectedEnd } of this.#occupants) {
      if (free >= nodes) break
      free += taken.length
      date = expectedEnd
    }
    return date
  }

  /** How many nodes should be free at `date`. Cost: O(occupants). */
  freeAt(date: Seconds): number {
    let free = this.#nodes
    for (const { nodes, expectedEnd } of this.#occupants) if (expectedEnd > date) free -= nodes.length
    return free
  }

  /** Where those begin that end after `date`. */
  #firstAfter(date: Seconds): number {
    let [low, high] = [0, this.#occupants.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#occupants[middle]!.expectedEnd > date) high = middle
      else low = middle + 1
    }
    return low
  }
}
