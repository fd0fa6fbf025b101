import type { Seconds } from "@placelab/core"

/** MIME type under which a notebook output carries a {@link ShownReplay}. */
export const replayMime = "application/vnd.placelab.replay+json"

/** Whether a machine can run VMs, as the trace of the simulator names it. */
export type Power = "on" | "off" | "booting" | "shutting down" | "failed"

/** A VM was on a machine, from a date (included) to a date (not included, but for the end of the replay). */
export interface Residency {
  /** Place in `Replay.vms`. */
  readonly vm: number
  /** Place in `Replay.hosts`. */
  readonly host: number
  readonly from: Seconds
  readonly to: Seconds
}

/** A live migration. `vm`, `from` and `to` are places in `Replay.vms` and `Replay.hosts`. */
export interface ReplayMigration {
  readonly vm: number
  readonly from: number
  readonly to: number
  readonly begin: Seconds
  readonly end: Seconds
  /** Whether the VM has arrived. */
  readonly ok: boolean
}

/** The VMs of a machine asked for more than it has: what stands on one another or follows at once is one overload. */
export interface ReplayViolation {
  /** Place in `Replay.hosts`. */
  readonly host: number
  readonly from: Seconds
  readonly to: Seconds
  /** When a scheduler first noticed it; absent when none did. */
  readonly detected?: Seconds
}

/** A machine was in a state of its power. */
export interface PowerSpell {
  /** Place in `Replay.hosts`. */
  readonly host: number
  readonly state: Power
  readonly from: Seconds
  readonly to: Seconds
}

/** Who was where and when in a run, as plain data that JSON holds. Names are in natural order, node2 before node10. */
export interface Replay {
  readonly hosts: readonly string[]
  readonly vms: readonly string[]
  /** By VM, then by date. A VM is on one machine at a time, or on none. */
  readonly residencies: readonly Residency[]
  /** By begin, then by VM. Those that the end of the run has cut are left out: they do not say where they lead. */
  readonly migrations: readonly ReplayMigration[]
  /** By begin, then by machine. */
  readonly violations: readonly ReplayViolation[]
  /** By machine, then by date. A machine of which nothing is said is on. */
  readonly power: readonly PowerSpell[]
  /** The last date; the first is 0. */
  readonly end: Seconds
  /** VMs that the run had and the trace does not place: those that never moved, where only migrations tell. */
  readonly unplaced: number
}

/** A replay as a notebook shows it. */
export interface ShownReplay {
  /** Unique among the replays of its notebook: lower case letters, digits and single hyphens. */
  readonly id: string
  readonly title: string
  /** One to three sentences that say what to see. */
  readonly caption: string
  readonly replay: Replay
}
