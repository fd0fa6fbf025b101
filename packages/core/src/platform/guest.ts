import type { Kernel } from "../engine/kernel.ts"
import type { Fed } from "../engine/roles.ts"
import type { VariableId } from "../fairshare/fairShare.ts"
import { InputError, positiveOrInfinite } from "../inputError.ts"
import type { Flops, FlopsPerSecond } from "../units.ts"
import { Host } from "./host.ts"

/** What a guest is made of; see `Engine.addGuest`. */
export interface GuestSpec {
  readonly name: string
  /** Default 1. */
  readonly cores?: number
  /** The most that it gets of its host, in flop/s. Default Infinity: all its cores. */
  readonly limit?: FlopsPerSecond
}

/** In flops. */
interface Past {
  /** What the computations that have left it have computed in it. */
  here: Flops
  /** What was computed in it before it came to the host where it is. */
  elsewhere: Flops
}

/**
 * A host inside a host, as a virtual machine is. To its host it weighs as much as min(threads, cores) computations, where
 * the threads are those that compute in it now; what it gets, they share.
 *
 * So there are two layers of sharing, but a change in one costs the other nothing as long as the capacity between them
 * stays: an event costs what it touches, and not every guest there is (bench/README.md).
 *
 * Source: Hirofuchi, Lebre, Pouilloux, 2013 and 2015 (the two layers, the limit).
 */
export class Guest extends Host implements Fed {
  #variable: VariableId
  readonly #removed: () => void
  #host: Host
  #limit: FlopsPerSecond
  /** In cores. */
  #cap = Number.POSITIVE_INFINITY
  /** What computes in it; a guest inside counts as many as it asks of its host. */
  #threads = 0
  /** The cores that it asks of its host. */
  #asked = 0
  #isSuspended = false
  #isRemoved = false
  /** What was computed in it by what is not in it now; undefined: nothing, as in most of many guests. */
  #past: Past | undefined

  /** Guests are made by an `Engine`. `removed` is told when it is gone. Errors: InputError. */
  constructor(
    kernel: Kernel,
    host: Host,
    { name, cores = 1, limit = Number.POSITIVE_INFINITY }: GuestSpec,
    removed: () => void,
  ) {
    positiveOrInfinite(`guest "${name}"`, "limit", limit, "flop/s")
    super(kernel, { name, speed: [host.speed], cores, availability: 0 })
    this.#removed = removed
    this.#host = host
    this.#limit = limit
    this.#variable = this.#enter(host)
  }

  /** Where it is. */
  get host(): Host {
    return this.#host
  }

  override get machine(): Host {
    return this.#host.machine
  }

  /** The speed of its host's cores. */
  override get speed(): FlopsPerSecond {
    return this.#host.speed
  }

  override get availability(): number {
    return this.#host.availability
  }

  /** The most that it gets of its host, in flop/s; Infinity: all its cores. */
  get limit(): FlopsPerSecond {
    return this.#limit
  }

  /** The most that it gets of its host, in cores, whatever their speed. */
  get cap(): number {
    return this.#cap
  }

  get isSuspended(): boolean {
    return this.#isSuspended
  }

  /** For this package: whether its processes are held: it is suspended, or inside of a guest that is. */
  override get isFrozen(): boolean {
    return this.#isSuspended || this.#host.isFrozen
  }

  /** Whether it was taken away, for good. */
  get isRemoved(): boolean {
    return this.#isRemoved
  }

  /** What its host gives it from now on, in flop/s; more than its load where what runs in it has limits of its own. */
  get received(): FlopsPerSecond {
    this.kernel.share()
    return this.#variable < 0 ? 0 : this.kernel.fairShare.value(this.#variable)
  }

  /** What was computed in it by now, in flops, also in guests inside; exact. Costs the number of computations in it. */
  get computed(): Flops {
    let computed = this.#past?.here ?? 0
    if (this.constraint < 0) return computed
    for (const each of this.kernel.fedBy(this.constraint)) computed += each.computedHere?.() ?? 0
    return computed
  }

