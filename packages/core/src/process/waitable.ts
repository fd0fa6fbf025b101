/** What a simulated process is: a generator that yields what it waits for, and may return a result. */
export type Steps<R = void> = Generator<Waitable<unknown>, R, void>

/**
 * Something that ends once, with a result: an activity, or another process.
 *
 * `yield* it` inside a process waits for the end and gives the result; at once when it has ended already.
 */
export abstract class Waitable<T> {
  #listeners: (() => void)[] = []
  #end: { readonly result: T } | { readonly error: unknown } | undefined

  /** For messages: what it is, e.g. `transfer of 1e9 bytes from "a" to "b"`. */
  abstract describe(): string

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  /** The result. Errors: a failed process throws here what it failed with; before the end there is no result to give. */
  get result(): T {
    if (this.#end === undefined) throw new Error(`${this.describe()} has not ended yet`)
    if ("error" in this.#end) throw this.#end.error
    return this.#end.result
  }

  /** Calls `listener` at the end, or now when that is past. */
  onEnd(listener: () => void): void {
    if (this.hasEnded) listener()
    else this.#listeners.push(listener)
  }

  *[Symbol.iterator](): Steps<T> {
    if (!this.hasEnded) yield this
    return this.result
  }

  protected get isAwaited(): boolean {
    return this.#listeners.length > 0
  }

  protected endWith(end: { readonly result: T } | { readonly error: unknown }): void {
    this.#end = end
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) listener()
  }
}

/** Ends with the first of `waitables` that ends; the result is its index. The others go on. */
export function race(waitables: readonly Waitable<unknown>[]): Waitable<number> {
  return new Race(waitables)
}

class Race extends Waitable<number> {
  readonly #runners: readonly Waitable<unknown>[]

  constructor(runners: readonly Waitable<unknown>[]) {
    super()
    this.#runners = runners
    runners.forEach((runner, i) => {
      runner.onEnd(() => {
        if (!this.hasEnded) this.endWith({ result: i })
      })
    })
  }

  override describe(): string {
    return `the first of: ${this.#runners.map((r) => r.describe()).join("; ")}`
  }
}

/** Waits for all of `waitables`, in whatever order they end, and gives their results in the order of the list. */
export function* all<T>(waitables: readonly Waitable<T>[]): Steps<T[]> {
  const results: T[] = []
  for (const waitable of waitables) results.push(yield* waitable)
  return results
}
