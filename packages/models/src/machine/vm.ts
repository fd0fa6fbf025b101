import {
  type Bytes,
  type BytesPerSecond,
  type Computation,
  type Disk,
  type Engine,
  type Flops,
  type Guest,
  type Host,
  InputError,
  type Process,
  positive,
  positiveInteger,
  positiveOrInfinite,
  type SwitchListener,
} from "@placelab/core"
import type { MigrationControl, MigrationGrip } from "./migrationGrip.ts"
import { machineOf, type PhysicalMachine } from "./physicalMachine.ts"
import { requireLoad, VmLoad } from "./vmLoad.ts"
import { checkedDirtying, type Dirtying, type VmSpec } from "./vmSpec.ts"
import { type VmState, vmStates } from "./vmState.ts"

/**
 * Is told of each change of a VM's state or place, after it. One that changes it again at once may; those after it are told of
 * that first.
 */
export type VmListener = (vm: Vm, before: VmState) => void

/**
 * A virtual machine: a guest of its host, with memory that its tasks make dirty as they compute, in one of {@link vmStates}.
 *
 * What runs in it is up to you: computations and processes on `vm.guest`; or a load that computes without end and asks for
 * so many cores, which is also the most that the VM gets then. Where the host has less to give, it computes less, and so it
 * makes less dirty. It computes while it is running or migrating, unless it is suspended, or held by the last phase of a
 * migration.
 */
export class Vm implements SwitchListener {
  readonly engine: Engine
  readonly name: string
  readonly cores: number
  readonly memory: Bytes
  #dirtying: Dirtying
  readonly #load: VmLoad
  #state: VmState = "requested"
  #machine: PhysicalMachine | undefined
  #guest: Guest | undefined
  #savedOn: Disk | undefined
  /** The computations of {@link compute} that go on. */
  #tasks = 0
  #isSuspended = false
  #isHeld = false
  #isRemoved = false
  /** It switches its guest by itself. */
  #isSwitching = false
  #migration: MigrationControl | undefined
  /** What brings it from one state to the next. */
  #underway: Process<unknown> | undefined
  #listeners: readonly VmListener[] | undefined

  /** Errors: InputError, also where the host has no room. */
  constructor(engine: Engine, spec: VmSpec) {
    const { name, host, cores = 1, memory, load = 0, cap = Number.POSITIVE_INFINITY } = spec
    const { updateSpeed = 0, workingSet = 0.9 * memory } = spec
    const where = `VM "${name}"`
    this.engine = engine
    this.name = name
    this.cores = positiveInteger(where, "cores", cores)
    this.memory = positive(where, "memory", memory, "bytes")
    this.#dirtying = checkedDirtying(where, { updateSpeed, workingSet })
    this.#load = new VmLoad(engine)
    this.setLoad(load)
    if (cap !== Number.POSITIVE_INFINITY) this.setCap(cap)
    if (host !== undefined) this.settle(host, "running")
  }

  get state(): VmState {
    return this.#state
  }

  /** Where it is: during a migration the source; undefined where its state has no place, or it is suspended on a disk. */
  get host(): Host | undefined {
    return this.#machine?.host
  }

