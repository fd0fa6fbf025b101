import type { Seconds } from "@placelab/core"

interface Entry {
  readonly date: Seconds
  readonly number: number
  readonly call: () => void
}

/** Calls at dates, one after the other; those of one date in the order in which they were entered. A binary heap. */
export class Agenda {
  now: Seconds = 0
  readonly #heap: Entry[] = []
  #entered = 0

  /** `call` is called so long from now. */
  after(seconds: Seconds, call: () => void): void {
    const heap = this.#heap
    const entry = { date: this.now + seconds, number: this.#entered++, call }
    let at = heap.length
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isBefore(entry, heap[above]!)) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = entry
  }

  /** Goes from call to call as long as `goesOn`, and there are some. */
  run(goesOn: () => boolean): void {
    while (this.#heap.length > 0 && goesOn()) {
      const { date, call } = this.#next()
      this.now = date
      call()
    }
  }

  #next(): Entry {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++
      if (!isBefore(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
    return first
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.date < other.date || (one.date === other.date && one.number < other.number)
}
