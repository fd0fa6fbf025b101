import type { Computation, Engine, Guest, Host, Process } from "@placelab/core"
import { type MigrationResult, migrate, Vm } from "@placelab/models"

/** A VM needs some memory; one that is said to have none has a millionth of a byte. */
const leastMemory = 1e-6

/** What a VM is made of. */
export interface MachineSpec {
  readonly name: string
  readonly cores: number
  /** In bytes. */
  readonly ram: number
}

/** How a VM migrates. */
export interface MigrationSettings {
  /** In bytes/s; 0: as fast as the network. */
  readonly mig_speed: number
  /** The part of the migration speed that a whole core makes dirty. */
  readonly dp_intensity: number
  /** In bytes. */
  readonly working_set: number
}

/** A VM with the states that a hypervisor gives it. */
export class Machine {
  readonly guest: Guest
  /** In bytes. */
  readonly memory: number
  readonly #vm: Vm
  /** What computes in it, with its bound in flop/s. */
  readonly #tasks = new Map<Computation, number>()
  #hasStarted = false
  #migration: Process<MigrationResult> | undefined
  #settings: MigrationSettings = { mig_speed: 0, dp_intensity: 0, working_set: 0 }

  constructor(engine: Engine, host: Host, { name, cores, ram }: MachineSpec) {
    this.memory = ram
    this.#vm = new Vm(engine, { name, host, cores, memory: Math.max(ram, leastMemory), workingSet: 0 })
    this.guest = this.#vm.guest
  }

  get state(): "created" | "running" | "suspended" | "destroyed" {
    if (!this.guest.isOn) return "destroyed"
    if (this.guest.isSuspended) return "suspended"
    return this.#hasStarted ? "running" : "created"
  }

  get isMigrating(): boolean {
    return this.#vm.isMigrating
  }

  /** A task of at most `bound` flop/s computes in it. */
  began(task: Computation, bound: number): void {
    this.#tasks.set(task, bound)
    task.onEnd(() => this.#tasks.delete(task))
    if (this.isMigrating) this.#keepPace(task, bound)
  }

  /** Runs from now on, also after a shutdown. */
  start(): void {
    this.#hasStarted = true
    this.guest.turnOn()
  }

  /** Is on another host, at once. */
  moveTo(host: Host): void {
    if (this.#vm.host === undefined) this.guest.moveTo(host)
    else this.#vm.moveTo(host)
  }

  suspend(): void {
    this.#vm.suspend()
  }

  resume(): void {
    this.#vm.resume()
  }

  /** Ends what runs in it, and its migration. */
  shutdown(): void {
    this.#vm.stop()
    this.#migration?.kill()
  }

  /** Takes it away, with what runs in it. */
  destroy(): void {
    this.shutdown()
    this.guest.remove()
  }

  /** From now on it migrates, and makes memory dirty, like this; what is not given stays. */
  set(settings: Partial<MigrationSettings>): void {
    this.#settings = { ...this.#settings, ...settings }
    const { mig_speed, dp_intensity, working_set } = this.#settings
    this.#vm.setDirtying({ updateSpeed: mig_speed * dp_intensity, workingSet: working_set })
  }

  /** Starts a migration that goes on without its caller; when it is over, the caller's host is told. */
  migrate(engine: Engine, to: Host, caller: Host): Process<MigrationResult> {
    const { mig_speed } = this.#settings
    for (const [task, bound] of this.#tasks) this.#keepPace(task, bound)
    const bandwidthLimit = mig_speed === 0 ? Number.POSITIVE_INFINITY : mig_speed
    this.#migration = engine.spawn(`migration of ${this.guest.name}`, () =>
      migrate(this.#vm, to, { bandwidthLimit, caller, wholeBytes: true }),
    )
    return this.#migration
  }

  /**
   * In SimGrid a task that migrates keeps, to its end, the speed of the cores that it began on, while the VM is billed for
   * the faster ones. Our tasks take the speed of the host where they are; here they are held to the old one, so that the rest
   * of a case can be compared.
   */
  #keepPace(task: Computation, bound: number): void {
    task.setLimit(Math.min(bound, task.threads * this.guest.speed))
  }
}
