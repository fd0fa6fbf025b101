import type { MessageNetwork } from "../../cluster/messageNetwork.ts"
import type { Actor } from "./roles.ts"

/** What Snooze counts; see {@link Post.counts}. */
export interface SnoozeCounts {
  /** Sent, heartbeats among them. */
  messages: number
  /** Sent by leaders, managers and controllers, and passed on. */
  heartbeats: number
  /** Managers that were asked to lead. */
  elections: number
  /** Memberships that began. */
  joins: number
  /** Managers that a leader, and machines that a manager, has not heard for too long. */
  lost: number
  /** Plans and decisions begun. */
  rounds: number
}

/** Messages between actors: they reach the life that they were sent to, or nobody. */
export class Post {
  readonly counts: SnoozeCounts = { messages: 0, heartbeats: 0, elections: 0, joins: 0, lost: 0, rounds: 0 }
  readonly #network: MessageNetwork

  constructor(network: MessageNetwork) {
    this.#network = network
  }

  send(from: Actor, to: Actor, deliver: () => void): void {
    if (!from.isAlive || !from.host.isOn) return
    this.counts.messages++
    this.#network.send(from.host, to.host, () => {
      if (to.isAlive) deliver()
    })
  }

  /** As {@link send}, for a heartbeat. */
  beat(from: Actor, to: Actor, deliver: () => void): void {
    if (from.isAlive && from.host.isOn) this.counts.heartbeats++
    this.send(from, to, deliver)
  }

  /** A heartbeat for each of these. */
  beatEach<T>(
    beats: Iterable<T>,
    from: (beat: T) => Actor,
    to: (beat: T) => Actor,
    deliver: (beat: T) => void,
  ): void {
    const sent = this.#network.sendEach(
      beats,
      (beat) => from(beat).host,
      (beat) => to(beat).host,
      (beat) => {
        if (to(beat).isAlive) deliver(beat)
      },
    )
    this.counts.heartbeats += sent
    this.counts.messages += sent
  }
}
