/*
 * Where a rule on placement meets the search.
 *
 * A constraint is written in names and says two things: what is wrong with a situation (the check, which explains), and how
 * the search keeps to it (the pruning, in numbers). The two share no code, so that one can be played against the other.
 *
 * Discrete     it holds once the plan is done; on the way it may be broken.
 * Continuous   it holds from the first action to the last one too, where a VM that migrates is on both hosts, from the start of
 *              its action to the end.
 *
 * The search asks `allows` before it puts a VM on a host, and tells what it has put and taken back; VMs that are not open to
 * moves are put first and stay. A continuous rule is asked in the same way while a plan is made: then all that run today are
 * put first, and a VM that migrates is put on its target before it is taken from where it was. So takeBack comes in any order,
 * and a VM may be put on two hosts.
 *
 * A rule must only ever forbid more as more VMs are put: what it allows with all VMs put is what its check accepts.
 *
 * Source: Hermenier, Lawall, Muller, BtrPlace: a flexible consolidation manager for highly available applications (IEEE TDSC
 * 2013), for the two readings, and for constraints as pairs of a checker and a part of the solver.
 */
import type { Bytes } from "@placelab/core"
import type { Situation } from "./situation.ts"

/** What is wrong, and the VMs that could mend it by moving: repair opens them. */
export interface ConstraintFault {
  readonly message: string
  readonly vms: readonly string[]
}

/** The names that a problem knows, as the numbers that the search uses, and what is known of them. -1 is no host. */
export interface Numbering {
  /** Errors: InputError for a VM that the problem does not have. */
  readonly vm: (name: string) => number
  /** Errors: InputError for a host that the problem does not have. */
  readonly host: (name: string) => number
  readonly vms: number
  readonly hosts: number
  /** Where each VM runs today. */
  readonly runsAt: Int32Array
  /** 1 for a VM that shall run. */
  readonly shallRun: Uint8Array
  /** What each VM needs when it runs: billionths of a core, and bytes. */
  readonly vmCpu: Float64Array
  readonly vmMemory: Float64Array
  /** 1 for a host that is on now. */
  readonly isOn: Uint8Array
  /** For a host that a constraint wants to be on, VMs or not: 1 for at the end, 2 for at every moment; else 0. */
  readonly mustBeOn: Uint8Array
}

/** A constraint in one search. */
export interface ConstraintPruning {
  /**
   * It is asked about, and told of, these VMs only, or these hosts only; all, where neither is given. With both it is about
   * either, and has nothing to be told. What is about all costs every question of the search.
   */
  readonly vms?: Iterable<number>
  readonly hosts?: Iterable<number>
  readonly allows: (vm: number, host: number) => boolean
  /** The VM is on the host from now on. */
  readonly put?: (vm: number, host: number) => void
  /** The VM is not on the host any more. */
  readonly takeBack?: (vm: number, host: number) => void
  /** False when there is no placement at all that it allows. */
  readonly isPossible?: boolean
  /** A continuous rule that asks only who comes: what it forbids may be so today. */
  readonly asksWhoComes?: boolean
}

/** What a VM shall have at least when it runs. */
export interface LeastDemand {
  readonly vm: string
  /** In cores. */
  readonly cpu?: number
  readonly memory?: Bytes
}

/** How many of these hosts shall be on: all of them, or at most a number; what this says is checked like any rule. */
export interface PowerDemand {
  readonly hosts: readonly string[]
  readonly on: "all" | number
}

/** A rule on who may run where. */
export interface PlacementConstraint {
  /** The reading. Default: discrete. */
  readonly continuous?: boolean
  readonly faults: (situation: Situation) => readonly ConstraintFault[]
  /**
   * A pruning of its own for each search. Errors: InputError for names that the problem does not have, and for numbers that
   * make no sense.
   */
  readonly pruning: (numbering: Numbering) => ConstraintPruning
  /** Default: none. */
  readonly leastDemands?: readonly LeastDemand[]
  /** Default: none. */
  readonly power?: PowerDemand
}
