import {
  type Bytes,
  type BytesPerSecond,
  type Computation,
  type Engine,
  type Flops,
  type Host,
  InputError,
  nonNegative,
  positive,
} from "@placelab/core"

/** What a VM is made of. */
export interface VmSpec {
  readonly name: string
  readonly host: Host
  readonly memory: Bytes
  /** Memory made dirty a second when the load has a whole core of the host for itself. Default 0. */
  readonly updateSpeed?: BytesPerSecond
  /** The most that can be dirty at once. Default 0.9 x memory, as in SimGrid. */
  readonly workingSet?: Bytes
  /** CPU utilisation that the load asks for, in [0, 1] of a core. Default 0: idle. */
  readonly load?: number
}

/**
 * A virtual machine with one virtual core, whose load computes without end and writes to memory as it computes.
 *
 * The load asks for a share of a core; where the host has less to give, it computes less, and so it makes less dirty.
 */
export class Vm {
  readonly name: string
  readonly memory: Bytes
  readonly updateSpeed: BytesPerSecond
  readonly workingSet: Bytes
  /** Set by `migrate` from its start to its end. */
  isMigrating = false
  readonly #engine: Engine
  #host: Host
  #load = 0
  #suspended = false
  #computedBefore = 0
  #work: Computation | undefined

  /** Errors: InputError. */
  constructor(engine: Engine, { name, host, memory, updateSpeed = 0, workingSet, load = 0 }: VmSpec) {
    const where = `VM "${name}"`
    this.#engine = engine
    this.#host = host
    this.name = name
    this.memory = positive(where, "memory", memory, "bytes")
    this.updateSpeed = nonNegative(where, "updateSpeed", updateSpeed, "bytes/s")
    this.workingSet = nonNegative(where, "workingSet", workingSet ?? 0.9 * memory, "bytes")
    this.setLoad(load)
  }

  get host(): Host {
    return this.#host
  }

  get isSuspended(): boolean {
    return this.#suspended
  }

  /** What the load has computed since the VM was made; exact at this date. */
  get computed(): Flops {
    return this.#computedBefore + (this.#work?.done ?? 0)
  }

  /** From now on the load asks for `load` of a core. Errors: InputError outside [0, 1]. */
  setLoad(load: number): void {
    if (!(load >= 0 && load <= 1)) {
      throw new InputError(`VM "${this.name}"`, "load", load, "a number from 0 to 1, in cores")
    }
    this.#load = load
    if (load === 0) this.#stopWork()
    else if (this.#work === undefined) this.#startWork()
    else this.#work.setLimit(load * this.#host.speed)
  }

  /** Stops computing at once; memory stays as it is. */
  suspend(): void {
    this.#suspended = true
    this.#work?.suspend()
  }

  resume(): void {
    this.#suspended = false
    this.#work?.resume()
  }

  /** Is on `host` from now on, at once. See `migrate` for how it gets there. */
  moveTo(host: Host): void {
    this.#stopWork()
    this.#host = host
    if (this.#load > 0) this.#startWork()
  }

  #startWork(): void {
    const limit = this.#load * this.#host.speed
    this.#work = this.#engine.compute(this.#host, Number.POSITIVE_INFINITY, { limit })
    if (this.#suspended) this.#work.suspend()
  }

  #stopWork(): void {
    this.#computedBefore = this.computed
    this.#work?.cancel()
    this.#work = undefined
  }
}
