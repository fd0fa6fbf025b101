import type { Engine, Host, Process, Trace } from "@placelab/core"
import { InputError, positive, unknownName } from "@placelab/core"
import type { MigrateOptions, MigrationResult, PhysicalMachine, Vm } from "@placelab/models"
import type { Configuration } from "../placement/configuration.ts"
import type { Decision } from "../planner/planner.ts"
import { MessageNetwork, type MessageOptions } from "./messageNetwork.ts"
import { OverloadBook } from "./overloadBook.ts"
import { PlanBook } from "./planBook.ts"
import type { VmUse } from "./vmUse.ts"

/**
 * How the trace is written, and what is done about what went wrong in VMPlaceS. `vmplaces`: as its last version does (2020), so
 * that runs can be held against its own; `corrected`: as it was meant.
 */
export type Rules = "vmplaces" | "corrected"

/** What schedulers work on; see {@link Cluster}. */
export interface ClusterSpec {
  readonly engine: Engine
  /** The machines that run VMs, at least one. */
  readonly machines: readonly PhysicalMachine[]
  readonly vms: readonly Vm[]
  /** Nodes for managers, without VMs. Default none. */
  readonly services?: readonly Host[]
  /** What each machine has for its VMs, in cores; with more demand it is overloaded. A function where they differ. */
  readonly capacity: number | ((machine: PhysicalMachine) => number)
  readonly trace: Trace
  /** Default "corrected". */
  readonly rules?: Rules
  /** How VMs migrate. */
  readonly migration?: MigrateOptions
  /** Whether machines without VMs are powered off when a plan has been applied, and on when a plan wants them. Default false. */
  readonly powersOff?: boolean
  readonly messages?: MessageOptions
}

/** A decision as it was made. */
export interface DecisionRecord {
  /** Of the cluster, from 1. */
  readonly number: number
  /** When its view was taken. */
  readonly date: number
  /** The node that decided. */
  readonly node: string
  readonly view: Configuration
  readonly decision: Decision
}

/** A migration that is over. */
export interface FinishedMigration {
  readonly vm: Vm
  readonly from: PhysicalMachine
  readonly to: PhysicalMachine
  readonly result: MigrationResult
}

/**
 * A simulated data centre as schedulers see it: machines and VMs, who is overloaded, messages between nodes, plans under way, and
 * the trace. Resolvers are built on it; see `centralized`, `snooze` and `dvms`. Errors: InputError.
 */
export class Cluster {
  readonly engine: Engine
  readonly machines: readonly PhysicalMachine[]
  readonly vms: readonly Vm[]
  readonly services: readonly Host[]
  /** What a machine has for its VMs, in cores; the mean, where they differ. */
  readonly capacity: number
  readonly trace: Trace
  readonly rules: Rules
  readonly migration: MigrateOptions
  readonly powersOff: boolean
  readonly messages: MessageNetwork
  readonly overloads: OverloadBook
  readonly plans: PlanBook
  /** Machines that have failed and are not repaired: nobody may power them on. Whoever injects failures keeps it. */
  readonly failed = new Set<PhysicalMachine>()
  /** For this package: the machines that plans power on now. */
  readonly boots = new Map<PhysicalMachine, Process<void>>()
  /** For this package: VMs that have migrated, in the order in which each did so first, with what those use that migrate now. */
  readonly migrating = new Map<Vm, VmUse | undefined>()
  /** From now on no load changes any more: who works in rounds begins none. */
  isEnding = false
  readonly #capacityOf: (machine: PhysicalMachine) => number
  readonly #byName: ReadonlyMap<string, PhysicalMachine>
  readonly #vmByName: ReadonlyMap<string, Vm>
  #decisions = 0
  #decisionListeners: readonly ((record: DecisionRecord) => void)[] = []
  #migrationListeners: readonly ((record: FinishedMigration) => void)[] = []

  constructor(spec: ClusterSpec) {
    const { engine, machines, vms, services = [], capacity, trace, rules = "corrected" } = spec
    if (machines.length === 0) throw new InputError("cluster", "machines", machines, "at least one")
    this.engine = engine
    this.machines = machines
    this.vms = vms
    this.services = services
    this.#capacityOf = typeof capacity === "number" ? () => capacity : capacity
    for (const machine of machines) positive("cluster", "capacity", this.#capacityOf(machine), "cores")
    this.capacity =
      typeof capacity === "number"
        ? capacity
        : machines.reduce((sum, machine) => sum + capacity(machine), 0) / machines.length
    this.trace = trace
    this.rules = rules
    this.migration = spec.migration ?? {}
    this.powersOff = spec.powersOff ?? false
    this.#byName = new Map(machines.map((machine) => [machine.name, machine]))
    this.#vmByName = new Map(vms.map((vm) => [vm.name, vm]))
    this.messages = new MessageNetwork(engine, spec.messages)
    this.plans = new PlanBook()
    this.overloads = new OverloadBook(this)
  }

  /** Errors: InputError with the nearest name. */
  machine(name: string): PhysicalMachine {
    const machine = this.#byName.get(name)
    if (machine === undefined) throw unknownName("cluster", "machine", name, this.#byName.keys())
    return machine
  }

  /** Errors: InputError with the nearest name. */
  vm(name: string): Vm {
    const vm = this.#vmByName.get(name)
    if (vm === undefined) throw unknownName("cluster", "VM", name, this.#vmByName.keys())
    return vm
  }

  /** What `machine` has for its VMs, in cores. */
  capacityOf(machine: PhysicalMachine): number {
    return this.#capacityOf(machine)
  }

  /** `listener` is told of each decision, when it has been made and before it is applied. */
  onDecision(listener: (record: DecisionRecord) => void): void {
    this.#decisionListeners = [...this.#decisionListeners, listener]
  }

  /** For this package: a decision was made. Gives its number. */
  tellDecision(record: Omit<DecisionRecord, "number">): number {
    const number = ++this.#decisions
    for (const listener of this.#decisionListeners) listener({ number, ...record })
    return number
  }

  /** `listener` is told of each migration that a plan has started, when its source has heard of the end. */
  onMigration(listener: (record: FinishedMigration) => void): void {
    this.#migrationListeners = [...this.#migrationListeners, listener]
  }

  /** For this package: a migration is over. */
  tellMigration(record: FinishedMigration): void {
    for (const listener of this.#migrationListeners) listener(record)
  }
}
