import { InputError, positiveOrInfinite } from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Flops, FlopsPerSecond } from "../units.ts"
import type { Outcome, StartOptions } from "./activity.ts"
import type { Kernel } from "./kernel.ts"
import { Work } from "./work.ts"

/** How to compute; see `Engine.compute`. */
export interface ComputeOptions extends StartOptions {
  /** The most speed that it takes, in flop/s, over all its threads. Default Infinity: a core for each thread. */
  readonly limit?: FlopsPerSecond
  /** So many threads that each compute the flops, at one pace. Default 1. */
  readonly threads?: number
  /** One of priority 2 gets twice the share of one of priority 1. Default 1. */
  readonly priority?: number
}

/** A computation: at most a core's speed for each of its threads, and a fair share of the host's cores. */
export class Computation extends Work {
  readonly threads: number
  #host: Host
  #limit: FlopsPerSecond
  #priority: number
  /** What was done before it came to the host where it is. */
  #doneElsewhere = 0
  #isCounted = false

  /** Made by `Engine.compute`. */
  constructor(
    kernel: Kernel,
    host: Host,
    flops: Flops,
    limit: FlopsPerSecond,
    threads: number,
    priority: number,
  ) {
    super(kernel, flops * threads)
    this.#host = host
    this.#limit = limit
    this.threads = threads
    this.#priority = priority
    this.#enter()
  }

  /** Where it computes. */
  get host(): Host {
    return this.#host
  }

  /** For the kernel: what it has computed where it is. */
  computedHere(): Flops {
    return this.done - this.#doneElsewhere
  }

  /** Caps its speed from now on, in flop/s; Infinity: a core for each thread. Errors: InputError. */
  setLimit(limit: FlopsPerSecond): void {
    positiveOrInfinite(this.describe(), "limit", limit, "flop/s")
    this.#limit = limit
    this.resourceChanged()
  }

  /** From now on it gets `priority` times the share of a computation of priority 1. Errors: InputError. */
  setPriority(priority: number): void {
    if (!(priority > 0 && priority < Number.POSITIVE_INFINITY))
      throw new InputError(this.describe(), "priority", priority, "a number above 0")
    this.#priority = priority
    this.resourceChanged()
  }

  /** Goes on, at once, on another host; fails when that is off. Nothing happens when it has ended. Errors: InputError. */
  moveTo(host: Host): void {
    if (!host.belongsTo(this.kernel))
      throw new InputError(this.describe(), "host", host.name, "a host of the same engine")
    if (this.hasEnded) return
    this.#leave()
    this.#host = host
    this.#enter()
  }

  override describe(): string {
    return `computation on "${this.#host.name}"`
  }

  override resourceChanged(): void {
    this.adjust(this.#penalty, this.#bound)
  }

  protected override heldBackChanged(isHeld: boolean): void {
    this.#count(!isHeld)
  }

  protected override end(outcome: Outcome): void {
    this.#leave(outcome)
    super.end(outcome)
  }

  get #penalty(): number {
    return 1 / (this.threads * this.#priority)
  }

  get #bound(): FlopsPerSecond {
    return Math.min(this.#limit, this.threads * this.#host.speed * this.#host.availability)
  }

  #enter(): void {
    if (!this.#host.isOn) {
      this.fail()
      return
    }
    const variable = this.feed(this.#penalty, this.#bound, 1)
    this.kernel.fairShare.use(this.#host.constraint, variable, 1)
    this.#count(!this.isHeld)
  }

  #leave(outcome?: Outcome): void {
    if (this.variable < 0) return
    this.#count(false)
    this.stopFeeding(outcome)
    this.#host.account(this.computedHere())
    this.#doneElsewhere = this.done
  }

  /** Its threads weigh on the host, if that is a guest, while it runs. */
  #count(isRunning: boolean): void {
    if (this.#isCounted === isRunning) return
    this.#isCounted = isRunning
    this.#host.threadsChanged(isRunning ? this.threads : -this.threads)
  }
}
