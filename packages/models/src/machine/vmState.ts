/**
 * The states of a VM, and what each one holds and consumes.
 *
 * - `isPlaced`: it is on a machine, whose memory and cores it holds. A VM that is suspended on a disk holds neither.
 * - `asks`: the cores that it asks of its machine: for its load, for its boot (one), or none.
 * - `next`: where it can go from there. A crash of the host takes every VM that is placed along.
 */
export const vmStates = {
  /** Known by name; nowhere yet. */
  requested: { isPlaced: false, asks: "nothing", next: ["image transfer", "booting", "running"] },
  /** Its disk image is on its way to the host: the network works. */
  "image transfer": { isPlaced: true, asks: "nothing", next: ["booting", "running", "stopped", "crashed"] },
  /** One core computes, and the boot storage is read. */
  booting: { isPlaced: true, asks: "boot", next: ["running", "stopped", "crashed"] },
  running: {
    isPlaced: true,
    asks: "load",
    next: ["migrating", "suspending", "suspended", "stopping", "stopped", "crashed"],
  },
  /** On its source; memory may be reserved at the destination, and the network works. */
  migrating: { isPlaced: true, asks: "load", next: ["running", "suspended", "stopped", "crashed"] },
  /** Its memory is written to a disk. */
  suspending: { isPlaced: true, asks: "nothing", next: ["suspended", "running", "stopped", "crashed"] },
  /** In the memory of its host, or on a disk: then it is not placed, and can only resume from there, or stop. */
  suspended: {
    isPlaced: true,
    asks: "nothing",
    next: ["running", "migrating", "suspending", "resuming", "stopping", "stopped", "crashed"],
  },
  /** Its memory is read from a disk; if that fails, it is suspended there as before. */
  resuming: { isPlaced: true, asks: "nothing", next: ["running", "suspended", "stopped"] },
  /** Shuts down. */
  stopping: { isPlaced: true, asks: "nothing", next: ["stopped", "crashed"] },
  stopped: { isPlaced: false, asks: "nothing", next: ["image transfer", "booting", "running"] },
  /** Ended without its doing; it can be started again. */
  crashed: { isPlaced: false, asks: "nothing", next: ["image transfer", "booting", "running"] },
} as const satisfies Readonly<Record<string, StateFacts>>

/** One of {@link vmStates}. */
export type VmState = keyof typeof vmStates

interface StateFacts {
  readonly isPlaced: boolean
  readonly asks: "nothing" | "boot" | "load"
  readonly next: readonly string[]
}
