import type { VariableId } from "../fairshare/fairShare.ts"
import { Activity, type Outcome } from "./activity.ts"
import type { Kernel } from "./kernel.ts"
import { type Fed, order } from "./roles.ts"

/** Who may hold work back; it goes on when nobody does. */
export const hold = { user: 1, owner: 2, sender: 4, receiver: 8, latency: 16 } as const

/**
 * An amount of something (flops, bytes) that is worked off at the rate its variable gets. While it runs its progress
 * stands in the kernel's work table; done and rate are exact at any date.
 */
export abstract class Work extends Activity implements Fed {
  override readonly order = order.work
  protected variable: VariableId = -1
  readonly #amount: number
  #penalty = 1
  #holds = 0
  /** What was done before the variable was fed and after it was taken away. */
  #doneBefore = 0

  constructor(kernel: Kernel, amount: number) {
    super(kernel)
    this.#amount = amount
  }

  /** How much was done by now, in the work's unit; exact. */
  get done(): number {
    return this.variable < 0 ? this.#doneBefore : this.kernel.work.done(this.variable, this.kernel.now)
  }

  /** How much is left to do, in the work's unit; exact. */
  get remaining(): number {
    return this.#amount - this.done
  }

  /** The rate at which it goes on from now, in the work's unit per second. */
  get rate(): number {
    this.kernel.share()
    return this.variable < 0 ? 0 : this.kernel.work.rate(this.variable)
  }

  /** Holds it at what was done; it uses nothing and does not end until {@link resume}. */
  suspend(): void {
    this.holdBack(hold.user, true)
  }

  /** Lets it go on after {@link suspend}; nothing happens when it was not suspended. */
  resume(): void {
    this.holdBack(hold.user, false)
  }

  /** Called when the process that has started it is suspended, or resumed. */
  override freeze(isFrozen: boolean): void {
    this.holdBack(hold.owner, isFrozen)
  }

  /** For this package: holds it back in somebody's name, or does not any more. */
  holdBack(who: number, isHeld: boolean): void {
    const holds = isHeld ? this.#holds | who : this.#holds & ~who
    const wasHeld = this.#holds !== 0
    this.#holds = holds
    if (this.hasEnded || (holds !== 0) === wasHeld) return
    if (this.#amount === 0) this.#endIfEmpty()
    else if (this.variable >= 0) {
      this.kernel.fairShare.setPenalty(this.variable, holds === 0 ? this.#penalty : 0)
      if (holds !== 0) this.kernel.work.halt(this.variable, this.kernel.now)
    }
    this.heldBackChanged(holds !== 0)
  }

  /** For the kernel: what it uses has changed. */
  abstract resourceChanged(): void

  /** Called by the kernel: what it needs is off. */
  fail(): void {
    if (!this.hasEnded) this.end("failed")
  }

  protected get isHeld(): boolean {
    return this.#holds !== 0
  }

  /** It is held back from now on, or not any more. */
  protected heldBackChanged(_isHeld: boolean): void {}

  protected override reached(): void {
    this.end("done")
  }

  protected override end(outcome: Outcome): void {
    this.stopFeeding(outcome)
    super.end(outcome)
  }

  /**
   * Feeds it from a variable of the fair-share system, whose value times `factor` is the rate; the caller adds what the
   * variable uses. Without an amount it needs no share: it ends at this date, if nobody holds it back.
   */
  protected feed(penalty: number, bound: number, factor: number): VariableId {
    const { kernel } = this
    const isEmpty = this.#amount === 0
    this.#penalty = penalty
    this.variable = kernel.feed(this, isEmpty || this.isHeld ? 0 : penalty, bound)
    kernel.work.add(this.variable, this, this.#amount, this.#doneBefore, factor, kernel.now)
    if (isEmpty) this.#endIfEmpty()
    return this.variable
  }

  /** Takes the variable away and keeps what was done: all, where that is why. */
  protected stopFeeding(outcome?: Outcome): void {
    if (this.variable < 0) return
    this.#doneBefore = outcome === "done" ? this.#amount : this.done
    this.kernel.work.remove(this.variable)
    this.kernel.stopFeeding(this.variable)
    this.variable = -1
  }

  /** Changes what its share follows. */
  protected adjust(penalty: number, bound: number): void {
    this.#penalty = penalty
    if (this.variable < 0) return
    this.kernel.fairShare.setBound(this.variable, bound)
    if (!this.isHeld && this.#amount > 0) this.kernel.fairShare.setPenalty(this.variable, penalty)
  }

  #endIfEmpty(): void {
    if (this.variable >= 0) this.scheduleAt(this.isHeld ? Number.POSITIVE_INFINITY : this.kernel.now)
  }
}
