import type { Bytes, Seconds } from "@placelab/core"

/**
 * Which way a migration ended.
 *
 * - `converged`: a round left so little that, at the bandwidth of that round, it could be sent within the down time limit
 *   (the VM may be stopped for longer: for a latency, or because others send meanwhile);
 * - `round limit`, `time-out`: it did not converge, and the VM was stopped for as long as the rest took;
 * - `copied`: a method without rounds, which sends the memory once;
 * - `failed`: a host, a link or the VM itself went off; the VM is where it was.
 */
export type MigrationEnd = "converged" | "round limit" | "time-out" | "copied" | "failed"

/** One pass over memory. */
export interface Round {
  readonly bytes: Bytes
  readonly seconds: Seconds
  /** Whether the VM ran meanwhile. */
  readonly live: boolean
}

/** What a migration cost; the same for a closed form and for a process on the engine. */
export interface MigrationResult {
  readonly end: MigrationEnd
  /** From the start to the moment when the source knows that it is over. */
  readonly seconds: Seconds
  /** All that was sent, of all rounds. */
  readonly bytes: Bytes
  /** How long the VM was stopped. */
  readonly downtime: Seconds
  /** In order; the last one is not live, except for the naive method. */
  readonly rounds: readonly Round[]
}

/** Sums up the rounds of a migration; `acknowledgement` is how long its end took to be known. */
export function migrationResult(
  end: MigrationEnd,
  rounds: readonly Round[],
  acknowledgement: Seconds,
): MigrationResult {
  let seconds = acknowledgement
  let bytes = 0
  let downtime = 0
  for (const round of rounds) {
    seconds += round.seconds
    bytes += round.bytes
    if (!round.live) downtime += round.seconds
  }
  return { end, seconds, bytes, downtime, rounds }
}
