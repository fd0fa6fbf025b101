/*
 * Pre-copy live migration without contention, in closed form.
 *
 * Notation     R memory, B bandwidth, D dirty rate, W working set, l latency of a message, d down time limit.
 *
 * Model        round 0 sends v_0 = R. Round n takes t_n = l + v_n / B; meanwhile the running VM makes
 *              v_(n+1) = min(D t_n, W) bytes dirty, which the next round sends. Once v_(n+1) <= d v_n / t_n, what is left
 *              can be sent within d: the VM is stopped, the rest is sent, and the VM goes on at the other end.
 *
 * With l = 0 and W never reached, rounds shrink by r = D / B, and after the first n with R r^n <= B d
 *              T = (R / B) (1 - r^(n+1)) / (1 - r),   bytes = B T.
 * Rounds stop shrinking at a fixed point: at W when r >= 1, at bytes that take l / (1 - r) when r < 1. When that is more
 * than can be sent within d, only the round limit or the time-out ends the migration.
 *
 * Source       Hirofuchi, Lebre, Pouilloux: Adding a Live Migration Model into SimGrid (CloudCom 2013), and their
 *              SimGrid VM (IEEE TCC, 2015); as implemented in SimGrid's live migration.
 * Differs      less than a byte is nothing; bytes are not cut to whole numbers; a round limit exists; a time-out in the
 *              middle of a round counts what the round had sent.
 */
import { datePrecision } from "@placelab/core"
import type { MigrationParameters } from "./parameters.ts"
import { type MigrationResult, migrationResult, type Round } from "./result.ts"
import { stopReason } from "./stopRule.ts"

/**
 * What a pre-copy migration with these parameters costs when nothing else uses its path.
 *
 * Cost: O(rounds).
 *
 * @example
 * pipe(migrationParameters({ memory: gibibytes(1), bandwidth: mebibytes(125), dirtyRate: mebibytes(50) }), E.map(predictPrecopy))
 * // right: converged in 13.64 s after 7 live rounds
 */
export function predictPrecopy(parameters: MigrationParameters): MigrationResult {
  const { memory, bandwidth, dirtyRate, workingSet, latency, timeout } = parameters
  const rounds: Round[] = []
  let elapsed = 0
  let toSend = memory
  for (;;) {
    const whole = latency + toSend / bandwidth
    const cut = elapsed + whole > timeout + datePrecision
    const seconds = cut ? timeout - elapsed : whole
    const bytes = cut ? Math.max(0, seconds - latency) * bandwidth : toSend
    const round = { bytes, seconds, live: true }
    rounds.push(round)
    elapsed += seconds
    const left = Math.min(memory, toSend - bytes + Math.min(dirtyRate * seconds, workingSet))
    const end = stopReason(round, left, { rounds: rounds.length, elapsed }, parameters)
    if (end !== undefined) {
      rounds.push({ bytes: left, seconds: latency + left / bandwidth, live: false })
      return migrationResult(end, rounds, latency)
    }
    toSend = left
  }
}
