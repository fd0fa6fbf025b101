import {
  type Bytes,
  type Engine,
  type Host,
  type HostProfiles,
  type HostSpec,
  InputError,
  nonNegative,
  positiveOrInfinite,
  type Seconds,
  type SwitchListener,
} from "@placelab/core"
import { inBytes, inCores } from "./amounts.ts"
import type { Vm } from "./vm.ts"

/** How much more than it has a machine promises to VMs: 1.5 for half as much again. Default 1 each: off. */
export interface Overcommit {
  readonly memory?: number
  readonly cores?: number
}

/** What a host is as a machine for VMs. */
export interface MachineSpec {
  /** For all its VMs. Default Infinity. */
  readonly memory?: Bytes
  readonly overcommit?: Overcommit
  /** From power on to being there. Default 0. */
  readonly bootSeconds?: Seconds
  /** From being there to power off. Default 0. */
  readonly shutdownSeconds?: Seconds
}

export type MachineState = "on" | "off" | "booting" | "shutting down"

/** One way of a machine up or down. */
export interface PowerChange {
  readonly state: "booting" | "shutting down"
}

/** A place that is held for a VM that comes. */
export interface Reservation {
  /** Gives it up. Nothing happens when the VM is there by now, or it was given up. */
  release(): void
}

/**
 * A physical machine: a host with its book of VMs, what they hold, and what they ask for.
 *
 * Sums are taken when they are asked for, over the few VMs of a machine: nothing to keep in step, no rounding that adds up.
 */
export class PhysicalMachine implements SwitchListener {
  readonly host: Host
  readonly memory: Bytes
  readonly bootSeconds: Seconds
  readonly shutdownSeconds: Seconds
  /** The most that may be promised. */
  readonly #promisedMemory: Bytes
  readonly #promisedCores: number
  readonly #vms = new Set<Vm>()
  #reservations: Set<{ readonly vm: Vm }> | undefined
  #change: PowerChange | undefined
  /** The state that its listeners know. */
  #told: MachineState
  /** What went down with the host, until its listeners are told. */
  #lost: Vm[] = []
  #stateListeners: readonly (() => void)[] = []
  #vmListeners: readonly (() => void)[] = []
  #demandListeners: readonly (() => void)[] = []
  #crashListeners: readonly ((lost: readonly Vm[]) => void)[] = []

  /** Made by {@link addMachine} and {@link machineOf}. */
  constructor(host: Host, spec: MachineSpec, isDeclared: boolean) {
    const { memory = Number.POSITIVE_INFINITY, overcommit = {}, bootSeconds = 0, shutdownSeconds = 0 } = spec
    const where = `machine "${host.name}"`
    this.host = host
    this.memory = positiveOrInfinite(where, "memory", memory, "bytes")
    this.bootSeconds = nonNegative(where, "bootSeconds", bootSeconds, "seconds")
    this.shutdownSeconds = nonNegative(where, "shutdownSeconds", shutdownSeconds, "seconds")
    this.#promisedMemory = promised(where, "memory", memory, overcommit)
    const cores = isDeclared ? host.cores : Number.POSITIVE_INFINITY
    this.#promisedCores = promised(where, "cores", cores, overcommit)
    this.#told = this.state
    host.onSwitch(this)
  }

  get name(): string {
    return this.host.name
  }

  get cores(): number {
    return this.host.cores
  }

  /** A host that crashes is off. */
  get state(): MachineState {
    return this.#change?.state ?? (this.host.isOn ? "on" : "off")
  }

  /** The VMs that are on it, in the order of their coming; those that leave too, and not those that come. */
  get vms(): ReadonlySet<Vm> {
    return this.#vms
  }

  /** What VMs and reservations hold. */
  get memoryUsed(): Bytes {
    return this.#sum(memoryOf)
  }

  /** The cores of VMs and reservations. */
  get coresUsed(): number {
    return this.#sum(coresOf)
  }

