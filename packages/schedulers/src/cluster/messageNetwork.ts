import { type Bytes, type Engine, type Host, nonNegative } from "@placelab/core"

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

  /** Sends a message; `deliver` is called when it arrives. Errors: InputError where there is no way. */
  send(from: Host, to: Host, deliver: () => void): void {
    if (!from.isOn) return
    this.#sent.set(from, this.sentBy(from) + 1)
    const arrive = () => {
      if (!to.isOn) return
      this.#received.set(to, this.receivedBy(to) + 1)
      deliver()
    }
    if (from === to) this.#engine.after(0, arrive)
    else if (!this.#isShared) this.#engine.after(this.#engine.travelTime(from, to, this.#bytes), arrive)
    else {
      this.#engine.transfer(from, to, this.#bytes, { detached: true }).onEnd((end) => {
        if ("result" in end && end.result === "done") this.#engine.after(0, arrive)
      })
    }
  }
}
