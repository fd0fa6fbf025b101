import type { Seconds } from "@placelab/core"

/** How a boot went; the same for a closed form and for a process on the engine. */
export interface BootResult {
  /** `failed`: the machine, its host, the disk or the way to the storage went off. Closed forms are always `done`. */
  readonly end: "done" | "failed"
  /** From the start to the end: `ioSeconds` + `cpuSeconds`. */
  readonly seconds: Seconds
  /** Of it, reading: waiting for the storage, and the storage being busy. */
  readonly ioSeconds: Seconds
  /** Of it, computing. */
  readonly cpuSeconds: Seconds
}
