import type { Seconds } from "@placelab/core"
import type { OverlayName } from "../distributed/dvms/dvmsOptions.ts"

/** Who decides. */
export type PlannerName = "entropy" | "ffd-lazy" | "ffd-optimistic" | "ffd-plain" | "example" | "nothing"

/** How long decisions take. */
export interface DecisionTimeSpec {
  /**
   * `entropy-2`: as the published Entropy, with its limit. `per-step`: so much for each call and each step of the planner.
   * `instant`: none. `measured`: by the clock of this computer; such a run cannot be repeated.
   */
  readonly model: "entropy-2" | "per-step" | "instant" | "measured"
  /** For `entropy-2`: the limit, for each machine that is looked at. */
  readonly limitPerHost: Seconds
  /** For `entropy-2`: the limit is at most this. */
  readonly limitAtMost: Seconds
  /** For `per-step`. */
  readonly secondsPerCall: Seconds
  readonly secondsPerStep: Seconds
}

/** Nobody decides anything. */
export interface NoSchedulerSpec {
  readonly name: "none"
}

/** One node decides for all machines; see `centralized`. */
export interface CentralizedSpec {
  readonly name: "centralized"
  readonly planner: PlannerName
  readonly decisionTime: DecisionTimeSpec
  readonly period: Seconds
}

/** A leader, group managers, and a controller on each machine; see `snooze`. */
export interface SnoozeSpec {
  readonly name: "snooze"
  readonly planner: PlannerName
  readonly decisionTime: DecisionTimeSpec
  /** Machines for each group manager; there are so many service nodes, and one for the leader. */
  readonly lcsPerGm: number
  readonly scheduling: "periodic" | "reactive"
  /** From the end of one round of a manager to its next one, where it is periodic. */
  readonly period: Seconds
  readonly heartbeatPeriod: Seconds
  readonly heartbeatTimeout: Seconds
  readonly assignment: "best-fit" | "round-robin"
}

/** An agent on each machine, and nobody above; see `dvms`. */
export interface DvmsSpec {
  readonly name: "dvms"
  readonly planner: PlannerName
  readonly decisionTime: DecisionTimeSpec
  /** See `DvmsOptions`. */
  readonly overlay: OverlayName
  /** The planner is not asked before a partition has so many members. */
  readonly minimumPartitionSize: number
  readonly growth: "one" | "doubling"
  readonly monitoringPeriod: Seconds
  /** When machines look after themselves: each at a phase of its own, or all together. */
  readonly ticks: "spread" | "together"
}

/** A scheduler with all its parameters. */
export type SchedulerSpec = NoSchedulerSpec | CentralizedSpec | SnoozeSpec | DvmsSpec

type Parameters = Omit<CentralizedSpec, "name"> & Omit<SnoozeSpec, "name"> & Omit<DvmsSpec, "name">

/** A scheduler as it is written: its name among `schedulers`, and what shall not be as in its defaults. */
export type RawScheduler = { readonly name: string } & Partial<Omit<Parameters, "decisionTime">> & {
    readonly decisionTime?: Partial<DecisionTimeSpec>
  }
