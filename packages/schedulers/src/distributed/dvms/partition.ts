import type { PhysicalMachine } from "@placelab/models"

/** `growing`: looks for one more node; `blocked`: has been all around, and found none. */
export type PartitionState = "growing" | "blocked"

/**
 * Nodes that are reserved for one procedure, as one of them knows it. It is never changed: who changes a partition makes its next
 * version, and has that granted by the members.
 */
export interface Partition {
  readonly id: number
  /** From 0; one more at each change of what stands here. */
  readonly version: number
  readonly state: PartitionState
  /** The overloaded node that has begun it. */
  readonly initiator: PhysicalMachine
  /** The node that decides. */
  readonly leader: PhysicalMachine
  /** The one that came last first. */
  readonly members: ReadonlySet<PhysicalMachine>
  /** The size at which the planner was asked last; 0: never. */
  readonly asked: number
  /** The size from which on it is asked next. */
  readonly target: number
  /** From node to node, up to this version. */
  readonly hops: number
}

/** The partition that an overloaded node begins. */
export function startedBy(initiator: PhysicalMachine, id: number, target: number): Partition {
  const members = new Set([initiator])
  return {
    id,
    version: 0,
    state: "growing",
    initiator,
    leader: initiator,
    members,
    asked: 0,
    target,
    hops: 0,
  }
}

/** `machine` is in, and leads. */
export function joinedBy(partition: Partition, machine: PhysicalMachine, hops: number): Partition {
  const members = new Set([machine, ...partition.members])
  return { ...partition, version: partition.version + 1, state: "growing", leader: machine, members, hops }
}

/** It has come around without a node: its initiator leads, and asks the planner with what there is, if `minimum` nodes are. */
export function blockedOf(partition: Partition, minimum: number, hops: number): Partition {
  const { version, initiator } = partition
  return { ...partition, version: version + 1, state: "blocked", leader: initiator, target: minimum, hops }
}

/** Two in one, for which `leader`, a member of the first, decides. The initiator of the first stays; the second one's has none any more. */
export function mergedOf(
  [into, other]: readonly [Partition, Partition],
  id: number,
  leader: PhysicalMachine,
  minimum: number,
  hops: number,
): Partition {
  const members = new Set([...into.members, ...other.members])
  const { initiator } = into
  return { id, version: 0, state: "growing", initiator, leader, members, asked: 0, target: minimum, hops }
}
