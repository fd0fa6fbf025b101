import type { ConstraintId } from "../fairshare/fairShare.ts"
import type { FlopsPerSecond } from "../units.ts"

/** A machine that computes: `cores` cores of `speed` flop/s each. Made by `Engine.addHost`. */
export interface Host {
  readonly name: string
  readonly speed: FlopsPerSecond
  readonly cores: number
  /** Its cores in the fair-share system, with capacity cores x speed. */
  readonly constraint: ConstraintId
}
