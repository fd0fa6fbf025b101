import type { Engine, Host } from "@placelab/core"
import type { Actor, Leader } from "./roles.ts"
import { type HeartbeatRule, Silence } from "./silence.ts"

/** The entry point, EP: tells clients who leads. It hears the leader's heartbeats, and forgets a leader that is silent. */
export class EntryPoint implements Actor {
  readonly isAlive = true
  readonly #at: () => Host
  readonly #silence: Silence
  #leader: Leader | undefined

  /** `at` tells where it is: with the relay. */
  constructor(engine: Engine, rule: HeartbeatRule, at: () => Host) {
    this.#at = at
    this.#silence = new Silence(engine, rule, () => {
      this.#leader = undefined
    })
  }

  get host(): Host {
    return this.#at()
  }

  /** The node of the leader; undefined when it knows of none. */
  get leader(): Host | undefined {
    return this.#leader?.host
  }

  /** RBeatGL. */
  hearLeader(leader: Leader): void {
    this.#leader = leader
    this.#silence.hear()
  }

  tick(): void {
    if (this.#leader !== undefined) this.#silence.tick()
  }
}
