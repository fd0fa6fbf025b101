import { ProcessError } from "../process/errors.ts"
import { Waitable } from "../process/waitable.ts"
import type { Kernel } from "./kernel.ts"
import { type Due, type Owned, type Owner, order } from "./roles.ts"

/**
 * How an activity ended. Whoever waits for it goes on with this result: "failed" when a resource that it needs is off.
 */
export type Outcome = "done" | "cancelled" | "failed"

const ends = {
  done: { result: "done" },
  cancelled: { result: "cancelled" },
  failed: { result: "failed" },
} as const

/** How an activity is bound to the process that starts it. */
export interface StartOptions {
  /** It goes on when that process is killed, and is not suspended with it. Default false. */
  readonly detached?: boolean
}

/**
 * Something that takes simulated time. It starts when it is made, and runs whether or not anybody waits for it. One that
 * a process has started is cancelled when that process is killed.
 */
export abstract class Activity extends Waitable<Outcome> implements Due, Owned {
  abstract readonly order: number
  readonly sequence: number
  protected readonly kernel: Kernel
  readonly #owner: Owner | undefined
  #entry = -1

  /** Activities are made by an `Engine`. */
  constructor(kernel: Kernel) {
    super()
    this.kernel = kernel
    this.sequence = kernel.nextSequence()
    this.#owner = kernel.running
    this.#owner?.owns(this)
  }

  /** Ends it now, not done. Nothing happens when it has ended. */
  cancel(): void {
    if (!this.hasEnded) this.end("cancelled")
  }

  /** Called when the process that has started it was killed. */
  abandon(): void {
    this.cancel()
  }

  /** Called when the process that has started it is suspended, or resumed. */
  freeze(_isFrozen: boolean): void {}

  /** Called by the kernel when its date has come, unless something else on this date has ended it. */
  due(): void {
    if (!this.hasEnded) this.reached()
  }

  /** The date it was scheduled for is there. */
  protected abstract reached(): void

  /** Gives it a date in the calendar, or another one; Infinity: none. */
  protected scheduleAt(date: number): void {
    const { calendar } = this.kernel
    if (date === Number.POSITIVE_INFINITY) {
      if (this.#entry >= 0) calendar.cancel(this.#entry)
      this.#entry = -1
    } else if (this.#entry >= 0) calendar.move(this.#entry, date)
    else this.#entry = calendar.schedule(date, this)
  }

  protected end(outcome: Outcome): void {
    if (this.#entry >= 0) this.scheduleAt(Number.POSITIVE_INFINITY)
    this.#owner?.disowns(this)
    this.endWith(ends[outcome])
  }
}

/** Lets simulated time pass. */
export class Sleep extends Activity {
  override readonly order = order.timer
  readonly #until: number

  /** `seconds` may be Infinity: it never ends, unless it is cancelled. */
  constructor(kernel: Kernel, seconds: number) {
    super(kernel)
    this.#until = kernel.now + seconds
    this.scheduleAt(this.#until)
  }

  override describe(): string {
    return `the date ${this.#until} s`
  }

  protected override reached(): void {
    this.end("done")
  }
}

/** Does something when its date comes. */
export class TimedCall extends Sleep {
  readonly #call: () => void

  constructor(kernel: Kernel, seconds: number, call: () => void) {
    super(kernel, seconds)
    this.#call = call
  }

  protected override reached(): void {
    super.reached()
    try {
      this.#call()
    } catch (cause) {
      this.kernel.stopWith(new ProcessError("timed call", this.kernel.now, cause))
    }
  }
}