  /** The cores that its VMs ask for now; above its own, it is overloaded. In whole billionths: tenths that add up to 7 are 7. */
  get demand(): number {
    let billionths = 0
    for (const vm of this.#vms) billionths += Math.round(vm.demand * 1e9)
    return billionths / 1e9
  }

  /** The cores that compute now, in VMs or not. */
  get usage(): number {
    const { speed, load } = this.host
    return speed === 0 ? 0 : load / speed
  }

  /** Why `vm` cannot come, and by how much; undefined when it can. */
  lacks(vm: Vm): string | undefined {
    const memory = this.#excess(vm, memoryOf, this.#promisedMemory)
    if (memory > 0) return `${inBytes(memory)} of memory too little`
    const cores = this.#excess(vm, coresOf, this.#promisedCores)
    return cores > 0 ? `${inCores(cores)} too few` : undefined
  }

  /**
   * Holds a place for `vm`, which comes later, until it has come or the place is released. Several for one VM are one place, as
   * long as one of them is held. Errors: InputError where it does not fit, or the machine is not on.
   */
  reserve(vm: Vm): Reservation {
    this.requireRoom(vm)
    const reservation = { vm }
    this.#reservations ??= new Set()
    this.#reservations.add(reservation)
    return { release: () => this.#reservations?.delete(reservation) }
  }

  /** `listener` is called after each change of state. */
  onState(listener: () => void): void {
    this.#stateListeners = [...this.#stateListeners, listener]
  }

  /** `listener` is called after a VM has come, and after one has left. */
  onVms(listener: () => void): void {
    this.#vmListeners = [...this.#vmListeners, listener]
  }

  /** `listener` is called after what its VMs ask for may have changed: a load, a state, a VM that has come or left. */
  onDemand(listener: () => void): void {
    this.#demandListeners = [...this.#demandListeners, listener]
  }

  /** `listener` is not called any more. */
  offDemand(listener: () => void): void {
    this.#demandListeners = this.#demandListeners.filter((each) => each !== listener)
  }

  /** `listener` is called when the host goes off with VMs on it: with those that have crashed. */
  onCrash(listener: (lost: readonly Vm[]) => void): void {
    this.#crashListeners = [...this.#crashListeners, listener]
  }

  /** For this package. Errors: InputError where `vm` does not fit, or the machine is not on. */
  requireRoom(vm: Vm): void {
    const isOn = this.state === "on"
    const lack = this.lacks(vm)
    if (isOn && lack === undefined) return
    const expected = isOn
      ? `a machine with room for it: ${lack}; see overcommit`
      : `a machine that is on, not ${this.state}`
    throw new InputError(`VM "${vm.name}"`, "host", this.name, expected)
  }

  /** For this package: `vm` is here from now on, whatever it holds. */
  enter(vm: Vm): void {
    for (const each of this.#reservations ?? []) if (each.vm === vm) this.#reservations?.delete(each)
    this.#vms.add(vm)
  }

  /** For this package: `vm` is not here any more. */
  leave(vm: Vm): void {
    this.#vms.delete(vm)
    if (vm.state === "crashed" && !this.host.isOn) this.#lost.push(vm)
  }

  /** For this package: a VM has come or left, and knows it. */
  tellVms(): void {
    for (const listener of this.#vmListeners) listener()
    this.tellDemand()
  }

  /** For this package: one of its VMs may ask for something else. */
  tellDemand(): void {
    for (const listener of this.#demandListeners) listener()
  }

  /** For this package: what it is on its way to. */
  get change(): PowerChange | undefined {
    return this.#change
  }

  /** For this package: is on its way up or down, or has arrived. */
  setChange(change: PowerChange | undefined): void {
    this.#change = change
    this.#tellState()
  }

  /** Called by its host. */
  switched(isOn: boolean): void {
    // Those whose guest is not up yet: they come, or resume.
    if (!isOn) for (const vm of [...this.#vms]) vm.crash()
    const lost = this.#lost
    this.#lost = []
    if (isOn) this.#change = undefined
    this.#tellState()
    if (lost.length > 0) for (const listener of this.#crashListeners) listener(lost)
  }

  #tellState(): void {
    const { state } = this
    if (state === this.#told) return
    this.#told = state
    for (const listener of this.#stateListeners) listener()
  }

  /** By how much it would hold more than it has promised, with `vm`. */
  #excess(vm: Vm, part: (vm: Vm) => number, promised: number): number {
    if (promised === Number.POSITIVE_INFINITY) return 0
    const isHeld = this.#vms.has(vm) || this.#coming().has(vm)
    const excess = this.#sum(part) + (isHeld ? 0 : part(vm)) - promised
    return excess > rounding * promised ? excess : 0
  }

  /** Those that places are held for, and that are not here. */
  #coming(): ReadonlySet<Vm> {
    if (this.#reservations === undefined || this.#reservations.size === 0) return nobody
    const coming = new Set<Vm>()
    for (const { vm } of this.#reservations) if (!this.#vms.has(vm)) coming.add(vm)
    return coming
  }

  #sum(part: (vm: Vm) => number): number {
    let sum = 0
    for (const vm of this.#vms) sum += part(vm)
    for (const vm of this.#coming()) sum += part(vm)
    return sum
  }
}

const memoryOf = (vm: Vm) => vm.memory
const coresOf = (vm: Vm) => vm.cores

/** 1.15 x 100 is a little less than 115, but promises as much. */
const rounding = 4 * Number.EPSILON

const nobody: ReadonlySet<Vm> = new Set()

const machines = new WeakMap<Host, PhysicalMachine>()

/**
 * Adds a host that is a machine for VMs: with memory, and refusing what it has no room for. Errors: InputError.
 *
 * @example
 * const pm = addMachine(engine, { name: "pm-1", speed: 1e9, cores: 8, memory: gibibytes(32), overcommit: { cores: 2 } })
 * const vm = new Vm(engine, { name: "vm-1", host: pm.host, memory: gibibytes(1), load: 0.6 })
 */
export function addMachine(engine: Engine, spec: HostSpec & HostProfiles & MachineSpec): PhysicalMachine {
  return declareMachine(engine.addHost(spec), spec)
}

/**
 * Makes a host that is there, of a platform file for example, a machine with memory. Errors: InputError, also where it was
 * declared, or a VM or {@link machineOf} took it as it was before.
 */
export function declareMachine(host: Host, spec: MachineSpec): PhysicalMachine {
  if (machines.has(host)) throw new InputError(`machine "${host.name}"`, "host", host.name, declaredOnce)
  const machine = new PhysicalMachine(host, spec, true)
  machines.set(host, machine)
  return machine
}

const declaredOnce = "a host that is declared once, before its first VM and machineOf"

/** The machine that a host is: as declared; else one that takes every VM. */
export function machineOf(host: Host): PhysicalMachine {
  let machine = machines.get(host)
  if (machine === undefined) {
    machine = new PhysicalMachine(host, {}, false)
    machines.set(host, machine)
  }
  return machine
}

/** The most that may be promised of `amount`. Errors: InputError. */
function promised(where: string, what: keyof Overcommit, amount: number, overcommit: Overcommit): number {
  const ratio = overcommit[what] ?? 1
  if (!(ratio >= 1))
    throw new InputError(where, `overcommit.${what}`, ratio, "a number of at least 1, or Infinity")
  return amount * ratio
}
