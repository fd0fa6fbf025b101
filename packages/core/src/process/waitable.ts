/** What a simulated process is: a generator that yields what it waits for, and may return a result. */
export type Steps<R = void> = Generator<Waitable<unknown>, R, void>

/** How something ended: with a result, or with the error that it failed with. */
export type End<T> = { readonly result: T } | { readonly error: unknown }

/** Is told of an end. Listeners never throw; what they return is of no account. */
export type EndListener<T> = (end: End<T>) => unknown

/** For this package: returned by the listener of a group that nobody waits for, so that an error is not lost with it. */
export const nobodyWaits = Symbol("nobody waits")

/**
 * Something that ends once, with a result: an activity, another process, or several of them together.
 *
 * `yield* it` inside a process waits for the end and gives the result; at once when it has ended already. What failed
 * throws its error there.
 */
export abstract class Waitable<T> {
  #end: End<T> | undefined
  // One listener is the rule, so it does without a list. `never`, so that a Waitable<T> is a Waitable<unknown>.
  #listeners: EndListener<never> | EndListener<never>[] | undefined

  /** For messages: what it is, e.g. `transfer of 1e9 bytes from "a" to "b"`. */
  abstract describe(): string

  /** Whether it is over, in whatever way. */
  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  /** The result. Errors: what failed throws its error here; before the end there is no result to give. */
  get result(): T {
    if (this.#end === undefined) throw new Error(`${this.describe()} has not ended yet`)
    if ("error" in this.#end) throw this.#end.error
    return this.#end.result
  }

  *[Symbol.iterator](): Steps<T> {
    if (this.#end === undefined) yield this
    return this.result
  }

  /** Calls `listener` at the end, or now when that is past; before processes that wait for it go on. */
  onEnd(listener: EndListener<T>): void {
    if (this.#end !== undefined) listener(this.#end)
    else if (this.#listeners === undefined) this.#listeners = listener
    else if (typeof this.#listeners === "function") this.#listeners = [this.#listeners, listener]
    else this.#listeners.push(listener)
  }

  /** Takes a listener back. */
  offEnd(listener: EndListener<T>): void {
    if (this.#listeners === listener) this.#listeners = undefined
    else if (Array.isArray(this.#listeners)) {
      const at = this.#listeners.indexOf(listener)
      if (at >= 0) this.#listeners.splice(at, 1)
    }
  }

  /** Ends it; says whether anybody has waited for that. */
  protected endWith(end: End<T>): boolean {
    this.#end = end
    const listeners = this.#listeners
    this.#listeners = undefined
    if (listeners === undefined) return false
    if (typeof listeners === "function") return listeners(end as End<never>) !== nobodyWaits
    let isAwaited = false
    for (const listener of [...listeners]) if (listener(end as End<never>) !== nobodyWaits) isAwaited = true
    return isAwaited
  }
}
