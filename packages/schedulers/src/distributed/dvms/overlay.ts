import type { PhysicalMachine } from "@placelab/models"

/** What a procedure that nodes pass on knows of its way, since its leader sent it out. */
export interface Trip {
  /** From node to node. */
  readonly hops: number
  /** Its own partition, the nodes that have passed it on, and those that they knew to be reserved with them, or silent. */
  readonly reserved: ReadonlySet<PhysicalMachine>
}

/**
 * In which order nodes are found. The procedure of DVMS is the same on a ring, at random, or by distance.
 *
 * Complexity: `firstOut` is called at each hop, and must not look at all machines.
 */
export interface Overlay {
  /** How many machines there are in all. */
  readonly size: number
  /** Whether `firstOut` is to be told of the trip: where there is no order to go around by. Default false. */
  readonly usesTrip?: boolean
  /**
   * The first machine out of `inside`, as seen from `at`; undefined when there is none, or, with a `trip`, none that it has not
   * come by: then it goes back to its initiator. Where machines have an order, as on a ring, the `initiator` of what is passed on is
   * never jumped over, even from inside: so it hears that the procedure is back.
   */
  firstOut(
    at: PhysicalMachine,
    inside: ReadonlySet<PhysicalMachine>,
    initiator: PhysicalMachine,
    trip?: Trip,
  ): PhysicalMachine | undefined
  /** What it has counted of its own, for the counts of DVMS. */
  counts?(): Readonly<Record<string, number>>
}
