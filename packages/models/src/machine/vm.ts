import {
  type Bytes,
  type BytesPerSecond,
  type Computation,
  type Engine,
  type Flops,
  type Guest,
  type Host,
  InputError,
  nonNegative,
  positive,
} from "@placelab/core"

/** How the tasks of a VM write to its memory. */
export interface Dirtying {
  /** Memory made dirty a second by a whole core of the host. */
  readonly updateSpeed: BytesPerSecond
  /** The most that can be dirty at once. */
  readonly workingSet: Bytes
}

/** What a VM is made of. */
export interface VmSpec extends Partial<Dirtying> {
  readonly name: string
  readonly host: Host
  /** Default 1. */
  readonly cores?: number
  readonly memory: Bytes
  /** CPU utilisation that the load asks for, in cores, up to all of them. Default 0: idle. */
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
 * A virtual machine: a guest of its host, with memory that its tasks make dirty as they compute.
 *
 * What runs in it is up to you: computations and processes on `vm.guest`; or a load that computes without end and asks for
 * so many cores, which is also the most that the VM gets then. Where the host has less to give, it computes less, and so it
 * makes less dirty. It computes unless it is suspended, or held by the last phase of a migration.
 */
export class Vm {
  readonly engine: Engine
  /** Where its tasks run. */
  readonly guest: Guest
  readonly memory: Bytes
  #dirtying: Dirtying
  readonly #load: Computation[] = []
  /** In cores; 0: no load. */
  #asked = 0
  #isSuspended = false
  #isHeld = false
  #isMigrating = false

  /** Errors: InputError. */
  constructor(engine: Engine, spec: VmSpec) {
    const { name, host, cores = 1, memory, load = 0 } = spec
    const { updateSpeed = 0, workingSet = 0.9 * memory } = spec
    const where = `VM "${name}"`
    this.engine = engine
    this.memory = positive(where, "memory", memory, "bytes")
    this.#dirtying = checkedDirtying(where, { updateSpeed, workingSet })
    requireLoad(where, load, cores)
    this.guest = engine.addGuest(host, { name, cores })
    this.setLoad(load)
  }

  get name(): string {
    return this.guest.name
  }

  /** Where it is; during a migration still the source. */
  get host(): Host {
    return this.guest.host
  }

  /** Memory made dirty a second by a whole core of the host. Default 0. */
  get updateSpeed(): BytesPerSecond {
    return this.#dirtying.updateSpeed
  }

  /** The most that can be dirty at once. Default 0.9 x memory, as in SimGrid. */
  get workingSet(): Bytes {
    return this.#dirtying.workingSet
  }

  /** Whether {@link suspend} was called, and {@link resume} not since. */
  get isSuspended(): boolean {
    return this.#isSuspended
  }

  /** Whether a migration has it. */
  get isMigrating(): boolean {
    return this.#isMigrating
  }

  /** What was computed in it since it was made; exact at this date. */
  get computed(): Flops {
    return this.guest.computed
  }

  /** From now on its tasks write like this. A migration under way goes on with what it began with. Errors: InputError. */
  setDirtying(dirtying: Partial<Dirtying>): void {
    this.#dirtying = checkedDirtying(`VM "${this.name}"`, { ...this.#dirtying, ...dirtying })
  }

  /** From now on the load asks for so many cores; 0: no load, and no cap. Errors: InputError outside [0, cores]. */
  setLoad(load: number): void {
    const { guest, engine } = this
    requireLoad(`VM "${this.name}"`, load, guest.cores)
    const threads = Math.ceil(load)
    for (const each of this.#load.splice(threads)) each.cancel()
    while (this.#load.length < threads) {
      this.#load.push(engine.compute(guest, Number.POSITIVE_INFINITY, { detached: true }))
    }
    if (load === 0 && this.#asked > 0) guest.setLimit(Number.POSITIVE_INFINITY)
    this.#asked = load
    this.#capLoad()
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
        this.#applyHolds()
      },
      release: () => {
        this.#isMigrating = false
        this.#isHeld = false
        this.#applyHolds()
      },
    }
  }

  #settleOn(host: Host): void {
    this.guest.moveTo(host)
    this.#capLoad()
  }

  /** A load of so many cores is a limit of other flop/s on another host; a limit of somebody else's stays. */
  #capLoad(): void {
    if (this.#asked > 0) this.guest.setLimit(this.#asked * this.host.speed)
  }

  #applyHolds(): void {
    if (this.#isSuspended || this.#isHeld) this.guest.suspend()
    else this.guest.resume()
  }
}

function checkedDirtying(where: string, { updateSpeed, workingSet }: Dirtying): Dirtying {
  nonNegative(where, "updateSpeed", updateSpeed, "bytes/s")
  nonNegative(where, "workingSet", workingSet, "bytes")
  return { updateSpeed, workingSet }
}

function requireLoad(where: string, load: number, cores: number): void {
  if (load >= 0 && load <= cores) return
  throw new InputError(where, "load", load, `a number from 0 to ${cores}, in cores`)
}
