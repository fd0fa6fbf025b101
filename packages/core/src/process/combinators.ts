import type { Sleep } from "../engine/activity.ts"
import { InputError } from "../inputError.ts"
import { type End, type EndListener, nobodyWaits, Waitable } from "./waitable.ts"

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

/** Ends when `waitable` ends, in whatever way, and never fails: the result says how it ended. */
export function settled<T>(waitable: Waitable<T>): Waitable<End<T>> {
  return new Settled(waitable)
}

/** Waits for several others, and for none of them any more once it has ended. */
abstract class Group<T, R> extends Waitable<R> {
  readonly #watched: (readonly [member: Waitable<T>, listener: EndListener<T>])[] = []

  protected watch(member: Waitable<T>, listener: EndListener<T>): void {
    if (this.hasEnded) return
    this.#watched.push([member, listener])
    member.onEnd(listener)
  }

  /** Ends with a member. To be returned to it, so that an error that nobody waits for stops the run. */
  protected endAs(end: End<R>): typeof nobodyWaits | undefined {
    return this.endWith(end) ? undefined : nobodyWaits
  }

  protected override endWith(end: End<R>): boolean {
    if (this.hasEnded) return false
    const isAwaited = super.endWith(end)
    for (const [member, listener] of this.#watched) member.offEnd(listener)
    this.#watched.length = 0
    return isAwaited
  }
}

class Race extends Group<unknown, number> {
  readonly #members: readonly Waitable<unknown>[]

  constructor(members: readonly Waitable<unknown>[]) {
    super()
    this.#members = members
    members.forEach((member, i) => {
      this.watch(member, (end) => this.endAs("error" in end ? end : { result: i }))
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
        if ("error" in end) return this.endAs(end)
        if (--left === 0) results()
        return undefined
      })
    }
  }

  override describe(): string {
    const waiting = this.#members.filter((member) => !member.hasEnded)
    return `all of: ${waiting.map((member) => member.describe()).join("; ")}`
  }
}

class Settled<T> extends Group<T, End<T>> {
  readonly #member: Waitable<T>

  constructor(member: Waitable<T>) {
    super()
    this.#member = member
    this.watch(member, (end) => {
      this.endWith({ result: end })
    })
  }

  override describe(): string {
    return this.#member.describe()
  }
}

/** Ends with `member`, or when `timer` ends, whichever is first; the result says whether `member` has ended. */
export class Within extends Group<unknown, boolean> {
  readonly #member: Waitable<unknown>

  constructor(member: Waitable<unknown>, timer: Sleep) {
    super()
    this.#member = member
    this.watch(member, (end) => {
      const answer = this.endAs("error" in end ? end : { result: true })
      timer.cancel()
      return answer
    })
    this.watch(timer, () => this.endAs({ result: false }))
  }

  override describe(): string {
    return `${this.#member.describe()}, or a time-out`
  }
}
