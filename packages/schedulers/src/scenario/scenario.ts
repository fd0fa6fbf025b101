/*
 * A scenario: all that a run depends on, as plain data in SI units. The same scenario gives the same trace, to the byte.
 */
import type { Bytes, BytesPerSecond, FlopsPerSecond, PstatePower, Seconds, Watts } from "@placelab/core"
import type { RawScheduler, SchedulerSpec } from "./schedulerSpec.ts"
import type { RawSite, SiteSpec } from "./siteSpec.ts"
import type { RawTraceSpec, TraceSpec } from "./traceSpec.ts"

/** What everything that is not said is taken from; see `profiles`. */
export type ProfileName = "corrected" | "vmplaces-head" | "vmplaces-2015"

/** The machines that run VMs; all alike. */
export interface HostModel {
  readonly cores: number
  /** Of each core. */
  readonly speed: FlopsPerSecond
  readonly memory: Bytes
  /** What VMs may ask for together, in cores; a machine that is asked for more is overloaded. */
  readonly capacity: number
  readonly power: PstatePower
  /** What it draws when it is off. */
  readonly off: Watts
  readonly bootSeconds: Seconds
  readonly shutdownSeconds: Seconds
  /** Whether machines without VMs are powered off, before the beginning and after each plan. */
  readonly powersOff: boolean
}

/** Every node has a link of its own, both ways apart, to one backbone that all share, or all of its site. */
export interface NetworkSpec {
  readonly link: BytesPerSecond
  readonly linkLatency: Seconds
  readonly backbone: BytesPerSecond
  readonly backboneLatency: Seconds
  readonly model: "LV08" | "CM02" | "plain"
  /** How control messages travel; see `MessageOptions`. */
  readonly messages: "timed" | "shared"
}

/** A kind of VMs. */
export interface VmClass {
  /** How much a VM that has a whole core makes dirty a second, as a part of the migration speed. */
  readonly updateIntensity: number
}

/** VMs have one core each. */
export interface VmModel {
  readonly memory: Bytes
  /** The most that a migration takes. */
  readonly migrationSpeed: BytesPerSecond
  /** A VM is of one of these, drawn uniformly. */
  readonly classes: readonly VmClass[]
  /**
   * Where VMs are at the beginning. `blocks`: the first ones on the first machine, the next ones on the next; `round-robin`: one
   * after the other; `random`: drawn uniformly among machines with room. `vmplaces`: blocks, in the order of a Java hash map.
   */
  readonly placement: "blocks" | "round-robin" | "random" | "vmplaces"
}

/** Each VM changes its load now and then, to a Gaussian number in [0, 1] that is rounded to slots; in cores. */
export interface LoadLaw {
  /** Mean time between two changes of one VM. */
  readonly period: Seconds
  readonly mean: number
  readonly deviation: number
  readonly slots: number
  /** What every VM asks for at date 0. */
  readonly start: number
}

/** Nodes that fail, and are repaired. */
export interface FailureSpec {
  /** Machines, and service nodes, one by one: exponential with this mean. Infinity: they do not. */
  readonly meanTimeToFailure: Seconds
  /** How long each is down. */
  readonly downtime: Seconds
  /** The first service node goes down at multiples of this; 0: it does not. */
  readonly leaderPeriod: Seconds
  /** One of the service nodes, drawn uniformly, goes down at multiples of this; 0: none does. */
  readonly managerPeriod: Seconds
}

/** VMs that are suspended in memory, and resumed. */
export interface SuspensionSpec {
  /** Mean time between two suspensions of one VM. Infinity: none is. */
  readonly period: Seconds
  readonly duration: Seconds
}

/** When a migration stops copying live, and whether it holds memory at its destination from the beginning. */
export interface MigrationSpec {
  readonly downtimeLimit: Seconds
  readonly roundLimit: number
  readonly timeout: Seconds
  readonly reserve: boolean
}

/** Everything. Made by `scenario`. */
export interface Scenario {
  readonly profile: ProfileName
  readonly seed: number
  readonly duration: Seconds
  readonly hosts: number
  readonly vms: number
  /** Nodes for managers, without VMs. */
  readonly serviceNodes: number
  readonly host: HostModel
  /** Where machines are. Undefined: all in one place. */
  readonly sites?: readonly SiteSpec[]
  readonly network: NetworkSpec
  readonly vm: VmModel
  readonly load: LoadLaw | TraceSpec
  readonly failures: FailureSpec
  readonly suspensions: SuspensionSpec
  readonly migration: MigrationSpec
  readonly scheduler: SchedulerSpec
}

type Sections = "host" | "network" | "vm" | "failures" | "suspensions" | "migration"

/** A scenario as it is written: what is not said is as in the profile, or, of a scheduler, as in its defaults. */
export type RawScenario = Partial<
  Omit<Scenario, Sections | "load" | "serviceNodes" | "scheduler" | "sites">
> & {
  readonly [S in Sections]?: Partial<Scenario[S]>
} & {
  readonly load?: Partial<LoadLaw> | RawTraceSpec
  readonly sites?: readonly RawSite[]
  /** The name of one of `schedulers`, or an object with its name and what shall be otherwise. Default "none". */
  readonly scheduler?: string | RawScheduler
}
