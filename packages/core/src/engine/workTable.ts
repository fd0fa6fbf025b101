import { grown } from "../fairshare/columns.ts"
import type { Solution, VariableId } from "../fairshare/fairShare.ts"
import { Dates } from "./dates.ts"
import type { Due } from "./roles.ts"

// A record: what one variable feeds, in one cache line.
const recordSize = 8
const amount = 0
/** How much was done at `since`. */
const done = 1
const rate = 2
const since = 3
/** What a value is multiplied by to give the rate. */
const factor = 4

/**
 * The progress of all running work, by the variable that feeds it.
 *
 * Rates are constant between two solutions of the fair-share system, so what was done is an exact sum of
 * rate x duration, brought up to date only where a rate changes or somebody asks. Work whose rate stays is not touched.
 */
export class WorkTable {
  /** How much work is in the table that has an end. */
  finite = 0
  readonly #what: (Due | undefined)[] = []
  readonly #ends = new Dates()
  #records = new Float64Array(64 * recordSize)

  /** The date of the next end, Infinity when there is none. */
  get nextEnd(): number {
    return this.#ends.least
  }

  has(v: VariableId): boolean {
    return this.#what[v] !== undefined
  }

  /** Enters work of `total` of which `before` is done; its rate is 0 until a solution gives it one. */
  add(v: VariableId, what: Due, total: number, before: number, valueFactor: number, now: number): void {
    const at = v * recordSize
    this.#records = grown(this.#records, at + recordSize)
    const records = this.#records
    this.#what[v] = what
    records[at + amount] = total
    records[at + done] = before
    records[at + rate] = 0
    records[at + since] = now
    records[at + factor] = valueFactor
    if (total < Number.POSITIVE_INFINITY) this.finite++
  }

  remove(v: VariableId): void {
    this.#awaitNoMore(v)
    this.#what[v] = undefined
    if (this.#records[v * recordSize + amount]! < Number.POSITIVE_INFINITY) this.finite--
  }

  /** How much is done at `now`. */
  done(v: VariableId, now: number): number {
    return doneBy(this.#records, v * recordSize, now)
  }

  rate(v: VariableId): number {
    return this.#records[v * recordSize + rate]!
  }

  /** It stands still from `now` on. */
  halt(v: VariableId, now: number): void {
    this.#setRate(v, 0, now)
  }

  /** Goes on with the values of a solution from `now` on. */
  goOn({ variables, variableCount, values }: Solution, now: number): void {
    for (let i = 0; i < variableCount; i++) {
      const v = variables[i]!
      if (this.#what[v] !== undefined) {
        this.#setRate(v, values[v]! * this.#records[v * recordSize + factor]!, now)
      }
    }
  }

  /** Adds all work that ends up to `last` to `due`. */
  take(last: number, due: Due[]): void {
    const ended = this.#ends.take(last)
    for (let i = 0; i < ended.length; i++) due.push(this.#what[ended[i]!]!)
  }

  /** Without an end, or without a rate, it has no date. */
  #awaitNoMore(v: VariableId): void {
    if (this.#ends.get(v) < Number.POSITIVE_INFINITY) this.#ends.set(v, Number.POSITIVE_INFINITY)
  }

  #setRate(v: VariableId, newRate: number, now: number): void {
    const records = this.#records
    const at = v * recordSize
    if (newRate === records[at + rate]!) return
    const doneNow = doneBy(records, at, now)
    records[at + done] = doneNow
    records[at + since] = now
    records[at + rate] = newRate
    const end = now + (records[at + amount]! - doneNow) / newRate
    if (end < Number.POSITIVE_INFINITY) this.#ends.set(v, end)
    else this.#awaitNoMore(v)
  }
}

function doneBy(records: Float64Array, at: number, now: number): number {
  const seconds = now - records[at + since]!
  // Also because an infinite rate in no time is not a number.
  if (seconds === 0) return records[at + done]!
  return Math.min(records[at + amount]!, records[at + done]! + records[at + rate]! * seconds)
}
