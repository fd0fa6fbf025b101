import type { Kernel } from "../engine/kernel.ts"
import type { ConstraintOptions } from "../fairshare/fairShare.ts"
import { InputError, nonNegative, positive, positiveInteger } from "../inputError.ts"
import type { Flops, FlopsPerSecond } from "../units.ts"
import { Resource } from "./resource.ts"
import { Tenants } from "./tenants.ts"

/** What a host is made of; see `Engine.addHost`. */
export interface HostSpec extends Pick<ConstraintOptions, "capacityOf" | "concurrencyLimit"> {
  readonly name: string
  /** Of one core; a list has one speed for each p-state. */
  readonly speed: FlopsPerSecond | readonly FlopsPerSecond[]
  /** Default 1. */
  readonly cores?: number
  /** The p-state that it starts in. Default 0. */
  readonly pstate?: number
  /** The share of its speed that is there; above 1 for a turbo. Default 1. */
  readonly availability?: number
}

/** A machine that computes: cores of equal speed, which computations share. Made by `Engine.addHost`. */
export class Host extends Resource {
  readonly cores: number
  readonly #speeds: readonly FlopsPerSecond[]
  /** In the present p-state. */
  #speed: FlopsPerSecond
  #tenants: Tenants | undefined
  #pstate: number
  #availability: number

  /** Hosts are made by an `Engine`. Errors: InputError. */
  constructor(
    kernel: Kernel,
    { name, speed, cores = 1, pstate = 0, availability = 1, capacityOf, concurrencyLimit }: HostSpec,
  ) {
    const where = `host "${name}"`
    const speeds = typeof speed === "number" ? [positive(where, "speed", speed, "flop/s")] : speed.slice()
    if (speeds.length === 0)
      throw new InputError(where, "speed", speeds, "one for each p-state, at least one")
    for (let i = 0; i < speeds.length; i++)
      if (!(speeds[i]! >= 0 && speeds[i]! < Number.POSITIVE_INFINITY))
        nonNegative(where, `speed[${i}]`, speeds[i]!, "flop/s")
    positiveInteger(where, "cores", cores)
    requirePstate(where, pstate, speeds.length)
    requireRatio(where, availability)
    const capacity = cores * speeds[pstate]! * availability
    const options = {
      ...(capacityOf && { capacityOf }),
      ...(concurrencyLimit !== undefined && { concurrencyLimit }),
    }
    super(kernel, name, kernel.fairShare.addConstraint(capacity, options))
    this.cores = cores
    this.#speeds = speeds
    this.#speed = speeds[pstate]!
    this.#pstate = pstate
    this.#availability = availability
  }

  /** What one core computes in the present p-state, whatever its availability. */
  get speed(): FlopsPerSecond {
    return this.#speed
  }

  /** The share of its speed that is there. */
  get availability(): number {
    return this.#availability
  }

  get pstate(): number {
    return this.#pstate
  }

  /** How many p-states it has. */
  get pstates(): number {
    return this.#speeds.length
  }

  /** The machine that it is, or is inside of: where it is in the network. */
  get machine(): Host {
    return this
  }

  /** For this package: whether its processes are held, as on a guest that is suspended. */
  get isFrozen(): boolean {
    return false
  }

  /** Goes to another p-state, at once. Errors: InputError. */
  setPstate(pstate: number): void {
    requirePstate(`host "${this.name}"`, pstate, this.#speeds.length)
    this.#pstate = pstate
    this.#speed = this.#speeds[pstate]!
    this.#changed()
  }

  /** From now on this share of its speed is there; above 1 for a turbo. Errors: InputError. */
  setAvailability(ratio: number): void {
    requireRatio(`host "${this.name}"`, ratio)
    this.#availability = ratio
    this.#changed()
  }

  /** For this package: who is on it. */
  get tenants(): Tenants {
    this.#tenants ??= new Tenants()
    return this.#tenants
  }

  /** Who is on it; undefined: nobody ever was. */
  protected get knownTenants(): Tenants | undefined {
    return this.#tenants
  }

  /** For this package: so many more threads compute on it. */
  threadsChanged(_change: number): void {}

  /** For this package: so much was computed on it. */
  account(_flops: Flops): void {}

  protected override wentOff(): void {
    if (this.#tenants === undefined) return
    const { guests, dependents, processes } = this.#tenants
    for (const guest of [...guests]) guest.turnOff()
    for (const dependent of [...dependents]) dependent.fail()
    for (const process of [...processes]) process.hostFailed()
  }

  protected override cameOn(): void {
    for (const boot of this.#tenants?.boots ?? []) boot()
  }

  #changed(): void {
    this.capacityChanged(this.cores * this.speed * this.#availability)
  }
}

function requirePstate(where: string, pstate: number, count: number): void {
  if (Number.isInteger(pstate) && pstate >= 0 && pstate < count) return
  throw new InputError(where, "pstate", pstate, `a whole number from 0 to ${count - 1}`)
}

function requireRatio(where: string, ratio: number): void {
  if (ratio >= 0 && ratio < Number.POSITIVE_INFINITY) return
  throw new InputError(where, "availability", ratio, "a number of at least 0")
}
