/** A VM of an overloaded host that could leave it. */
export interface SelectableVm {
  /** In any unit: what a migration moves. */
  readonly memory: number
  /** What it asks for now, in the unit of `capacity`. */
  readonly demand: number
  /** The most that it can ask for. */
  readonly capacity: number
  /** Which part of its capacity it asked for in the past, newest first, at equal intervals; as many entries for all VMs of a host. */
  readonly history: ArrayLike<number>
}

/** Which of these VMs, one at least, leaves: its place in the list. Ties: the first. */
export type VmSelection = (vms: readonly SelectableVm[]) => number
