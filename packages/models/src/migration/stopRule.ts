import { type Bytes, datePrecision, type Seconds } from "@placelab/core"
import type { MigrationLimits } from "./parameters.ts"
import type { MigrationEnd, Round } from "./result.ts"

/** Less than one byte left is nothing left: without this, a down time limit of 0 would never be met. */
const leastBytes = 1

/**
 * After a live round: whether to stop the VM now, and why; undefined means one more round.
 *
 * `dirty` is what the round left to send; `rounds` counts this one too; `elapsed` is the time since the start of the
 * migration. The bandwidth that the down time is estimated with is that of the round itself.
 */
export function stopReason(
  round: Round,
  dirty: Bytes,
  { rounds, elapsed }: { rounds: number; elapsed: Seconds },
  limits: MigrationLimits,
): MigrationEnd | undefined {
  const fits = dirty <= (round.bytes / round.seconds) * limits.downtimeLimit
  if (dirty < leastBytes || fits) return "converged"
  if (isTimeUp(elapsed, limits)) return "time-out"
  if (rounds >= limits.roundLimit) return "round limit"
  return undefined
}

/** Whether live rounds have no time left. */
export function isTimeUp(elapsed: Seconds, { timeout }: MigrationLimits): boolean {
  return elapsed >= timeout - datePrecision
}
