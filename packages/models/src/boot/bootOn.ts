/*
 * A boot as a process on the engine: the model of `predictBoot.ts`, except that contention is not given. A boot waits for
 * (1 - f) of its I/O time; reads its bytes, which share a disk, or the links from a storage server, with whatever else uses
 * them; then computes in one thread of its guest, which shares the host's cores.
 *
 * One after the other, not in slices: for equal boots that start together any number of slices has the same end, and one is
 * the fewest events. Real boots that start apart meet each other's reading and computing in smaller pieces.
 *
 * Source       as `predictBoot.ts`, whose equations this is.
 */
import { type Engine, type Host, nonNegative, type Seconds, type Steps, settled } from "@placelab/core"
import type { BootProfile } from "./profile.ts"
import type { BootResult } from "./result.ts"
import type { BootStorage } from "./storage.ts"

/** What boots, and where it reads. */
export interface Boot extends BootProfile {
  readonly storage: BootStorage
}

/**
 * Boots what runs on `guest`: a VM's guest, a container's inside of it, or a host.
 *
 * A guest that is suspended holds its boot, too. When the guest or its host goes off, or the storage or the way to it, the
 * boot has failed, and nothing of it is left; as when the process that waits for it is killed.
 *
 * Errors: InputError for numbers out of range.
 *
 * @example
 * const guest = engine.addGuest(host, { name: "vm" })
 * const boot = engine.spawn("boot", () => bootOn(engine, guest, { ...linuxVm, storage: overNetwork(server) }))
 * engine.run()
 * boot.result.seconds
 */
export function* bootOn(engine: Engine, guest: Host, boot: Boot): Steps<BootResult> {
  const where = `boot on "${guest.name}"`
  const reads = nonNegative(where, "reads", boot.reads, "bytes")
  const cpuTime = nonNegative(where, "cpuTime", boot.cpuTime, "seconds")
  const begun = engine.now
  let hasRead: Seconds | undefined
  const phases = function* (): Steps<boolean> {
    if ((yield* boot.storage.read(engine, reads, guest)) !== "done") return false
    hasRead = engine.now
    return (yield* engine.compute(guest, cpuTime * guest.speed)) === "done"
  }
  const booting = engine.spawn(`boot on ${guest.name}`, phases, { host: guest })
  try {
    const end = yield* settled(booting)
    if ("error" in end && !booting.wasKilled) throw end.error
    const ioSeconds = (hasRead ?? engine.now) - begun
    const seconds = engine.now - begun
    const isUp = "result" in end && end.result
    return { end: isUp ? "done" : "failed", seconds, ioSeconds, cpuSeconds: seconds - ioSeconds }
  } finally {
    booting.kill()
  }
}
