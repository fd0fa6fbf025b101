import type { Outcome } from "../engine/activity.ts"
import type { Kernel } from "../engine/kernel.ts"
import type { Owned, Owner } from "../engine/roles.ts"
import type { Transfer, TransferOptions } from "../engine/transfer.ts"
import { hold } from "../engine/work.ts"
import { InputError, nonNegative, positiveOrInfinite } from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Bytes, BytesPerSecond } from "../units.ts"
import { Waitable } from "./waitable.ts"

/** Starts the bytes of a message on their way. */
type Carry = (from: Host, to: Host, bytes: Bytes, limit: BytesPerSecond) => Transfer

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
    const receive = new Receive(this.#kernel.running, this, at, limit)
    this.#receives.push(receive)
    this.#meet()
    return receive
  }

  /** For its ends: nobody shall meet this one any more. */
  withdraw(end: Send<T> | Receive<T>): void {
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

/** One end of a message: over when the message has arrived, or cannot any more. */
abstract class MessageEnd extends Waitable<Outcome> implements Owned {
  readonly host: Host
  readonly limit: BytesPerSecond
  /** For this package: undefined until it has met the other end. */
  delivery: Delivery | undefined
  readonly #owner: Owner | undefined
  #holds = 0

  constructor(owner: Owner | undefined, host: Host, limit: BytesPerSecond) {
    super()
    this.host = host
    this.limit = limit
    this.#owner = owner
    owner?.owns(this)
  }

  /** Whether it has met the other end. */
  get hasMet(): boolean {
    return this.delivery !== undefined
  }

  /** What is left of the bytes; Infinity before the other end is there. */
  get remaining(): Bytes {
    return this.delivery?.remaining ?? Number.POSITIVE_INFINITY
  }

  /** Whether somebody holds it back. */
  get isHeld(): boolean {
    return this.#holds !== 0
  }

  /** Gives up: it ends "cancelled", and the other end, if it was there, "failed". Nothing happens when it has ended. */
  cancel(): void {
    if (this.hasEnded) return
    this.withdraw()
    this.finish("cancelled")
    this.delivery?.giveUp()
  }

  /** Stops the bytes, or keeps them from starting, until {@link resume}. */
  suspend(): void {
    this.#setHeld(hold.user, true)
  }

  /** Lets them go on after {@link suspend}. */
  resume(): void {
    this.#setHeld(hold.user, false)
  }

  /** Called when the process that has started it was killed. */
  abandon(): void {
    this.cancel()
  }

  /** Called when the process that has started it is suspended, or resumed. */
  freeze(isFrozen: boolean): void {
    this.#setHeld(hold.owner, isFrozen)
  }

  /** For this package: it is over. */
  finish(outcome: Outcome): void {
    if (this.hasEnded) return
    this.#owner?.disowns(this)
    this.endWith({ result: outcome })
  }

  protected abstract withdraw(): void

  #setHeld(who: number, isHeld: boolean): void {
    this.#holds = isHeld ? this.#holds | who : this.#holds & ~who
    this.delivery?.holdsChanged()
  }
}

/** The sender's end of a message. Made by `Mailbox.send`. */
export class Send<T> extends MessageEnd {
  readonly bytes: Bytes
  readonly value: T
  readonly #mailbox: Mailbox<T>

  /** Made by `Mailbox.send`. */
  constructor(
    owner: Owner | undefined,
    mailbox: Mailbox<T>,
    host: Host,
    bytes: Bytes,
    value: T,
    limit: BytesPerSecond,
  ) {
    super(owner, host, limit)
    this.#mailbox = mailbox
    this.bytes = bytes
    this.value = value
  }

  override describe(): string {
    return `a message of ${this.bytes} bytes to be taken from mailbox "${this.#mailbox.name}"`
  }

  protected override withdraw(): void {
    this.#mailbox.withdraw(this)
  }
}

/** The receiver's end of a message. Made by `Mailbox.receive`. */
export class Receive<T> extends MessageEnd {
  readonly #mailbox: Mailbox<T>
  /** For this package: where the value comes from. */
  source: Send<T> | undefined

  /** Made by `Mailbox.receive`. */
  constructor(owner: Owner | undefined, mailbox: Mailbox<T>, host: Host, limit: BytesPerSecond) {
    super(owner, host, limit)
    this.#mailbox = mailbox
  }

  /** What was sent. Errors: when it has not ended "done", there is nothing. */
  get value(): T {
    if (this.result !== "done" || this.source === undefined)
      throw new Error(`${this.describe()} ended ${this.result}: there is no value`)
    return this.source.value
  }

  /** The host that it came from; undefined until the sender is there. */
  get from(): Host | undefined {
    return this.source?.host
  }

  override describe(): string {
    return `a message in mailbox "${this.#mailbox.name}"`
  }

  protected override withdraw(): void {
    this.#mailbox.withdraw(this)
  }
}

/** A message whose two ends have met. Its bytes start when nobody holds back either end. */
class Delivery {
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
