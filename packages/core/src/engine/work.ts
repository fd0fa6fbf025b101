import type { ConstraintId, VariableId } from "../fairshare/fairShare.ts"
import { Activity, type Outcome } from "./activity.ts"
import { type Fed, type Kernel, order } from "./kernel.ts"

/**
 * An amount of something (flops, bytes) that is worked off at the rate its variable gets.
 *
 * Rates are constant between two solutions of the fair-share system, so what was done is an exact sum of
 * rate x duration, brought up to date only when the rate changes or somebody asks.
 */
export abstract class Work extends Activity implements Fed {
  override readonly order = order.work
  readonly #amount: number
  #done = 0
  #rate = 0
  #since: number
  #variable: VariableId = -1
  #penalty = 0
  #factor = 1
  #hasBegun = false
  #suspended = false

  constructor(kernel: Kernel, amount: number) {
    super(kernel)
    this.#amount = amount
    this.#since = kernel.now
  }

  /** How much was done by now, in the work's unit; exact. */
  get done(): number {
    return Math.min(this.#amount, this.#done + this.#rate * (this.kernel.now - this.#since))
  }

  /** The rate at which it goes on from now, in the work's unit per second. */
  get rate(): number {
    this.kernel.share()
    return this.#rate
  }

  /** Holds it at what was done; it uses nothing and does not end until {@link resume}. */
  suspend(): void {
    this.#hold(true)
  }

  /** Lets it go on after {@link suspend}; nothing happens when it was not suspended. */
  resume(): void {
    this.#hold(false)
  }

  /** Called by the kernel with the new value of its variable. */
  rateChanged(value: number): void {
    const rate = value * this.#factor
    if (rate === this.#rate) return
    this.#settle()
    this.#rate = rate
    const left = this.#amount - this.#done
    const ends = rate > 0 && left < Number.POSITIVE_INFINITY
    this.scheduleAt(ends ? this.kernel.now + left / rate : Number.POSITIVE_INFINITY)
  }

  protected override reached(): void {
    this.end("done")
  }

  protected override end(outcome: Outcome): void {
    if (outcome === "done") this.#done = this.#amount
    else this.#settle()
    this.#rate = 0
    if (this.#variable >= 0) this.kernel.stopFeeding(this.#variable)
    this.#variable = -1
    super.end(outcome)
  }

  /** Lets the work begin: `uses` lists the constraints with their weights; `factor` turns the value into the rate. */
  protected begin(
    uses: Iterable<readonly [constraint: ConstraintId, weight: number]>,
    { penalty, bound, factor = 1 }: { penalty: number; bound: number; factor?: number },
  ): void {
    this.#hasBegun = true
    if (this.#amount === 0) {
      this.#hold(this.#suspended)
      return
    }
    this.#penalty = penalty
    this.#factor = factor
    this.#variable = this.kernel.feed(this, this.#suspended ? 0 : penalty, bound)
    for (const [constraint, weight] of uses) this.kernel.fairShare.use(constraint, this.#variable, weight)
  }

  protected limit(bound: number): void {
    if (this.#variable >= 0) this.kernel.fairShare.setBound(this.#variable, bound)
  }

  #hold(suspended: boolean): void {
    this.#suspended = suspended
    if (this.hasEnded || !this.#hasBegun) return
    if (this.#amount === 0) this.scheduleAt(suspended ? Number.POSITIVE_INFINITY : this.kernel.now)
    else {
      this.kernel.fairShare.setPenalty(this.#variable, suspended ? 0 : this.#penalty)
      if (suspended) this.rateChanged(0)
    }
  }

  #settle(): void {
    this.#done = this.done
    this.#since = this.kernel.now
  }
}
