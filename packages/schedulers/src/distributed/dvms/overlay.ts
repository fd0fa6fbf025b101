import type { PhysicalMachine } from "@placelab/models"

/**
 * In which order nodes are found. The procedure of DVMS is the same on a ring, at random, or by distance.
 *
 * Complexity: `firstOut` is called at each hop, and must not look at all machines.
 */
export interface Overlay {
  /** How many machines there are in all. */
  readonly size: number
  /**
   * The first machine out of `inside`, as seen from `at`; undefined when there is none. Where machines have an order, as on a ring,
   * the `initiator` of what is passed on is never jumped over, even from inside: so it hears that the procedure is back.
   */
  firstOut(
    at: PhysicalMachine,
    inside: ReadonlySet<PhysicalMachine>,
    initiator: PhysicalMachine,
  ): PhysicalMachine | undefined
}
