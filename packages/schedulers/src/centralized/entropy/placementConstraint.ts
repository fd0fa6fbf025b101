/*
 * Where a rule on placement meets the search.
 *
 * A constraint is written in names and says two things: what is wrong with a placement (the check, which explains), and
 * how the search keeps to it (the pruning, in numbers). The search asks `allows` before it puts a VM on a host, and tells
 * what it has put and taken back, in the order of a stack; VMs that are not open to moves are put first and stay.
 *
 * A rule must only ever forbid more as more VMs are put: what it allows with all VMs put is what its check accepts.
 */

/** Who runs where, by name. Only VMs that run. */
export type Running = ReadonlyMap<string, string>

/** What is wrong, and the VMs that could mend it by moving: repair opens them. */
export interface ConstraintFault {
  readonly message: string
  readonly vms: readonly string[]
}

/** The names that a problem knows, as the numbers that the search uses. */
export interface Numbering {
  /** Errors: InputError for a VM that the problem does not have. */
  readonly vm: (name: string) => number
  /** Errors: InputError for a host that the problem does not have. */
  readonly host: (name: string) => number
  readonly vms: number
  readonly hosts: number
}

/** A constraint in one search. */
export interface ConstraintPruning {
  readonly allows: (vm: number, host: number) => boolean
  /** The VM is on the host from now on. */
  readonly put?: (vm: number, host: number) => void
  /** The last `put` that was not taken back yet is. */
  readonly takeBack?: (vm: number, host: number) => void
}

/** A rule on who may run where: it holds for the configuration that a plan leads to, not on the way (discrete). */
export interface PlacementConstraint {
  readonly faults: (running: Running) => readonly ConstraintFault[]
  /** A pruning of its own for each search. Errors: InputError for names that the problem does not have. */
  readonly pruning: (numbering: Numbering) => ConstraintPruning
}
