/*
 * Storage copied along with a VM, for machines that do not share it.
 *
 * Notation     S storage, B bandwidth, w rate at which the VM writes to it, l latency of a message, d down time limit.
 *
 * Model        before memory is touched, the storage is sent while the VM runs: all of it, s_0 = S, then what was written
 *              meanwhile, s_(n+1) = min(w t_n, S), until that can be sent within d, or the round limit or the time-out is
 *              reached. What is written later goes with the rounds of memory, storage first, and the last of it with the VM
 *              stopped. Post-copy leaves no storage behind: it is all there when the VM goes on.
 *
 * Source       QEMU's drive-mirror job, as libvirt uses it to copy non-shared storage (bulk, then dirty blocks until it is
 *              ready, then memory while the mirror is kept).
 * Differs      d decides what ready is; the mirror has no stream of its own beside that of memory.
 * Left out     the disks, which are as fast as the network (a `bandwidthLimit` stands for slower ones); the VM writes at one
 *              rate, whatever CPU it gets.
 */
import type { Bytes, Steps } from "@placelab/core"
import type { MigrationParameters } from "./parameters.ts"
import type { Passage } from "./passage.ts"
import type { PredictedMigration } from "./predicted.ts"
import { stopReason } from "./stopRule.ts"

/** Sends the storage ahead; what is left of it then. */
export function predictStorage(path: PredictedMigration, parameters: MigrationParameters): Bytes {
  let { storage } = parameters
  for (let rounds = 1; storage > 0; rounds++) {
    const { round, left } = path.sendLive({ memory: 0, storage }, parameters.timeout)
    storage = left.storage
    if (stopReason(round, storage, { rounds, elapsed: path.elapsed }, parameters)) break
  }
  return storage
}

/** The same on the engine; undefined: the migration is over. */
export function* sendStorage(passage: Passage): Steps<Bytes | undefined> {
  const { settings } = passage
  let { storage } = settings
  for (let rounds = 1; storage > 0; rounds++) {
    const live = yield* passage.sendLive({ memory: 0, storage }, settings.timeout)
    if (live === undefined) return undefined
    storage = live.left.storage
    if (stopReason(live.round, storage, { rounds, elapsed: passage.elapsed }, settings)) break
  }
  return storage
}
