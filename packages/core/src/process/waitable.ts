/** What a simulated process is: a generator that yields what it waits for, and may return a result. */
export type Steps<R = void> = Generator<Waitable<unknown>, R, void>

/** How something ended: with a result, or with the error that it failed with. */
export type End<T> = { readonly result: T } | { readonly error: unknown }

/**
 * Something that ends once, with a result: an activity, another process, or several of them together.
 *
 * `yield* it` inside a process waits for the end and gives the result; at once when it has ended already. What failed
 * throws its error there.
 */
export abstract class Waitable<T> {
  readonly #listeners = new Set<() => void>()
  #end: End<T> | undefined

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
    if (!this.hasEnded) yield this
    return this.result
  }

  /**
   * For this package: calls `listener` at the end, or now when that is past. Gives a function that takes it back.
   * Listeners never throw.
   */
  onEnd(listener: (end: End<T>) => void): () => void {
    const call = () => listener(this.#end!)
    if (this.hasEnded) call()
    else this.#listeners.add(call)
    return () => this.#listeners.delete(call)
  }

  protected get isAwaited(): boolean {
    return this.#listeners.size > 0
  }

  protected endWith(end: End<T>): void {
    this.#end = end
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of listeners) listener()
  }
}
