import type { Sleep } from "../engine/activity.ts"
import { InputError } from "../inputError.ts"
import { type End, Waitable } from "./waitable.ts"

/**
 * Ends with the first of `waitables` that ends; the result is its index. The others go on. Fails when the first one
 * failed. Errors: InputError for an empty list, which would never end.
 */
export function race(waitables: readonly Waitable<unknown>[]): Waitable<number> {
  if (waitables.length === 0) throw new InputError("race", "list", waitables, "at least one to wait for")
  return new Race(waitables)
}

/**
 * Ends when all of `waitables` have ended, in whatever order; the results are in the order of the list. Fails as soon as
 * one fails.
 */
export function all<T>(waitables: readonly Waitable<T>[]): Waitable<T[]> {
  return new All(waitables)
}

/** Waits for several others, and for none of them any more once it has ended. */
abstract class Group<T, R> extends Waitable<R> {
  readonly #stops: (() => void)[] = []

  protected watch(member: Waitable<T>, listener: (end: End<T>) => void): void {
    if (!this.hasEnded) this.#stops.push(member.onEnd(listener))
  }

  protected override endWith(end: End<R>): void {
    if (this.hasEnded) return
    super.endWith(end)
    for (const stop of this.#stops) stop()
  }
}

class Race extends Group<unknown, number> {
  readonly #members: readonly Waitable<unknown>[]

  constructor(members: readonly Waitable<unknown>[]) {
    super()
    this.#members = members
    members.forEach((member, i) => {
      this.watch(member, (end) => this.endWith("error" in end ? end : { result: i }))
    })
  }

  override describe(): string {
    return `the first of: ${this.#members.map((member) => member.describe()).join("; ")}`
  }
}

class All<T> extends Group<T, T[]> {
  readonly #members: readonly Waitable<T>[]

  constructor(members: readonly Waitable<T>[]) {
    super()
    this.#members = members
    let left = members.length
    const results = () => this.endWith({ result: members.map((member) => member.result) })
    if (left === 0) results()
    for (const member of members) {
      this.watch(member, (end) => {
        if ("error" in end) this.endWith(end)
        else if (--left === 0) results()
      })
    }
  }

  override describe(): string {
    const waiting = this.#members.filter((member) => !member.hasEnded)
    return `all of: ${waiting.map((member) => member.describe()).join("; ")}`
  }
}

/** Ends with `member`, or when `timer` ends, whichever is first; the result says whether `member` has ended. */
export class Within extends Group<unknown, boolean> {
  readonly #member: Waitable<unknown>

  constructor(member: Waitable<unknown>, timer: Sleep) {
    super()
    this.#member = member
    this.watch(member, (end) => {
      this.endWith("error" in end ? end : { result: true })
      timer.cancel()
    })
    this.watch(timer, () => this.endWith({ result: false }))
  }

  override describe(): string {
    return `${this.#member.describe()}, or a time-out`
  }
}
