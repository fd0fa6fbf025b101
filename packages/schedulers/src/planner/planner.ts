/*
 * The contract of a planner: what it sees, and what it answers. It is a pure function, and knows nothing of the engine, of
 * messages or of the time that it takes: who calls it, when and for which hosts, is up to a resolver (the centralized loop, a
 * group manager of Snooze, the leader of a partition of DVMS). So one planner serves them all.
 */
import type { Configuration, Move } from "../placement/configuration.ts"

/** What was done to come to a decision; see `DecisionTime`. */
export interface DecisionWork {
  /** The size of the view. */
  readonly hosts: number
  readonly vms: number
  /** Hosts on which VMs ask for more than there is. */
  readonly overloaded: number
  /** VMs that the planner would let move. */
  readonly openVms: number
  /** Steps of the planner itself: hosts tried for a VM, nodes of a search. */
  readonly steps: number
}

/** A move of a plan. */
export interface PlannedMove extends Move {
  /** The earlier moves, as positions in the plan, that must be over before this one starts. Default: none. */
  readonly after?: readonly number[]
}

/**
 * - `nothing to do`: no host is overloaded;
 * - `plan`: after the moves none is;
 * - `partial plan`: after the moves some are, still;
 * - `no solution`: there is none, or none was found.
 */
export type Verdict = "nothing to do" | "plan" | "partial plan" | "no solution"

/** In which order a planner looks at hosts for a VM. */
export interface HostPreference {
  /**
   * That of the view; of a Java hash map of the names, as VMPlaceS goes through them; or the one with most free cores first, of
   * equals in the order of the view.
   */
  readonly order: "view" | "hash" | "most free cpu"
  /**
   * Whether it is a search that looks at hosts that are not overloaded first, and then at the one with most free memory: the order
   * is for ties then, and a host may be passed over that fits. Else the first host that fits is taken.
   */
  readonly searches: boolean
}

/** What a planner answers. */
export interface Decision {
  readonly verdict: Verdict
  /** Empty without a plan. */
  readonly moves: readonly PlannedMove[]
  readonly work: DecisionWork
  /** For explanations. Default: the first that fits, in the order of the view. */
  readonly prefers?: HostPreference
}

/**
 * Decides who moves where. `decide` is total and deterministic: the same view, the same decision.
 *
 * @example
 * const stayers: Planner = { name: "stayers", decide: (view) => decided(view, []) }
 */
export interface Planner {
  /** For traces and messages. */
  readonly name: string
  decide(view: Configuration): Decision
}
