import type { Outcome } from "../engine/activity.ts"
import type { Kernel } from "../engine/kernel.ts"
import type { Transfer } from "../engine/transfer.ts"
import { hold } from "../engine/work.ts"
import type { Host } from "../platform/host.ts"
import type { Bytes, BytesPerSecond } from "../units.ts"
import type { Receive, Send } from "./message.ts"

/** Starts the bytes of a message on their way. */
export type Carry = (from: Host, to: Host, bytes: Bytes, limit: BytesPerSecond) => Transfer

/** A message whose two ends have met. Its bytes start when nobody holds back either end. */
export class Delivery {
  readonly #kernel: Kernel
  readonly #send: Send<unknown>
  readonly #receive: Receive<unknown>
  readonly #carry: Carry
  #transfer: Transfer | undefined

  constructor(kernel: Kernel, send: Send<unknown>, receive: Receive<unknown>, carry: Carry) {
    this.#kernel = kernel
    this.#send = send
    this.#receive = receive
    this.#carry = carry
    send.delivery = this
    receive.delivery = this
    receive.source = send
    this.holdsChanged()
  }

  get remaining(): Bytes {
    return this.#transfer?.remaining ?? this.#send.bytes
  }

  holdsChanged(): void {
    const { isHeld: senderIsHeld } = this.#send
    const { isHeld: receiverIsHeld } = this.#receive
    if (this.#transfer !== undefined) {
      this.#transfer.holdBack(hold.sender, senderIsHeld)
      this.#transfer.holdBack(hold.receiver, receiverIsHeld)
    } else if (!senderIsHeld && !receiverIsHeld && !this.#send.hasEnded && !this.#receive.hasEnded)
      this.#start()
  }

  /** One end has given up. */
  giveUp(): void {
    if (this.#transfer === undefined) this.#finish("failed")
    else this.#transfer.cancel()
  }

  #start(): void {
    const [send, receive] = [this.#send, this.#receive]
    const limit = Math.min(send.limit, receive.limit)
    try {
      this.#transfer = this.#kernel.unowned(() => this.#carry(send.host, receive.host, send.bytes, limit))
    } catch (error) {
      // There is no way between the two: whoever made them meet is told why, and both ends know that it failed.
      this.#finish("failed")
      throw error
    }
    const transfer = this.#transfer
    transfer.onEnd(() => this.#finish(transfer.result === "done" ? "done" : "failed"))
  }

  #finish(outcome: Outcome): void {
    this.#send.finish(outcome)
    this.#receive.finish(outcome)
  }
}
