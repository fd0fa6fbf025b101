/** Things by date, the earliest first, on one date those that were added first: a binary heap. For the schedules of this folder. */
export class DateQueue<T> {
  readonly #heap: Dated<T>[] = []
  #added = 0

  /** Infinity where there is nothing. */
  get date(): number {
    return this.#heap[0]?.date ?? Number.POSITIVE_INFINITY
  }

  /** Cost: O(log length). */
  add(date: number, thing: T): void {
    const heap = this.#heap
    const added = { date, order: this.#added++, thing }
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(added, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = added
  }

  /** Takes the first one out; there must be one. Cost: O(log length). */
  shift(): T {
    const heap = this.#heap
    const { thing } = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return thing
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (child >= heap.length || isBefore(last, heap[child]!)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return thing
  }
}

interface Dated<T> {
  readonly date: number
  readonly order: number
  readonly thing: T
}

function isBefore(one: Dated<unknown>, other: Dated<unknown>): boolean {
  return one.date < other.date || (one.date === other.date && one.order < other.order)
}