  /** For the kernel: what was computed in it where it is. */
  computedHere(): Flops {
    return this.computed - (this.#past?.elsewhere ?? 0)
  }

  /** Caps what it gets of its host from now on, in flop/s; Infinity: all its cores. Errors: InputError. */
  setLimit(limit: FlopsPerSecond): void {
    if (!(limit > 0)) positiveOrInfinite(`guest "${this.name}"`, "limit", limit, "flop/s")
    this.#limit = limit
    this.#weigh()
  }

  /** Caps what it gets of its host from now on, in cores, beside its limit; Infinity: all its cores. Errors: InputError. */
  setCap(cores: number): void {
    if (!(cores > 0)) positiveOrInfinite(`guest "${this.name}"`, "cap", cores, "cores")
    this.#cap = cores
    this.#weigh()
  }

  /**
   * Is on `host` from now on, at once, and goes on there. Errors: InputError for a host that is off, or inside of it, and
   * when it was removed.
   */
  moveTo(host: Host): void {
    const where = `guest "${this.name}"`
    this.#requireThere()
    if (!host.belongsTo(this.kernel))
      throw new InputError(where, "host", host.name, "a host of the same engine")
    if (!host.isOn) throw new InputError(where, "host", host.name, "a host that is on")
    for (let at = host; at instanceof Guest; at = at.host) {
      if (at === this) throw new InputError(where, "host", host.name, "a host that is not inside of it")
    }
    this.#leave()
    this.#host = host
    this.#variable = this.#enter(host)
    this.resourceChanged()
    this.#freezeProcesses()
  }

  /** Stops all that computes in it, and its processes, as they are. */
  suspend(): void {
    this.#setSuspended(true)
  }

  /** Lets it go on after {@link suspend}. */
  resume(): void {
    this.#setSuspended(false)
  }

  /** Switches it on again, on a host that is on. Errors: InputError; also when it was removed. */
  override turnOn(): void {
    this.#requireThere()
    if (!this.#host.isOn)
      throw new InputError(`guest "${this.name}"`, "host", this.#host.name, "a host that is on")
    super.turnOn()
  }

  /**
   * Takes it away, with the guests inside: computations in it fail, its processes are killed, its name is free again. It is
   * off for good, and what it has computed can still be read. Nothing happens when it was removed.
   */
  remove(): void {
    if (this.#isRemoved) return
    this.#isRemoved = true
    this.turnOff()
    for (const guest of [...this.tenants.guests]) guest.remove()
    this.#leave()
    this.leaveSystem()
    this.#removed()
  }

  /** Not for guests, which follow their host. Errors: InputError, always. */
  override setPstate(pstate: number): void {
    throw new InputError(
      `guest "${this.name}"`,
      "pstate",
      pstate,
      "a change of its host's: a guest follows it",
    )
  }

  /** Not for guests, which follow their host. Errors: InputError, always. */
  override setAvailability(ratio: number): void {
    throw new InputError(`guest "${this.name}"`, "availability", ratio, "a change of its host's: it follows")
  }

  override threadsChanged(change: number): void {
    this.#threads += change
    this.#weigh()
  }

  override account(flops: Flops): void {
    this.#past ??= { here: 0, elsewhere: 0 }
    this.#past.here += flops
  }

  /** Called by the kernel: its host gives it this much. */
  valueChanged(value: FlopsPerSecond): void {
    this.kernel.fairShare.setCapacity(this.constraint, value)
  }

  /** Called by the kernel: its host has another speed. */
  resourceChanged(): void {
    this.#weigh()
    for (const each of this.kernel.fedBy(this.constraint)) each.resourceChanged()
    this.kernel.stateChanged(this.constraint)
  }

  /** Called by the kernel; a host that goes off turns its guests off. */
  fail(): void {}

  /** It is not suspended any more either. */
  protected override wentOff(): void {
    super.wentOff()
    this.resume()
  }

  #requireThere(): void {
    if (!this.#isRemoved) return
    throw new InputError(`guest "${this.name}"`, "state", "removed", "a guest that was not removed")
  }

  #leave(): void {
    this.#host.account(this.computedHere())
    this.#past ??= { here: 0, elsewhere: 0 }
    this.#past.elsewhere = this.computed
    this.kernel.stopFeeding(this.#variable, true)
    this.#variable = -1
    this.#ask(0)
    this.#host.tenants.guests.delete(this)
    // It may get nothing where it goes, and nobody is told of a value that stays 0.
    this.kernel.fairShare.setCapacity(this.constraint, 0)
  }

  #enter(host: Host): VariableId {
    const variable = this.kernel.feed(this, 0, 0, true)
    this.kernel.fairShare.use(host.constraint, variable, 1)
    host.tenants.guests.add(this)
    return variable
  }

  /** What it asks of its host follows from the threads in it. */
  #weigh(): void {
    if (this.#variable < 0) return
    const { fairShare } = this.kernel
    const cores = this.#isSuspended ? 0 : Math.min(this.#threads, this.cores)
    const most = Math.min(cores, this.#cap) * this.speed * this.availability
    fairShare.setBound(this.#variable, Math.min(most, this.#limit))
    if (cores === this.#asked) return
    fairShare.setPenalty(this.#variable, cores === 0 ? 0 : 1 / cores)
    if (cores === 0) fairShare.setCapacity(this.constraint, 0)
    this.#ask(cores)
  }

  #ask(cores: number): void {
    const change = cores - this.#asked
    this.#asked = cores
    if (change !== 0) this.#host.threadsChanged(change)
  }

  #setSuspended(isSuspended: boolean): void {
    if (this.#isSuspended === isSuspended) return
    this.#isSuspended = isSuspended
    this.#weigh()
    this.#freezeProcesses()
    if (this.constraint >= 0) this.kernel.stateChanged(this.constraint)
  }

  #freezeProcesses(): void {
    const { isFrozen, knownTenants } = this
    if (knownTenants === undefined) return
    for (const process of [...knownTenants.processes]) process.freeze(isFrozen)
    for (const guest of knownTenants.guests) guest.#freezeProcesses()
  }
}
