import type { Kernel, Runnable } from "../engine/kernel.ts"
import { ProcessError } from "./errors.ts"
import { type Steps, Waitable } from "./waitable.ts"

/** A running generator: it has a name, waits for one thing at a time, and can itself be waited for (joined). */
export class Process<R> extends Waitable<R> implements Runnable {
  readonly name: string
  readonly #kernel: Kernel
  readonly #steps: Steps<R>
  #waitsFor: Waitable<unknown> | undefined

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

  /** Runs on to the next wait. Called by the kernel only. */
  step(): void {
    this.#waitsFor = undefined
    let next: IteratorResult<Waitable<unknown>, R>
    try {
      next = this.#steps.next()
    } catch (error) {
      this.#fail(error)
      return
    }
    if (next.done === true) {
      this.#kernel.processes.delete(this)
      this.endWith({ result: next.value })
    } else {
      this.#waitsFor = next.value
      next.value.onEnd(() => this.#kernel.makeReady(this))
    }
  }

  #fail(cause: unknown): void {
    this.#kernel.processes.delete(this)
    const error = new ProcessError(this.name, this.#kernel.now, cause)
    if (!this.isAwaited) throw error
    this.endWith({ error })
  }
}
