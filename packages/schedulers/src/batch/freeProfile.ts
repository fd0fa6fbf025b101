import type { Seconds } from "@placelab/core"

/** How many nodes should be free from now on, as steps. For conservative backfilling. */
export class FreeProfile {
  /** Step i holds from dates[i] to the next one; the last for ever. */
  readonly #dates: Seconds[] = [Number.NEGATIVE_INFINITY]
  readonly #free: number[]

  constructor(nodes: number) {
    this.#free = [nodes]
  }

  /** The first date from `now` on at which so many nodes are free for so long. Cost: O(steps). */
  earliest(now: Seconds, nodes: number, seconds: Seconds): Seconds {
    const last = this.#dates.length - 1
    let start = now
    for (let i = this.#stepOf(now); i < last; i++) {
      const next = this.#dates[i + 1]!
      if (this.#free[i]! < nodes) start = next
      else if (next >= start + seconds) break
    }
    return start
  }

  /** From `start` to `end` so many nodes are taken; given back, where they are less than 0. */
  take(start: Seconds, end: Seconds, nodes: number): void {
    const [from, to] = [this.#cut(start), this.#cut(end)]
    for (let i = from; i < to; i++) this.#free[i]! -= nodes
    this.#join(to)
    this.#join(from)
  }

  /** Forgets what was before `now`. */
  forget(now: Seconds): void {
    const past = this.#stepOf(now)
    this.#dates.splice(0, past)
    this.#free.splice(0, past)
  }

  /** The step that begins at `date`, made where there is none. */
  #cut(date: Seconds): number {
    const at = this.#stepOf(date)
    if (this.#dates[at] === date) return at
    this.#dates.splice(at + 1, 0, date)
    this.#free.splice(at + 1, 0, this.#free[at]!)
    return at + 1
  }

  /** Makes a step and the one before it one, where they are equal. */
  #join(step: number): void {
    if (step === 0 || this.#free[step] !== this.#free[step - 1]) return
    this.#dates.splice(step, 1)
    this.#free.splice(step, 1)
  }

  #stepOf(date: Seconds): number {
    let [low, high] = [0, this.#dates.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.#dates[middle]! <= date) low = middle
      else high = middle
    }
    return low
  }
}
