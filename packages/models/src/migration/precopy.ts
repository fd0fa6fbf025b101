/*
 * Pre-copy live migration: without contention in closed form, and as a process on the engine.
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
 * than can be sent within d, only the round limit, the time-out or a throttle (`autoConverge.ts`) ends the migration.
 *
 * On the engine nothing is given: rounds are transfers that share their links with whatever else is sent, and what gets
 * dirty follows the computing that the VM really did, q = updateSpeed / (speed of the source's cores) bytes a flop. So
 * several migrations, or a busy network, lengthen the rounds, and longer rounds dirty more; a busy host slows the VM, and
 * less gets dirty.
 *
 * Source       Hirofuchi, Lebre, Pouilloux: Adding a Live Migration Model into SimGrid (CloudCom 2013), and their
 *              SimGrid VM (IEEE TCC, 2015); as implemented in SimGrid's live migration.
 * Differs      less than a byte is nothing; bytes are not cut to whole numbers; a round limit exists; a time-out in the
 *              middle of a round counts what the round had sent; storage may come along.
 */
import type { Steps } from "@placelab/core"
import { Throttling } from "./autoConverge.ts"
import type { Content } from "./liveRound.ts"
import type { MigrationParameters } from "./parameters.ts"
import type { Passage } from "./passage.ts"
import { PredictedMigration } from "./predicted.ts"
import type { MigrationEnd, MigrationResult } from "./result.ts"
import { isTimeUp, stopReason } from "./stopRule.ts"
import { predictStorage, sendStorage } from "./storage.ts"

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
  const path = new PredictedMigration(parameters)
  const throttling = new Throttling(parameters.autoConverge)
  let content: Content = { memory: parameters.memory, storage: predictStorage(path, parameters) }
  let end: MigrationEnd | undefined = isTimeUp(path.elapsed, parameters) ? "time-out" : undefined
  for (let rounds = 1; end === undefined; rounds++) {
    const live = path.sendLive(content, parameters.timeout, throttling.share)
    content = live.left
    const { elapsed } = path
    end = stopReason(live.round, content.memory + content.storage, { rounds, elapsed }, parameters)
    if (end === undefined) throttling.after(live, elapsed)
  }
  path.send(content, false)
  return path.result(end, parameters.latency, throttling.throttles)
}

/** The same on the engine. */
export function* precopy(passage: Passage): Steps<MigrationResult> {
  const { vm, settings } = passage
  const throttling = new Throttling(settings.autoConverge)
  const storage = yield* sendStorage(passage)
  if (storage === undefined) return passage.result()
  let content: Content = { memory: vm.memory, storage }
  let end: MigrationEnd | undefined = isTimeUp(passage.elapsed, settings) ? "time-out" : undefined
  for (let rounds = 1; end === undefined; rounds++) {
    const live = yield* passage.sendLive(content, settings.timeout)
    if (live === undefined) return passage.result()
    content = live.left
    const { elapsed } = passage
    end = stopReason(live.round, content.memory + content.storage, { rounds, elapsed }, settings)
    const share = end === undefined ? throttling.after(live, elapsed) : undefined
    if (share !== undefined) passage.throttle(share)
  }
  return (yield* passage.handOver(content)) ? yield* passage.conclude(end) : passage.result()
}
