/*
 * Post-copy live migration: the VM goes on at the destination first, and its memory follows. And hybrid: one round of
 * pre-copy before that, so that only what got dirty in it follows.
 *
 * Notation     R memory, B bandwidth, D dirty rate, W working set, l latency of a message, c CPU state.
 *
 * Model        hybrid only: a live round sends R in t_0 = l + R / B; what is missing then is m = min(D t_0, W). Else m = R.
 *              The VM is stopped, c is sent, and the VM goes on at the destination: down time l + c / B.
 *              m is sent while the VM runs there: l + m / B. Pages that it touches before they are there are sent out of
 *              turn; none is sent twice, so their order does not count. Waiting for them slows the VM: it goes without the
 *              share `missingMemoryThrottle` of its CPU until all is there.
 *
 *              post-copy   T = 3 l + (c + R) / B,           bytes = c + R
 *              hybrid      T = 4 l + (R + c + m) / B,       bytes = R + c + m,      the last l each for the news of the end.
 *
 * Failures     memory is neither here nor there until the end: when a host, or a link between them, goes off before, the
 *              VM is lost. Nor can it be cancelled then. That is what post-copy pays for its short down time.
 *
 * Source       Hines, Deshpande, Gopalan: Post-copy live migration of virtual machines (ACM SIGOPS OSR, 2009): active push
 *              and demand paging. Hybrid: their hybrid pre-copy, one round; libvirt's "post-copy after pre-copy".
 * Differs      how often a VM waits for a page is not modelled, only what it costs, as one share.
 * Left out     QEMU can recover a post-copy whose network was interrupted. The memory of the source is free when the VM has
 *              gone on, and not only when all has left.
 */
import type { Steps } from "@placelab/core"
import type { Content } from "./liveRound.ts"
import type { MigrationParameters } from "./parameters.ts"
import type { Passage } from "./passage.ts"
import { PredictedMigration } from "./predicted.ts"
import type { MigrationResult, Throttle } from "./result.ts"
import { predictStorage, sendStorage } from "./storage.ts"

/** What a post-copy migration costs when nothing else uses its path. */
export function predictPostcopy(parameters: MigrationParameters): MigrationResult {
  return predicted(parameters, false)
}

/** What a hybrid migration costs when nothing else uses its path. */
export function predictHybrid(parameters: MigrationParameters): MigrationResult {
  return predicted(parameters, true)
}

/** {@link predictPostcopy} on the engine. */
export function postcopy(passage: Passage): Steps<MigrationResult> {
  return run(passage, false)
}

/** {@link predictHybrid} on the engine. */
export function hybrid(passage: Passage): Steps<MigrationResult> {
  return run(passage, true)
}

function predicted(parameters: MigrationParameters, isHybrid: boolean): MigrationResult {
  const { memory, cpuState, missingMemoryThrottle: share } = parameters
  const path = new PredictedMigration(parameters)
  let content: Content = { memory, storage: predictStorage(path, parameters) }
  if (isHybrid) content = path.sendLive(content).left
  path.send({ memory: cpuState, storage: content.storage }, false)
  const throttles: Throttle[] = share > 0 ? [{ since: path.elapsed, share }] : []
  path.send({ memory: content.memory, storage: 0 }, true)
  return path.result("copied", parameters.latency, throttles)
}

function* run(passage: Passage, isHybrid: boolean): Steps<MigrationResult> {
  const { cpuState, missingMemoryThrottle } = passage.settings
  const storage = yield* sendStorage(passage)
  if (storage === undefined) return passage.result()
  let content: Content = { memory: passage.vm.memory, storage }
  if (isHybrid) {
    const live = yield* passage.sendLive(content)
    if (live === undefined) return passage.result()
    content = live.left
  }
  const state = { memory: cpuState, storage: content.storage }
  if (!(yield* passage.handOver(state, "ahead"))) return passage.result()
  if (missingMemoryThrottle > 0) passage.throttle(missingMemoryThrottle)
  return (yield* passage.sendAfter(content.memory)) ? yield* passage.conclude("copied") : passage.result()
}