  /**
   * Where its tasks run: a host of the engine, off unless the VM is up, or suspended on a disk. To move, suspend or stop it call the VM, which keeps the
   * books. Errors: InputError before it was placed first.
   */
  get guest(): Guest {
    if (this.#guest === undefined)
      throw this.#refusal("state", this.#state, "a VM that was on a host: start it first")
    return this.#guest
  }

  /** The disk that its memory was saved on. */
  get savedOn(): Disk | undefined {
    return this.#savedOn
  }

  /** What its load asks for when it runs, in cores. */
  get load(): number {
    return this.#load.asked
  }

  /** The most that it gets, in cores. */
  get cap(): number {
    return this.#load.cap
  }

  /**
   * The cores that its load and its tasks ask for now, at most all of them, when it runs; one when it boots, else 0. What else runs
   * in it is not counted.
   */
  get demand(): number {
    const { asks } = vmStates[this.#state]
    if (asks === "load") return this.#isSuspended ? 0 : Math.min(this.cores, this.#load.asked + this.#tasks)
    return asks === "boot" ? 1 : 0
  }

  /** The cores that it gets now. */
  get usage(): number {
    const guest = this.#guest
    return guest === undefined || guest.speed === 0 ? 0 : guest.load / guest.speed
  }

  /** Memory made dirty a second by a whole core of the host. Default 0. */
  get updateSpeed(): BytesPerSecond {
    return this.#dirtying.updateSpeed
  }

  /** The most that can be dirty at once. Default 0.9 x memory, as in SimGrid. */
  get workingSet(): Bytes {
    return this.#dirtying.workingSet
  }

  /** Whether {@link suspend} was called, and {@link resume} not since; a migration can have it meanwhile. */
  get isSuspended(): boolean {
    return this.#isSuspended
  }

  /** Whether it was removed, or the VM that it was in. */
  get isRemoved(): boolean {
    return this.#isRemoved || this.#guest?.isRemoved === true
  }

  /** Whether a migration has it. */
  get isMigrating(): boolean {
    return this.#migration !== undefined
  }

  /** What was computed in it since it was made; exact at this date. */
  get computed(): Flops {
    return this.#guest?.computed ?? 0
  }

  /** From now on `listener` is told of each change of state or place. */
  onState(listener: VmListener): void {
    this.#listeners = [...(this.#listeners ?? []), listener]
  }

  /** From now on its tasks write like this. A migration under way goes on with what it began with. Errors: InputError. */
  setDirtying(dirtying: Partial<Dirtying>): void {
    this.#dirtying = checkedDirtying(`VM "${this.name}"`, { ...this.#dirtying, ...dirtying })
  }

  /** From now on the load asks for so many cores; 0: no load. Errors: InputError outside [0, cores]. */
  setLoad(load: number): void {
    requireLoad(this.name, load, this.cores)
    this.#load.ask(load)
    this.#machine?.tellDemand()
  }

  /**
   * Starts a task of so many flops in it, which asks for a core until it ends; beside a load, within what that asks for. Fails
   * when the VM goes away. Errors: InputError.
   */
  compute(flops: Flops): Computation {
    const task = this.engine.compute(this.guest, flops)
    this.#tasks++
    task.onEnd(() => {
      this.#tasks--
      this.#machine?.tellDemand()
    })
    this.#machine?.tellDemand()
    return task
  }

  /** From now on it gets at most so many cores, whatever runs in it; Infinity: all it has. Errors: InputError. */
  setCap(cores: number): void {
    if (!(cores > 0)) positiveOrInfinite(`VM "${this.name}"`, "cap", cores, "cores")
    this.#load.setCap(cores)
  }

  /** Stops computing at once; its memory stays on its host. Errors: InputError when it is not up. */
  suspend(): void {
    this.requireUp("migrating")
    this.#isSuspended = true
    this.#applyHolds()
    if (this.#state === "running") this.#enter("suspended")
    else this.#machine?.tellDemand()
  }

  /** Goes on computing after {@link suspend}. Errors: InputError when it is not up, or suspended on a disk. */
  resume(): void {
    this.requireUp("migrating")
    this.#isSuspended = false
    this.#applyHolds()
    if (this.#state === "suspended") this.#enter("running")
    else this.#machine?.tellDemand()
  }

  /** Ends it at once, whatever it was doing; what runs in it fails. It can be started again. Nothing happens when it is nowhere. */
  stop(): void {
    if (this.#machine !== undefined || this.#savedOn !== undefined) this.#leave("stopped")
  }

  /** Ends it at once, without its doing; one that resumes is on its disk as before. Nothing happens when it is nowhere. */
  crash(): void {
    if (this.#machine !== undefined) this.#leave(this.#state === "resuming" ? "suspended" : "crashed")
  }

  /** Stops it for good; its name is free again. */
  remove(): void {
    this.#isRemoved = true
    this.stop()
    this.#guest?.remove()
  }

  /**
   * Is on `host` from now on, at once; `migrate` takes its time. Errors: InputError while it is migrating, when it is not up, and
   * where the host has no room.
   */
  moveTo(host: Host): void {
    this.requireUp()
    const machine = machineOf(host)
    machine.requireRoom(this)
    this.#moveTo(machine)
  }

  /** For `migrate`: lets a migration take hold of it. Errors: InputError when it is not up, and while another one has it. */
  startMigration(control: MigrationControl): MigrationGrip {
    this.requireUp()
    this.#migration = control
    this.#enter("migrating")
    const has = () => this.#migration === control
    return {
      hold: () => {
        if (has()) this.#setHeld(true)
      },
      arrive: (host) => {
        if (!has()) return
        this.#moveTo(machineOf(host))
        this.#setHeld(false)
      },
      throttle: (share) => {
        if (has()) this.#load.throttle(share)
      },
      release: () => {
        if (!has()) return
        this.#migration = undefined
        if (this.#load.throttled > 0) this.#load.throttle(0)
        this.#setHeld(false)
        this.#enter(this.#isSuspended ? "suspended" : "running")
      },
    }
  }

  /** Ends the migration that has it; the VM goes on where it is. Says whether there was one that could still be ended. */
  cancelMigration(): boolean {
    return this.#migration?.cancel() ?? false
  }

  /** Errors: InputError when it is in none of these states. */
  requireState(...states: readonly VmState[]): void {
    if (states.includes(this.#state)) return
    throw this.#refusal("state", this.#state, states.join(" or "))
  }

  /** Errors: InputError when it is neither running nor suspended in the memory of a host, nor in another of these states. */
  requireUp(...others: readonly VmState[]): void {
    this.requireState("running", "suspended", ...others)
    const machine = this.#machine
    if (machine === undefined)
      throw this.#refusal("state", "suspended on a disk", "a VM in memory: resumeFromDisk first")
    // Going off, it has not come to this VM yet.
    if (!machine.host.isOn) throw this.#refusal("host", machine.name, "a host that is on")
  }

  /** For this package: takes its place on `host`, in `state`. Errors: InputError, and then nothing has changed. */
  settle(host: Host, state: "image transfer" | "booting" | "resuming" | "running"): void {
    if (this.isRemoved) throw this.#refusal("state", "removed", "a VM that was not removed")
    if (this.#machine !== undefined) throw this.#refusal("state", this.#state, "a VM that is nowhere")
    const machine = machineOf(host)
    machine.requireRoom(this)
    if (this.#guest === undefined) {
      this.#guest = this.engine.addGuest(host, { name: this.name, cores: this.cores })
      this.#guest.onSwitch(this)
    } else if (state !== "resuming" && this.#guest.host !== host) this.#guest.moveTo(host)
    this.#load.enter(this.#guest)
    this.#machine = machine
    machine.enter(this)
    this.proceed(state)
    machine.tellVms()
  }

  /** For this package: goes to another state where it is. */
  proceed(state: VmState): void {
    const guest = this.guest
    this.#switch(guest, state !== "image transfer")
    if (state === "running") {
      if (guest.host !== this.host) guest.moveTo(this.host!)
      this.#underway = undefined
      this.#savedOn = undefined
      this.#load.begin()
    } else if (state === "stopping") this.#load.end()
    this.#isHeld = state === "suspending" || state === "resuming"
    this.#applyHolds()
    this.#enter(state)
  }

  /** For this package: its memory stands on `disk` now, with what ran in it, and nowhere else. */
  save(disk: Disk): void {
    this.#underway = undefined
    this.#savedOn = disk
    this.guest.moveTo(this.engine.nowhere)
    this.#leave("suspended")
  }

  /** For this package: gives up its place; `stopped` is crashed where the host is going off. */
  giveUp(state: "stopped" | "suspended"): void {
    this.#underway = undefined
    this.#leave(state === "stopped" && this.#machine?.host.isOn === false ? "crashed" : state)
  }

  /** For this package: what brings it to its next state. */
  get underway(): Process<unknown> | undefined {
    return this.#underway
  }

  /** For this package: `process` brings it to its next state, and is killed when it goes away. */
  setUnderway(process: Process<unknown> | undefined): void {
    this.#underway = process
  }

  /** Called by its guest. */
  switched(isOn: boolean): void {
    if (this.#isSwitching) return
    if (!isOn) this.crash()
    else this.#cameBack()
  }

  /** Somebody switched the guest on: it runs there from the beginning. Errors: InputError where it has no place any more. */
  #cameBack(): void {
    const { guest } = this
    const underway = this.#underway
    const machine = machineOf(guest.host)
    try {
      if (guest.host === this.engine.nowhere) throw this.#refusal("host", "nowhere", "a host to start it on")
      machine.requireRoom(this)
    } catch (error) {
      this.#switch(guest, false)
      throw error
    }
    this.#machine = machine
    machine.enter(this)
    this.proceed("running")
    machine.tellVms()
    underway?.kill()
  }

  #leave(state: "stopped" | "crashed" | "suspended"): void {
    const before = this.#state
    const machine = this.#machine
    const underway = this.#underway
    const migration = this.#migration
    this.#state = state
    machine?.leave(this)
    this.#machine = undefined
    this.#underway = undefined
    this.#migration = undefined
    this.#isSuspended = false
    this.#isHeld = false
    if (state !== "suspended") this.#savedOn = undefined
    this.#load.end()
    this.#load.throttle(0)
    if (this.#guest !== undefined && state !== "suspended") this.#switch(this.#guest, false)
    this.#tell(before)
    machine?.tellVms()
    migration?.cancel()
    underway?.kill()
  }

  #switch(guest: Guest, isOn: boolean): void {
    this.#isSwitching = true
    if (isOn) guest.turnOn()
    else guest.turnOff()
    this.#isSwitching = false
  }

  #moveTo(machine: PhysicalMachine): void {
    const before = this.#machine
    this.guest.moveTo(machine.host)
    this.#machine = machine
    before?.leave(this)
    machine.enter(this)
    this.#tell(this.#state)
    before?.tellVms()
    machine.tellVms()
  }

  #setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#applyHolds()
  }

  #applyHolds(): void {
    if (this.#isSuspended || this.#isHeld) this.guest.suspend()
    else this.guest.resume()
  }

  #enter(state: VmState): void {
    const before = this.#state
    this.#state = state
    if (state !== before) this.#tell(before)
  }

  #refusal(what: string, value: unknown, expected: string): InputError {
    return new InputError(`VM "${this.name}"`, what, value, expected)
  }

  #tell(before: VmState): void {
    this.#machine?.tellDemand()
    for (const listener of this.#listeners ?? []) listener(this, before)
  }
}
