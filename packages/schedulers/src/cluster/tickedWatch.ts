import { datePrecision, positive, type Seconds } from "@placelab/core"
import type { Cluster } from "./cluster.ts"

/**
 * As if somebody looked every `period` from now on whether `isOver`, and called `notice` whenever it is; but nothing happens
 * while it is not, however often one would look. `wake` is to be called when it may have become so.
 *
 * A machine that looks after itself once a second is this, and 100,000 of them cost nothing while all is well.
 */
export class TickedWatch {
  readonly #cluster: Cluster
  readonly #begin: Seconds
  readonly #period: Seconds
  readonly #isOver: () => boolean
  readonly #notice: () => void
  #pending: { cancel(): void } | undefined
  #isStopped = false

  /** Errors: InputError for a period that is not above 0. */
  constructor(cluster: Cluster, period: Seconds, isOver: () => boolean, notice: () => void) {
    this.#cluster = cluster
    this.#begin = cluster.engine.now
    this.#period = positive("watch", "period", period, "seconds")
    this.#isOver = isOver
    this.#notice = notice
    this.wake()
  }

  /** It may be over by now: the next tick will tell. */
  wake(): void {
    if (this.#isStopped || this.#pending !== undefined || !this.#isOver()) return
    const { engine } = this.#cluster
    // A quotient that is rounded down would give the tick of now again, and again.
    const past = engine.now - this.#begin + datePrecision
    const ticks = Math.floor(past / this.#period) + 1
    const next = this.#begin + ticks * this.#period
    this.#pending = engine.after(Math.max(0, next - engine.now), () => {
      this.#pending = undefined
      if (this.#isStopped || !this.#isOver()) return
      this.#notice()
      this.wake()
    })
  }

  /** It calls no more. */
  stop(): void {
    this.#isStopped = true
    this.#pending?.cancel()
    this.#pending = undefined
  }
}
