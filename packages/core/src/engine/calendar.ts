/*
 * The calendar: what happens next, in a total order.
 *
 * The date of an entry stands at its slot, and stays there. Blocks of 8 slots, a cache line, have the least of their dates,
 * blocks of 8 blocks the least of theirs, and so on up to one block: a tree whose shape never changes. A change of a date
 * marks its block; who asks for the next date has the marked blocks looked through again, level by level.
 *
 * A heap would move entries about at each change. Here a change is one store, and many changes of neighbours, as when a
 * whole network is shared anew, are one look through their block.
 *
 * Order        by date; what is due on one date is taken in the order in which it was scheduled or moved last.
 * Cost         a change and the look for the next date: 7 comparisons a level, of which 100,000 entries have six; n changes
 *              of neighbours: about n comparisons. Nothing is allocated but for growth.
 * Invariants   between changes and the next look, exactly the marked blocks and what is above them may be out of date.
 */

/** Slots or blocks in a block: 2^3. */
const shift = 3
const blockSize = 1 << shift

/** Dated entries, of which the next ones can be taken. */
export class Calendar<T> {
  /** From the slots up: dates, then the least dates of blocks; Infinity where nothing is. */
  #levels: Float64Array[] = []
  /** For each level, the blocks of it that have changed. */
  #marked: Int32Array[] = []
  #markedCount: number[] = []
  #isMarked: Uint8Array[] = []
  #sequence = new Float64Array(0)
  readonly #what: (T | undefined)[] = []
  readonly #free: number[] = []
  readonly #due: number[] = []
  #entries = 0
  #scheduled = 0

  constructor() {
    this.#shape(blockSize)
  }

  /** How many entries it holds. */
  get size(): number {
    return this.#entries
  }

  /** The date of the next entry, Infinity when there is none. */
  get nextDate(): number {
    if (this.#markedCount[0]! > 0) this.#look()
    return this.#levels.at(-1)![0]!
  }

  /** Enters `what` at `date`. Returns the entry's slot, which is its own until it is taken or cancelled. */
  schedule(date: number, what: T): number {
    const slot = this.#free.pop() ?? this.#what.length
    if (slot === this.#sequence.length) this.#shape(2 * slot)
    this.#what[slot] = what
    this.#entries++
    this.move(slot, date)
    return slot
  }

  /** Moves an entry to another date; on that date it now comes last. */
  move(slot: number, date: number): void {
    this.#levels[0]![slot] = date
    this.#sequence[slot] = this.#scheduled++
    this.#mark(0, slot >> shift)
  }

  /** Takes an entry out. */
  cancel(slot: number): void {
    this.#levels[0]![slot] = Number.POSITIVE_INFINITY
    this.#mark(0, slot >> shift)
    this.#what[slot] = undefined
    this.#entries--
    this.#free.push(slot)
  }

  /** Takes out all entries up to the date `last`, and puts them into `taken` in the order of their scheduling. */
  take(last: number, taken: T[]): void {
    if (!(this.nextDate <= last)) return
    const due = this.#due
    // Free slots are at Infinity, which is no date.
    this.#collect(this.#levels.length - 2, 0, Math.min(last, Number.MAX_VALUE))
    if (due.length > 1) due.sort((a, b) => this.#sequence[a]! - this.#sequence[b]!)
    for (let i = 0; i < due.length; i++) {
      taken.push(this.#what[due[i]!]!)
      this.cancel(due[i]!)
    }
    due.length = 0
  }

  /** The slots up to `last` below a block of a level. */
  #collect(level: number, block: number, last: number): void {
    const dates = this.#levels[level]!
    const start = block << shift
    for (let i = start; i < start + blockSize; i++) {
      if (dates[i]! > last) continue
      if (level === 0) this.#due.push(i)
      else this.#collect(level - 1, i, last)
    }
  }

  #mark(level: number, block: number): void {
    const isMarked = this.#isMarked[level]!
    if (isMarked[block] === 1) return
    isMarked[block] = 1
    this.#marked[level]![this.#markedCount[level]!++] = block
  }

  #look(): void {
    for (let level = 0; level < this.#marked.length; level++) this.#lookThrough(level)
  }

  /** Brings the least dates of the marked blocks of a level up to date, and marks the blocks above where they change. */
  #lookThrough(level: number): void {
    const dates = this.#levels[level]!
    const leasts = this.#levels[level + 1]!
    const marked = this.#marked[level]!
    const isMarked = this.#isMarked[level]!
    const count = this.#markedCount[level]!
    const hasAbove = level + 1 < this.#marked.length
    this.#markedCount[level] = 0
    for (let m = 0; m < count; m++) {
      const block = marked[m]!
      isMarked[block] = 0
      const least = leastOf(dates, block << shift)
      if (least !== leasts[block]!) {
        leasts[block] = least
        if (hasAbove) this.#mark(level + 1, block >> shift)
      }
    }
  }

  /** Makes room for `slots`, a power of 2, with all that it holds. */
  #shape(slots: number): void {
    const dates = new Float64Array(slots).fill(Number.POSITIVE_INFINITY)
    if (this.#levels.length > 0) dates.set(this.#levels[0]!)
    const sequence = new Float64Array(slots)
    sequence.set(this.#sequence)
    this.#sequence = sequence
    this.#levels = [dates]
    this.#marked = []
    this.#isMarked = []
    this.#markedCount = []
    for (let size = slots; size > 1; ) {
      size = Math.ceil(size / blockSize)
      this.#levels.push(
        new Float64Array(Math.max(size, size > 1 ? blockSize : 1)).fill(Number.POSITIVE_INFINITY),
      )
      this.#marked.push(new Int32Array(size))
      this.#isMarked.push(new Uint8Array(size))
      this.#markedCount.push(0)
    }
    for (let block = 0; block < slots >> shift; block++) this.#mark(0, block)
  }
}

function leastOf(dates: Float64Array, start: number): number {
  let least = dates[start]!
  for (let i = start + 1; i < start + blockSize; i++) if (dates[i]! < least) least = dates[i]!
  return least
}
