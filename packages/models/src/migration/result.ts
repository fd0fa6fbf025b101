import type { Bytes, Seconds } from "@placelab/core"

/**
 * Which way a migration ended.
 *
 * - `converged`: a round left so little that, at the bandwidth of that round, it could be sent within the down time limit
 *   (the VM may be stopped for longer: for a latency, or because others send meanwhile);
 * - `round limit`, `time-out`: it did not converge, and the VM was stopped for as long as the rest took;
 * - `copied`: by a method that need not converge;
 * - `cancelled`: by `vm.cancelMigration()`; the VM is where it was;
 * - `failed`: a host, a link or the VM itself went off; the VM is where it was, if it still runs;
 * - `lost`: one of them went off after a VM had gone on at the destination by post-copy, and before all of its memory was
 *   there: the VM has crashed.
 */
export type MigrationEnd =
  | "converged"
  | "round limit"
  | "time-out"
  | "copied"
  | "cancelled"
  | "failed"
  | "lost"

/** One pass over what is to be sent. */
export interface Round {
  /** All that it sent. */
  readonly bytes: Bytes
  /** The part of `bytes` that is storage. */
  readonly storage: Bytes
  readonly seconds: Seconds
  /** Whether the VM ran meanwhile. */
  readonly live: boolean
}

/** From some moment on, a migration takes CPU from its VM. */
export interface Throttle {
  /** After the start of the migration. */
  readonly since: Seconds
  /** The share of what the VM would get that it does not get. */
  readonly share: number
}

/** What a migration cost; the same for a closed form and for a process on the engine. */
export interface MigrationResult {
  readonly end: MigrationEnd
  /** From the start, which is after any waiting for slots, to the moment when the source knows that it is over. */
  readonly seconds: Seconds
  /** All that was sent, of all rounds. */
  readonly bytes: Bytes
  /** The part of `bytes` that is storage; the rest is memory, and the CPU state where one is sent. */
  readonly storageBytes: Bytes
  /** How long the VM was stopped. */
  readonly downtime: Seconds
  /** How long it waited for slots, before it started. */
  readonly waited: Seconds
  /** In order: of storage first, then of memory; the one with the VM stopped; what post-copy sends after that. */
  readonly rounds: readonly Round[]
  /** In order; each holds until the next one, the last until the migration is over. */
  readonly throttles: readonly Throttle[]
}

/** What a migration has noted by its end. */
export interface MigrationRecord {
  readonly rounds: readonly Round[]
  /** Default none. */
  readonly throttles?: readonly Throttle[]
  /** Default 0. */
  readonly waited?: Seconds
  /** How long its end took to be known. Default 0. */
  readonly acknowledgement?: Seconds
}

/** Sums up a migration. */
export function migrationResult(
  end: MigrationEnd,
  { rounds, throttles = [], waited = 0, acknowledgement = 0 }: MigrationRecord,
): MigrationResult {
  let seconds = acknowledgement
  let bytes = 0
  let storageBytes = 0
  let downtime = 0
  for (const round of rounds) {
    seconds += round.seconds
    bytes += round.bytes
    storageBytes += round.storage
    if (!round.live) downtime += round.seconds
  }
  return { end, seconds, bytes, storageBytes, downtime, waited, rounds, throttles }
}
