import type { Bytes } from "@placelab/core"
import type { MigrationLimits } from "./parameters.ts"
import type { MigrationEnd, Round } from "./result.ts"

/**
 * After a live round: whether to stop the VM now, and why; undefined means one more round.
 *
 * `dirty` is what the round left to send, `rounds` counts this one too, and `cut` says that the time-out struck before its
 * end. The bandwidth that the down time is estimated with is that of the round itself.
 */
export function stopReason(
  round: Round,
  dirty: Bytes,
  { rounds, cut }: { rounds: number; cut: boolean },
  limits: MigrationLimits,
): MigrationEnd | undefined {
  if (dirty <= (round.bytes / round.seconds) * limits.downtimeLimit) return "converged"
  if (cut) return "time-out"
  if (rounds >= limits.roundLimit) return "round limit"
  return undefined
}
