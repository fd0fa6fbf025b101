import { type Bytes, type Engine, type Host, nonNegative, type Seconds } from "@placelab/core"

/** How control messages travel. */
export interface MessageOptions {
  /** Of each message. Default 1024. */
  readonly bytes?: Bytes
  /**
   * `timed` (default): a message takes what the network takes for its bytes when nothing else is there. A control message is
   * a few microseconds of bytes after some milliseconds of latency, so what others send hardly shows; and it costs one event.
   * `shared`: it shares links with all that is sent, as any transfer does.
   */
  readonly travel?: "timed" | "shared"
}

/**
 * Messages between nodes of schedulers. One that is sent by a node that is off, or arrives at one that is off, is lost; nobody
 * is told. Counts what every node sends and receives.
 */
export class MessageNetwork {
  readonly #engine: Engine
  readonly #bytes: Bytes
  readonly #isShared: boolean
  readonly #sent = new Map<Host, number>()
  readonly #received = new Map<Host, number>()

  /** Errors: InputError. */
  constructor(engine: Engine, { bytes = 1024, travel = "timed" }: MessageOptions = {}) {
    this.#engine = engine
    this.#bytes = nonNegative("messages", "bytes", bytes, "bytes")
    this.#isShared = travel === "shared"
  }

  /** Messages that `node` has sent. */
  sentBy(node: Host): number {
    return this.#sent.get(node) ?? 0
  }

  /** Messages that have arrived at `node`. */
  receivedBy(node: Host): number {
    return this.#received.get(node) ?? 0
  }

  /**
   * Sends a message for each of these, as `send` would one after the other; those that arrive on one date are one event. Says how
   * many were sent. `from` and `to` are asked now. Errors: InputError where there is no way.
   *
   * @example messages.sendEach(nodes, (node) => node, () => master, (node) => heard.add(node))
   */
  sendEach<T>(
    messages: Iterable<T>,
    from: (message: T) => Host,
    to: (message: T) => Host,
    deliver: (message: T) => void,
  ): number {
    let sent = 0
    const byTravel = new Map<Seconds, { readonly messages: T[]; readonly targets: Host[] }>()
    for (const message of messages) {
      const source = from(message)
      if (!source.isOn) continue
      sent++
      const target = to(message)
      if (this.#isShared) {
        this.send(source, target, () => deliver(message))
        continue
      }
      this.#sent.set(source, this.sentBy(source) + 1)
      const seconds = this.#travel(source, target)
      const sameDate = byTravel.get(seconds)
      if (sameDate === undefined) byTravel.set(seconds, { messages: [message], targets: [target] })
      else {
        sameDate.messages.push(message)
        sameDate.targets.push(target)
      }
    }
    for (const [seconds, sameDate] of byTravel) {
      this.#engine.after(seconds, () => {
        const { messages, targets } = sameDate
        for (let i = 0; i < messages.length; i++) this.#arrive(targets[i]!, () => deliver(messages[i]!))
      })
    }
    return sent
  }

  /** Sends a message; `deliver` is called when it arrives. Errors: InputError where there is no way. */
  send(from: Host, to: Host, deliver: () => void): void {
    if (!from.isOn) return
    this.#sent.set(from, this.sentBy(from) + 1)
    const arrive = () => this.#arrive(to, deliver)
    if (!this.#isShared || from === to) this.#engine.after(this.#travel(from, to), arrive)
    else {
      this.#engine.transfer(from, to, this.#bytes, { detached: true }).onEnd((end) => {
        if ("result" in end && end.result === "done") this.#engine.after(0, arrive)
      })
    }
  }

  #travel(from: Host, to: Host): Seconds {
    return from === to ? 0 : this.#engine.travelTime(from, to, this.#bytes)
  }

  #arrive(to: Host, deliver: () => void): void {
    if (!to.isOn) return
    this.#received.set(to, this.receivedBy(to) + 1)
    deliver()
  }
}
