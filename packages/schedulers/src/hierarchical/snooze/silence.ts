import type { Engine, Seconds } from "@placelab/core"

/** After how long who is silent is taken for dead, and how often one is looked after. */
export interface HeartbeatRule {
  readonly heartbeatTimeout: Seconds
  /** From one call of `tick` to the next one. */
  readonly heartbeatPeriod: Seconds
}

/**
 * Calls `notice` when a peer has not been heard for the timeout, on that very date; counted from when it was made. As long as
 * heartbeats come there is nothing in the calendar: `tick` looks whether the time will be over before the next tick.
 */
export class Silence {
  readonly #engine: Engine
  readonly #rule: HeartbeatRule
  readonly #notice: () => void
  #heardAt: Seconds
  #isStopped = false

  constructor(engine: Engine, rule: HeartbeatRule, notice: () => void) {
    this.#engine = engine
    this.#rule = rule
    this.#notice = notice
    this.#heardAt = engine.now
  }

  /** The peer is heard. */
  hear(): void {
    this.#heardAt = this.#engine.now
  }

  /** To be called at every heartbeat; as long as the peer goes on to be silent, each of them is followed by a notice. */
  tick(): void {
    const heardAt = this.#heardAt
    const left = heardAt + this.#rule.heartbeatTimeout - this.#engine.now
    if (left >= this.#rule.heartbeatPeriod) return
    this.#engine.after(Math.max(0, left), () => {
      if (!this.#isStopped && this.#heardAt === heardAt) this.#notice()
    })
  }

  /** It notices nothing any more. */
  stop(): void {
    this.#isStopped = true
  }
}
