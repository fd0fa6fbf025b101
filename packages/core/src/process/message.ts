import type { Outcome } from "../engine/activity.ts"
import type { Owned, Owner } from "../engine/roles.ts"
import { hold } from "../engine/work.ts"
import type { Host } from "../platform/host.ts"
import type { Bytes, BytesPerSecond } from "../units.ts"
import { Waitable } from "./waitable.ts"

/** Where an end waits for the other one. */
interface Queue {
  readonly name: string
  withdraw(end: MessageEnd): void
}

/** What the two ends of a message have in common, once they have met. */
interface Meeting {
  readonly remaining: Bytes
  /** One end is held back, or not any more. */
  holdsChanged(): void
  /** One end has given up. */
  giveUp(): void
}

/** One end of a message: over when the message has arrived, or cannot any more. */
export abstract class MessageEnd extends Waitable<Outcome> implements Owned {
  readonly host: Host
  readonly limit: BytesPerSecond
  /** For this package: undefined until it has met the other end. */
  delivery: Meeting | undefined
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
  readonly #mailbox: Queue

  /** Made by `Mailbox.send`. */
  constructor(
    owner: Owner | undefined,
    mailbox: Queue,
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
  readonly #mailbox: Queue
  /** For this package: where the value comes from. */
  source: Send<T> | undefined

  /** Made by `Mailbox.receive`. */
  constructor(owner: Owner | undefined, mailbox: Queue, host: Host, limit: BytesPerSecond) {
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
