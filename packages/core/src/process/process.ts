import type { Kernel, Runnable } from "../engine/kernel.ts"
import { ProcessError } from "./errors.ts"
import { type End, type Steps, Waitable } from "./waitable.ts"

/** A running generator: it has a name, waits for one thing at a time, and can itself be waited for (joined). */
export class Process<R> extends Waitable<R> implements Runnable {
  readonly name: string
  readonly #kernel: Kernel
  readonly #steps: Steps<R>
  #waitsFor: Waitable<unknown> | undefined
  #woken: End<unknown> | undefined

  /** Processes are made by `Engine.spawn`. */
  constructor(kernel: Kernel, name: string, steps: Steps<R>) {
    super()
    this.name = name
    this.#kernel = kernel
    this.#steps = steps
    kernel.processes.add(this)
    kernel.makeReady(this)
  }

  override describe(): string {
    return `process "${this.name}"`
  }

  /** What it waits for, in words; for the report of a deadlock. */
  get waitsFor(): string {
    return this.#waitsFor?.describe() ?? "nothing"
  }

  /** Runs on to the next wait; with the error, where what it waited for failed. Called by the kernel only. */
  step(): void {
    this.#waitsFor = undefined
    const woken = this.#woken
    let next: IteratorResult<Waitable<unknown>, R>
    try {
      next = woken !== undefined && "error" in woken ? this.#steps.throw(woken.error) : this.#steps.next()
    } catch (error) {
      this.#fail(error)
      return
    }
    if (next.done === true) {
      this.#kernel.processes.delete(this)
      this.endWith({ result: next.value })
    } else {
      this.#waitsFor = next.value
      next.value.onEnd((end) => {
        this.#woken = end
        this.#kernel.makeReady(this)
      })
    }
  }

  /** Whoever waits for it gets the error; when nobody does, the run stops with it. */
  #fail(cause: unknown): void {
    const error = new ProcessError(this.name, this.#kernel.now, cause)
    const isAwaited = this.isAwaited
    this.#kernel.processes.delete(this)
    this.endWith({ error })
    if (!isAwaited) throw error
  }
}
