import { Dates } from "./dates.ts"

/**
 * The calendar of what is not work: timers, latencies, profiles. Each entry has a slot of its own, from its scheduling to its
 * cancelling, whether or not its date has come meanwhile.
 */
export class Calendar<T> {
  readonly #dates = new Dates()
  readonly #what: (T | undefined)[] = []
  readonly #free: number[] = []
  #size = 0

  /** How many entries have a date that has not come yet. */
  get size(): number {
    return this.#size
  }

  /** The date of the next entry, Infinity when there is none. */
  get nextDate(): number {
    return this.#dates.least
  }

  /** Enters `what` at `date`, which is finite. Returns the entry's slot. */
  schedule(date: number, what: T): number {
    const slot = this.#free.pop() ?? this.#what.length
    this.#what[slot] = what
    this.move(slot, date)
    return slot
  }

  /** Gives an entry another date; also one whose date has come. */
  move(slot: number, date: number): void {
    if (this.#dates.get(slot) === Number.POSITIVE_INFINITY) this.#size++
    this.#dates.set(slot, date)
  }

  /** Takes an entry out, for good. */
  cancel(slot: number): void {
    if (this.#dates.get(slot) < Number.POSITIVE_INFINITY) {
      this.#dates.set(slot, Number.POSITIVE_INFINITY)
      this.#size--
    }
    this.#what[slot] = undefined
    this.#free.push(slot)
  }

  /** Adds all whose date comes up to `last` to `due`; they keep their slots. */
  take(last: number, due: T[]): void {
    const slots = this.#dates.take(last)
    for (let i = 0; i < slots.length; i++) due.push(this.#what[slots[i]!]!)
    this.#size -= slots.length
  }
}
