import { doubled } from "../doubled.ts"
import type { VariableId } from "../fairshare/fairShare.ts"
import type { Calendar } from "./calendar.ts"
import type { Due } from "./roles.ts"

/**
 * The progress of all running work, in columns by the variable that feeds it.
 *
 * Rates are constant between two solutions of the fair-share system, so what was done is an exact sum of
 * rate x duration, brought up to date only where a rate changes or somebody asks. A change costs one entry of the calendar;
 * work whose rate stays is not touched.
 */
export class WorkTable {
  /** How much work is in the table that has an end. */
  finite = 0
  readonly #calendar: Calendar<Due>
  readonly #what: (Due | undefined)[] = []
  #amount = new Float64Array(64)
  #done = new Float64Array(64)
  #rate = new Float64Array(64)
  #since = new Float64Array(64)
  /** What a value is multiplied by to give the rate. */
  #factor = new Float64Array(64)
  /** Its entry in the calendar, -1 for none. */
  #entry = new Int32Array(64)

  constructor(calendar: Calendar<Due>) {
    this.#calendar = calendar
  }

  has(v: VariableId): boolean {
    return this.#what[v] !== undefined
  }

  /** Enters work of `amount` of which `done` is done; its rate is 0 until {@link setValue}. */
  add(v: VariableId, what: Due, amount: number, done: number, factor: number, now: number): void {
    while (v >= this.#amount.length) this.#grow()
    this.#what[v] = what
    this.#amount[v] = amount
    this.#done[v] = done
    this.#rate[v] = 0
    this.#since[v] = now
    this.#factor[v] = factor
    this.#entry[v] = -1
    if (amount < Number.POSITIVE_INFINITY) this.finite++
  }

  remove(v: VariableId): void {
    if (this.#entry[v]! >= 0) this.#calendar.cancel(this.#entry[v]!)
    this.#what[v] = undefined
    if (this.#amount[v]! < Number.POSITIVE_INFINITY) this.finite--
  }

  /** How much is done at `now`. */
  done(v: VariableId, now: number): number {
    // Also because an infinite rate in no time is not a number.
    if (now === this.#since[v]) return this.#done[v]!
    return Math.min(this.#amount[v]!, this.#done[v]! + this.#rate[v]! * (now - this.#since[v]!))
  }

  rate(v: VariableId): number {
    return this.#rate[v]!
  }

  /** The variable has this value from `now` on. */
  setValue(v: VariableId, value: number, now: number): void {
    const rate = value * this.#factor[v]!
    if (rate === this.#rate[v]) return
    const amount = this.#amount[v]!
    const done = this.done(v, now)
    this.#done[v] = done
    this.#since[v] = now
    this.#rate[v] = rate
    const entry = this.#entry[v]!
    const end = rate > 0 ? now + (amount - done) / rate : Number.POSITIVE_INFINITY
    if (end < Number.POSITIVE_INFINITY) {
      if (entry >= 0) this.#calendar.move(entry, end)
      else this.#entry[v] = this.#calendar.schedule(end, this.#what[v]!)
    } else if (entry >= 0) {
      this.#calendar.cancel(entry)
      this.#entry[v] = -1
    }
  }

  /** Its entry has been taken out of the calendar. */
  taken(v: VariableId): void {
    this.#entry[v] = -1
  }

  #grow(): void {
    this.#amount = doubled(this.#amount)
    this.#done = doubled(this.#done)
    this.#rate = doubled(this.#rate)
    this.#since = doubled(this.#since)
    this.#factor = doubled(this.#factor)
    this.#entry = doubled(this.#entry)
  }
}
