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
  /** The moves, as positions in the plan, that must be over before this one starts. Default: none. */
  readonly after?: readonly number[]
}

/**
 * - `nothing to do`: no host is overloaded;
 * - `plan`: after the moves none is;
 * - `partial plan`: after the moves some are, still;
 * - `no solution`: there is none, or none was found.
 */
export type Verdict = "nothing to do" | "plan" | "partial plan" | "no solution"

/** What a planner answers. */
export interface Decision {
  readonly verdict: Verdict
  /** Empty without a plan. */
  readonly moves: readonly PlannedMove[]
  readonly work: DecisionWork
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
