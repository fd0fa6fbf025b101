/** Things by date, the earliest first, on one date in any order: a binary heap. For the schedules of this folder. */
export class DateQueue<T> {
  readonly #heap: Dated<T>[] = []

  /** Infinity where there is nothing. */
  get date(): number {
    return this.#heap[0]?.date ?? Number.POSITIVE_INFINITY
  }

  /** Cost: O(log length). */
  add(date: number, thing: T): void {
    const heap = this.#heap
    const added = { date, thing }
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (added.date >= heap[parent]!.date) break
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
      if (child + 1 < heap.length && heap[child + 1]!.date < heap[child]!.date) child++
      if (child >= heap.length || last.date <= heap[child]!.date) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return thing
  }
}

interface Dated<T> {
  readonly date: number
  readonly thing: T
}
