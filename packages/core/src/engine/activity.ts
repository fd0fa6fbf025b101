import { Waitable } from "../process/waitable.ts"
import { type Due, type Kernel, order } from "./kernel.ts"

/** How an activity ended. Whoever waits for a cancelled one goes on with this result. */
export type Outcome = "done" | "cancelled"

/** Something that takes simulated time. It starts when it is made, and runs whether or not anybody waits for it. */
export abstract class Activity extends Waitable<Outcome> implements Due {
  abstract readonly order: number
  protected readonly kernel: Kernel
  #entry = -1

  /** Activities are made by an `Engine`. */
  constructor(kernel: Kernel) {
    super()
    this.kernel = kernel
  }

  /** Ends it now, not done. Nothing happens when it has ended. */
  cancel(): void {
    if (!this.hasEnded) this.end("cancelled")
  }

  /** Called by the kernel. */
  taken(): void {
    this.#entry = -1
  }

  /** Called by the kernel when its date has come, unless something else on this date has ended it. */
  due(): void {
    if (!this.hasEnded) this.reached()
  }

  /** The date it was scheduled for is there. */
  protected abstract reached(): void

  /** Enters or moves its date in the calendar; Infinity takes it out. */
  protected scheduleAt(date: number): void {
    const { calendar } = this.kernel
    if (date === Number.POSITIVE_INFINITY) {
      if (this.#entry >= 0) calendar.cancel(this.#entry)
      this.#entry = -1
    } else if (this.#entry >= 0) calendar.move(this.#entry, date)
    else this.#entry = calendar.schedule(date, this)
  }

  protected end(outcome: Outcome): void {
    this.scheduleAt(Number.POSITIVE_INFINITY)
    this.endWith({ result: outcome })
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
