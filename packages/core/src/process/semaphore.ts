import type { Outcome } from "../engine/activity.ts"
import type { Kernel } from "../engine/kernel.ts"
import type { Owned, Owner } from "../engine/roles.ts"
import { InputError } from "../inputError.ts"
import { type Steps, Waitable } from "./waitable.ts"

/**
 * A counting semaphore: so many may pass, the others wait in the order of their asking (FIFO). Made by `Engine.semaphore`.
 *
 * @example
 * const slots = engine.semaphore(2)
 * engine.spawn("worker", function* () {
 *   yield* slots.acquire()
 *   try {
 *     yield* engine.compute(host, 1e9)
 *   } finally {
 *     slots.release()
 *   }
 * })
 */
export class Semaphore {
  readonly #kernel: Kernel
  readonly #queue: Permit[] = []
  #available: number

  /** Semaphores are made by an `Engine`. Errors: InputError. */
  constructor(kernel: Kernel, count: number) {
    if (!(Number.isInteger(count) && count >= 0))
      throw new InputError("semaphore", "count", count, "a whole number of at least 0")
    this.#kernel = kernel
    this.#available = count
  }

  /** How many could pass now without waiting. */
  get available(): number {
    return this.#available
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length
  }

  /**
   * Asks for a permit; it ends "done" when there is one, at once where nobody has to wait. A process that is killed waits no
   * more; a permit that it got on that date, before it could go on with it, goes back.
   */
  acquire(): Permit {
    const permit = new Permit(this, this.#kernel.running)
    this.#queue.push(permit)
    this.#serve()
    return permit
  }

  /** Gives one back, or one more than there were: whoever waits first has it. Anybody may call this. */
  release(): void {
    this.#available++
    this.#serve()
  }

  /** For its permits: this one does not wait any more. */
  withdraw(permit: Permit): void {
    const at = this.#queue.indexOf(permit)
    if (at >= 0) this.#queue.splice(at, 1)
  }

  #serve(): void {
    while (this.#available > 0 && this.#queue.length > 0) {
      this.#available--
      this.#queue.shift()!.grant()
    }
  }
}

/** What `Semaphore.acquire` gives: waits until it may pass; "cancelled" when it gave up. */
export class Permit extends Waitable<Outcome> implements Owned {
  readonly #semaphore: Semaphore
  readonly #owner: Owner | undefined
  #isHeld = false

  /** Made by `Semaphore.acquire`. */
  constructor(semaphore: Semaphore, owner: Owner | undefined) {
    super()
    this.#semaphore = semaphore
    this.#owner = owner
    owner?.owns(this)
  }

  override *[Symbol.iterator](): Steps<Outcome> {
    let goesOn = false
    try {
      const outcome = yield* super[Symbol.iterator]()
      goesOn = true
      return outcome
    } finally {
      if (!goesOn) this.release()
    }
  }

  override describe(): string {
    return "a permit of a semaphore"
  }

  /** Gives up waiting. Nothing happens when it has ended. */
  cancel(): void {
    if (this.hasEnded) return
    this.#semaphore.withdraw(this)
    this.#end("cancelled")
  }

  /**
   * Gives it back, or gives up waiting for it; does nothing the second time. In a finally block it is right wherever the
   * process was killed. Use this or `Semaphore.release`, not both.
   */
  release(): void {
    this.cancel()
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#semaphore.release()
  }

  /** Called by its semaphore: it may pass. */
  grant(): void {
    this.#isHeld = true
    this.#end("done")
  }

  /** Called when the process that waits was killed. */
  abandon(): void {
    this.cancel()
  }

  /** Called when the process is suspended, or resumed: it keeps its place. */
  freeze(): void {}

  #end(outcome: Outcome): void {
    this.#owner?.disowns(this)
    this.endWith({ result: outcome })
  }
}
