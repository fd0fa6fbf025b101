import type { Kernel } from "../engine/kernel.ts"
import type { TransferOptions } from "../engine/transfer.ts"
import { InputError, nonNegative, positiveOrInfinite } from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Bytes, BytesPerSecond } from "../units.ts"
import { type Carry, Delivery } from "./delivery.ts"
import { type MessageEnd, Receive, Send } from "./message.ts"

/**
 * Where senders and receivers meet. The first send meets the first receive; then the bytes go from the sender's host to the
 * receiver's, and both ends are over when they have arrived. Made by `Engine.mailbox`.
 */
export class Mailbox<T> {
  readonly name: string
  readonly #kernel: Kernel
  readonly #carry: Carry
  readonly #sends: Send<T>[] = []
  readonly #receives: Receive<T>[] = []

  /** Mailboxes are made by an `Engine`. */
  constructor(kernel: Kernel, name: string, carry: Carry) {
    this.#kernel = kernel
    this.name = name
    this.#carry = carry
  }

  /**
   * Sends `value`, as a message of `bytes`, from a host to whoever receives here; ends when it has arrived. A detached one
   * goes on when the process that sends it is killed. Errors: InputError; also, for whoever comes second, when there is no
   * way between the two.
   */
  send(from: Host, bytes: Bytes, value: T, options: TransferOptions = {}): Send<T> {
    const { limit = Number.POSITIVE_INFINITY, detached = false } = options
    this.#check(from, limit)
    nonNegative(this.#where, "size", bytes, "bytes")
    const send = new Send(detached ? undefined : this.#kernel.running, this, from, bytes, value, limit)
    this.#sends.push(send)
    this.#meet()
    return send
  }

  /**
   * Receives one message at a host; ends when it has arrived, and has its `value` then. `limit` caps its rate, in bytes/s.
   * Errors: InputError.
   */
  receive(
    at: Host,
    { limit = Number.POSITIVE_INFINITY }: { readonly limit?: BytesPerSecond } = {},
  ): Receive<T> {
    this.#check(at, limit)
    const receive = new Receive<T>(this.#kernel.running, this, at, limit)
    this.#receives.push(receive)
    this.#meet()
    return receive
  }

  /** For its ends: nobody shall meet this one any more. */
  withdraw(end: MessageEnd): void {
    const queue: unknown[] = end instanceof Send ? this.#sends : this.#receives
    const at = queue.indexOf(end)
    if (at >= 0) queue.splice(at, 1)
  }

  get #where(): string {
    return `mailbox "${this.name}"`
  }

  #check(host: Host, limit: BytesPerSecond): void {
    if (!host.belongsTo(this.#kernel))
      throw new InputError(this.#where, "host", host.name, "a host of the same engine")
    positiveOrInfinite(this.#where, "limit", limit, "bytes/s")
  }

  #meet(): void {
    if (this.#sends.length === 0 || this.#receives.length === 0) return
    const send = this.#sends.shift()!
    const receive = this.#receives.shift()!
    new Delivery(this.#kernel, send, receive, this.#carry)
  }
}
