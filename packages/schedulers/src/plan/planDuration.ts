import type { BytesPerSecond, Seconds } from "@placelab/core"
import { type MigrationParameters, predictPrecopy } from "@placelab/models"
import { Ord } from "fp-ts/lib/number.js"
import { max } from "fp-ts/lib/Ord.js"

/** How long a set of migrations takes, before anything is simulated: what a planner can know. */
export interface PlanDuration {
  /** One after the other, each with the whole bandwidth. */
  readonly inSequence: Seconds
  /** All at once on one link, each with an equal part of it until the last one ends: an upper bound for that way. */
  readonly atOnce: Seconds
}

/**
 * Prices migrations that share one link of `bandwidth` by the pre-copy model; their own bandwidth is not looked at.
 *
 * At once is not the same as in sequence: a smaller part of the link means longer rounds, and longer rounds dirty more.
 */
export function planDuration(
  migrations: readonly MigrationParameters[],
  bandwidth: BytesPerSecond,
): PlanDuration {
  const seconds = (share: BytesPerSecond) => (migration: MigrationParameters) =>
    predictPrecopy({ ...migration, bandwidth: share }).seconds
  return {
    inSequence: migrations.map(seconds(bandwidth)).reduce((sum, s) => sum + s, 0),
    atOnce: migrations.map(seconds(bandwidth / migrations.length)).reduce(max(Ord), 0),
  }
}
