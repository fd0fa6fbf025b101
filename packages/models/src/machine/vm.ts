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

/** What a migration does to its VM; one migration at a time has it. */
export interface MigrationGrip {
  /** Stops the VM, whatever else is said of it, until {@link arrive}. */
  hold(): void
  /** The VM is on `host` from now on, and goes on there. */
  arrive(host: Host): void
  /** The migration is over. */
  release(): void
}

/**
 * A virtual machine with one virtual core, whose load computes without end and writes to memory as it computes.
 *
 * The load asks for a share of a core; where the host has less to give, it computes less, and so it makes less dirty.
 * It computes unless the VM is suspended, or held by the last phase of a migration.
 */
export class Vm {
  readonly engine: Engine
  readonly name: string
  readonly memory: Bytes
  readonly updateSpeed: BytesPerSecond
  readonly workingSet: Bytes
  #host: Host
  #load = 0
  #isSuspended = false
  #isHeld = false
  #isMigrating = false
  #computedBefore = 0
  #work: Computation | undefined

  /** Errors: InputError. */
  constructor(engine: Engine, { name, host, memory, updateSpeed = 0, workingSet, load = 0 }: VmSpec) {
    const where = `VM "${name}"`
    this.engine = engine
    this.#host = host
    this.name = name
    this.memory = positive(where, "memory", memory, "bytes")
    this.updateSpeed = nonNegative(where, "updateSpeed", updateSpeed, "bytes/s")
    this.workingSet = nonNegative(where, "workingSet", workingSet ?? 0.9 * memory, "bytes")
    this.setLoad(load)
  }

  /** Where it is; during a migration still the source. */
  get host(): Host {
    return this.#host
  }

  /** Whether {@link suspend} was called, and {@link resume} not since. */
  get isSuspended(): boolean {
    return this.#isSuspended
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
    this.#isSuspended = true
    this.#applyHolds()
  }

  /** Goes on computing after {@link suspend}. */
  resume(): void {
    this.#isSuspended = false
    this.#applyHolds()
  }

  /** Is on `host` from now on, at once; `migrate` takes its time. Errors: InputError while it is migrating. */
  moveTo(host: Host): void {
    if (this.#isMigrating) {
      throw new InputError(`VM "${this.name}"`, "state", "migrating", "a VM that no migration moves")
    }
    this.#settleOn(host)
  }

  /** For `migrate`: lets a migration take hold of it. Errors: InputError while another one has it. */
  startMigration(): MigrationGrip {
    if (this.#isMigrating) {
      const where = `migration of "${this.name}"`
      throw new InputError(where, "state", "migrating", "a VM that no other migration moves")
    }
    this.#isMigrating = true
    return {
      hold: () => {
        this.#isHeld = true
        this.#applyHolds()
      },
      arrive: (host) => {
        this.#isHeld = false
        this.#settleOn(host)
      },
      release: () => {
        this.#isMigrating = false
        this.#isHeld = false
        this.#applyHolds()
      },
    }
  }

  #settleOn(host: Host): void {
    this.#stopWork()
    this.#host = host
    if (this.#load > 0) this.#startWork()
  }

  #startWork(): void {
    const limit = this.#load * this.#host.speed
    this.#work = this.engine.compute(this.#host, Number.POSITIVE_INFINITY, { limit })
    this.#applyHolds()
  }

  #stopWork(): void {
    this.#computedBefore = this.computed
    this.#work?.cancel()
    this.#work = undefined
  }

  #applyHolds(): void {
    if (this.#isSuspended || this.#isHeld) this.#work?.suspend()
    else this.#work?.resume()
  }
}
