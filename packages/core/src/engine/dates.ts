/*
 * Dates by slot, and which of them come next.
 *
 * A date stands at its slot, and stays there. Blocks of 8 slots, a cache line, have the least of their dates, blocks of 8
 * blocks the least of theirs, and so on up to one block: a tree whose shape never changes. A change of a date marks its
 * block; who asks for the least date has the marked blocks looked through again, level by level.
 *
 * A heap would move entries about at each change. Here a change is one store, and many changes of neighbours, as when a
 * whole network is shared anew, are one look through their block.
 *
 * Cost         a change and the look for the least date: 7 comparisons a level, of which 100,000 slots have six; n changes of
 *              neighbours: about n comparisons. Nothing is allocated but for growth.
 * Invariants   between changes and the next look, exactly the marked blocks and what is above them may be out of date.
 */

import { empty } from "./empty.ts"

/** Slots or blocks in a block: 2^3. */
const shift = 3
const blockSize = 1 << shift

/** A date for each slot from 0 up; Infinity where nothing is. */
export class Dates {
  /** From the slots up: dates, then the least dates of blocks. */
  #levels: Float64Array[] = []
  /** For each level, the blocks of it that have changed. */
  #marked: Int32Array[] = []
  #markedCount: number[] = []
  #isMarked: Uint8Array[] = []
  #slots = 0
  readonly #due: number[] = []

  constructor() {
    this.#shape(blockSize)
  }

  /** The least date. */
  get least(): number {
    if (this.#markedCount[0]! > 0) this.#look()
    return this.#levels.at(-1)![0]!
  }

  get(slot: number): number {
    return slot < this.#slots ? this.#levels[0]![slot]! : Number.POSITIVE_INFINITY
  }

  set(slot: number, date: number): void {
    while (slot >= this.#slots) this.#shape(2 * this.#slots)
    this.#levels[0]![slot] = date
    this.#mark(0, slot >> shift)
  }

  /** Takes away all dates up to `last`. Gives their slots in rising order, in a list that holds until the next call. */
  take(last: number): readonly number[] {
    const due = this.#due
    empty(due)
    if (this.least <= last) {
      this.#collect(this.#levels.length - 2, 0, last)
      for (let i = 0; i < due.length; i++) this.set(due[i]!, Number.POSITIVE_INFINITY)
    }
    return due
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
      const start = block << shift
      let least = dates[start]!
      for (let i = start + 1; i < start + blockSize; i++) if (dates[i]! < least) least = dates[i]!
      if (least !== leasts[block]!) {
        leasts[block] = least
        if (hasAbove) this.#mark(level + 1, block >> shift)
      }
    }
  }

  /** Makes room for `slots`, a power of 2. */
  #shape(slots: number): void {
    const before = this.#levels[0]
    this.#slots = slots
    this.#levels = [new Float64Array(slots).fill(Number.POSITIVE_INFINITY)]
    if (before !== undefined) this.#levels[0]!.set(before)
    this.#marked = []
    this.#isMarked = []
    this.#markedCount = []
    for (let size = slots; size > 1; ) {
      size = Math.ceil(size / blockSize)
      // Whole blocks, so that nothing is ever looked for behind the end; the topmost is one number.
      const room = size === 1 ? 1 : Math.ceil(size / blockSize) * blockSize
      this.#levels.push(new Float64Array(room).fill(Number.POSITIVE_INFINITY))
      this.#marked.push(new Int32Array(size))
      this.#isMarked.push(new Uint8Array(size))
      this.#markedCount.push(0)
    }
    for (let block = 0; block < slots >> shift; block++) this.#mark(0, block)
  }
}
