/**
 * The calendar: what happens next, in a total order.
 *
 * Entries are ordered by (date, order of scheduling), so that equal dates never leave a choice. An indexed binary heap: scheduling, moving and cancelling cost O(log n), reading the next one O(1). Slots of past entries are
 * used again.
 */
export class Calendar<T> {
  readonly #date: number[] = []
  readonly #sequence: number[] = []
  readonly #what: (T | undefined)[] = []
  /** Position of a slot in the heap, -1 when it is not in it. */
  readonly #position: number[] = []
  readonly #heap: number[] = []
  readonly #free: number[] = []
  #scheduled = 0

  get isEmpty(): boolean {
    return this.#heap.length === 0
  }

  /** The date of the next entry, Infinity when there is none. */
  get nextDate(): number {
    const top = this.#heap[0]
    return top === undefined ? Number.POSITIVE_INFINITY : this.#date[top]!
  }

  /** Enters `what` at `date`. Returns the entry's slot, which is its own until it is popped or cancelled. */
  schedule(date: number, what: T): number {
    const slot = this.#free.pop() ?? this.#date.length
    this.#date[slot] = date
    this.#sequence[slot] = this.#scheduled++
    this.#what[slot] = what
    this.#position[slot] = this.#heap.push(slot) - 1
    this.#up(this.#heap.length - 1)
    return slot
  }

  /** Moves an entry to another date; among equals it now comes last. */
  move(slot: number, date: number): void {
    this.#date[slot] = date
    this.#sequence[slot] = this.#scheduled++
    const at = this.#position[slot]!
    this.#up(at)
    this.#down(this.#position[slot]!)
  }

  /** Takes an entry out. */
  cancel(slot: number): void {
    this.#remove(this.#position[slot]!)
  }

  /** Takes the next entry out. The calendar must not be empty. */
  pop(): T {
    const slot = this.#heap[0]!
    const what = this.#what[slot]!
    this.#remove(0)
    return what
  }

  #remove(at: number): void {
    const slot = this.#heap[at]!
    const last = this.#heap.pop()!
    if (last !== slot) {
      this.#put(last, at)
      this.#up(at)
      this.#down(this.#position[last]!)
    }
    this.#position[slot] = -1
    this.#what[slot] = undefined
    this.#free.push(slot)
  }

  #put(slot: number, at: number): void {
    this.#heap[at] = slot
    this.#position[slot] = at
  }

  #before(a: number, b: number): boolean {
    const byDate = this.#date[a]! - this.#date[b]!
    return byDate !== 0 ? byDate < 0 : this.#sequence[a]! < this.#sequence[b]!
  }

  #up(from: number): void {
    const slot = this.#heap[from]!
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(slot, this.#heap[parent]!)) break
      this.#put(this.#heap[parent]!, at)
      at = parent
    }
    this.#put(slot, at)
  }

  #down(from: number): void {
    const slot = this.#heap[from]!
    let at = from
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.#heap.length) break
      if (child + 1 < this.#heap.length && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++
      if (!this.#before(this.#heap[child]!, slot)) break
      this.#put(this.#heap[child]!, at)
      at = child
    }
    this.#put(slot, at)
  }
}
