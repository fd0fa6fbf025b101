import type { Kernel } from "../engine/kernel.ts"
import type { Owned, Owner, Runnable } from "../engine/roles.ts"
import { InputError } from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Hosted } from "../platform/tenants.ts"
import { KilledError, ProcessError } from "./errors.ts"
import { type End, type Steps, Waitable } from "./waitable.ts"

/** Where and how a process runs; see `Engine.spawn`. */
export interface SpawnOptions {
  /** It is killed when this host goes off, and suspended with a guest. Default: it runs nowhere, and nothing kills it. */
  readonly host?: Host
  /** It does not keep a run without end date going: it is killed when only daemons are left. Default false. */
  readonly daemon?: boolean
  /** It begins anew whenever its host comes back, whether it was killed or over by then. Default false. */
  readonly restart?: boolean
}

/**
 * A running generator: it has a name, waits for one thing at a time, and can itself be waited for (joined). Who waits for
 * one that is killed gets a KilledError; wait for `settled(process)` where that may happen.
 */
export class Process<R> extends Waitable<R> implements Runnable, Owner, Hosted {
  readonly name: string
  readonly host: Host | undefined
  readonly isDaemon: boolean
  readonly #kernel: Kernel
  readonly #steps: Steps<R>
  readonly #started = new Set<Owned>()
  #waitsFor: Waitable<unknown> | undefined
  #woken: End<unknown> | undefined
  #isReady = true
  /** It is in the middle of a step: it cannot be ended before the step has come to its end. */
  #isStepping = false
  #wasKilled = false
  #isSuspended = false
  #isFrozen = false

  /** Processes are made by `Engine.spawn`. */
  constructor(kernel: Kernel, name: string, steps: Steps<R>, { host, daemon = false }: SpawnOptions) {
    super()
    this.name = name
    this.host = host
    this.isDaemon = daemon
    this.#kernel = kernel
    this.#steps = steps
    host?.tenants.processes.add(this)
    kernel.enter(this)
    if (host === undefined) return
    this.#isFrozen = host.isFrozen
    if (!host.isOn) this.kill()
  }

  override describe(): string {
    return `process "${this.name}"`
  }

  /** What it waits for, in words; for the report of a deadlock. */
  get waitsFor(): string {
    if (this.#isHeld) return "somebody to resume it"
    return this.#waitsFor?.describe() ?? "nothing"
  }

  get wasKilled(): boolean {
    return this.#wasKilled
  }

  get isSuspended(): boolean {
    return this.#isSuspended
  }

  /**
   * Ends it now, where it waits; itself, where it waits next. Its finally blocks run, which must not wait for anything, and
   * what it has started and is still running is cancelled. Who waits for it gets a KilledError. Nothing happens when it has
   * ended.
   */
  kill(): void {
    if (this.hasEnded || this.#wasKilled) return
    this.#wasKilled = true
    if (!this.#isStepping) this.#die()
  }

  /** Holds it, and what it has started, until {@link resume}. A sleep goes on, but it does not wake up. */
  suspend(): void {
    this.#hold(true, this.#isFrozen)
  }

  /** Lets it go on after {@link suspend}. */
  resume(): void {
    this.#hold(false, this.#isFrozen)
  }

  /** Called by its host when that goes off. */
  hostFailed(): void {
    this.kill()
  }

  /** Called by its host when that is suspended or resumed. */
  freeze(isFrozen: boolean): void {
    this.#hold(this.#isSuspended, isFrozen)
  }

  /** Called by what it starts. */
  owns(activity: Owned): void {
    this.#started.add(activity)
  }

  /** Called by what it has started. */
  disowns(activity: Owned): void {
    this.#started.delete(activity)
  }

  /** Runs on to the next wait; with the error, where what it waited for failed. Called by the kernel only. */
  step(): void {
    if (this.#isHeld || this.hasEnded) {
      this.#isReady = false
      return
    }
    this.#waitsFor = undefined
    this.#isStepping = true
    this.#kernel.running = this
    let next: IteratorResult<Waitable<unknown>, R>
    try {
      const woken = this.#woken
      next = woken !== undefined && "error" in woken ? this.#steps.throw(woken.error) : this.#steps.next()
    } catch (error) {
      this.#stepped()
      this.#fail(error)
      return
    }
    this.#stepped()
    if (this.#wasKilled) this.#die()
    else if (next.done === true) {
      this.#leave()
      this.endWith({ result: next.value })
    } else this.#wait(next.value)
  }

  #stepped(): void {
    this.#kernel.running = undefined
    this.#isStepping = false
    this.#isReady = false
  }

  #wait(waitable: Waitable<unknown>): void {
    if (!(waitable instanceof Waitable)) {
      const expected = "an activity or a process, as in: yield* engine.sleep(1)"
      this.#wake({ error: new InputError(this.describe(), "what it yields", waitable, expected) })
      return
    }
    this.#waitsFor = waitable
    // Suspended in its own step, it may have started something since.
    if (this.#isHeld) this.#freezeStarted(true)
    waitable.onEnd(this.#wake)
  }

  readonly #wake = (end: End<unknown>): void => {
    this.#woken = end
    this.#makeReady()
  }

  get #isHeld(): boolean {
    return this.#isSuspended || this.#isFrozen
  }

  /** It may be in the queue already, or held: then the step finds out. */
  #makeReady(): void {
    if (this.#isReady) return
    this.#isReady = true
    this.#kernel.makeReady(this)
  }

  #hold(isSuspended: boolean, isFrozen: boolean): void {
    const wasHeld = this.#isHeld
    this.#isSuspended = isSuspended
    this.#isFrozen = isFrozen
    if (this.hasEnded || this.#isHeld === wasHeld) return
    this.#freezeStarted(this.#isHeld)
    if (!this.#isHeld && (this.#waitsFor === undefined || this.#waitsFor.hasEnded)) this.#makeReady()
  }

  #die(): void {
    this.#waitsFor?.offEnd(this.#wake)
    this.#abandonStarted()
    this.#leave()
    try {
      this.#kernel.unowned(() => this.#unwind())
    } catch (cause) {
      this.#endWithFailure(cause)
      return
    }
    this.endWith({ error: new KilledError(this.name, this.#kernel.now) })
  }

  /** Runs its finally blocks. */
  #unwind(): void {
    let waits = false
    while (this.#steps.return(undefined as R).done !== true) waits = true
    if (!waits) return
    const expected = "nothing to wait for: a killed process does not go on"
    throw new InputError(this.describe(), "finally block", "waiting", expected)
  }

  #fail(cause: unknown): void {
    if (this.#wasKilled) this.#abandonStarted()
    this.#leave()
    this.#endWithFailure(cause)
  }

  /** Whoever waits for it gets the error; when nobody does, the run stops with it. */
  #endWithFailure(cause: unknown): void {
    const error = new ProcessError(this.name, this.#kernel.now, cause)
    if (!this.endWith({ error })) this.#kernel.stopWith(error)
  }

  /** It is over; what it has started goes on, even if it was suspended with it. */
  #leave(): void {
    this.host?.tenants.processes.delete(this)
    this.#kernel.leave(this)
    if (this.#isHeld) this.#freezeStarted(false)
  }

  #freezeStarted(isFrozen: boolean): void {
    for (const activity of [...this.#started]) activity.freeze(isFrozen)
  }

  #abandonStarted(): void {
    for (const activity of [...this.#started]) activity.abandon()
  }
}
