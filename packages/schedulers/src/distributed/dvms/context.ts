import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { CheckedDvmsOptions } from "./dvmsOptions.ts"
import type { Overlay } from "./overlay.ts"
import type { Partition } from "./partition.ts"
import type { Post } from "./post.ts"
import type { ProcedureCounts, ProcedureEnd } from "./procedure.ts"
import type { Work } from "./work.ts"

/** An iterative scheduling procedure on its way from node to node. */
export interface TravellingProcedure {
  /** As it was when its leader sent it out. */
  readonly partition: Partition
  readonly hops: number
  /** Nobody waits for it after this date. */
  readonly expires: number
  /** What it has found reserved since then, for overlays that use that. */
  readonly reserved?: ReadonlySet<PhysicalMachine>
}

/** An agent as others know it: what they can send to it. */
export interface Peer {
  readonly machine: PhysicalMachine
  /** A procedure comes by. */
  receive(procedure: TravellingProcedure): void
  /** Is it in this very version? */
  holds(partition: Partition): boolean
  /** Will it be in `next`, which is made of `base`? */
  adopt(next: Partition, base: Partition): boolean
  /** Is it in this partition? Then its lease is renewed. */
  renew(id: number): boolean
  /** These partitions are no more. */
  dissolve(ids: readonly number[], end: ProcedureEnd): void
}

/** What all agents of a cluster share: the simulated world, and counts. They know of each other by messages alone. */
export interface DvmsContext {
  readonly cluster: Cluster
  readonly options: CheckedDvmsOptions
  readonly overlay: Overlay
  readonly post: Post
  readonly peers: ReadonlyMap<PhysicalMachine, Peer>
  /** The order of machines, for who gives way to whom. */
  readonly places: ReadonlyMap<PhysicalMachine, number>
  readonly procedures: ProcedureCounts
  readonly working: Set<Work>
  /** A number that no partition has had. */
  readonly newId: () => number
}
