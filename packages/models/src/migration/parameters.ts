import {
  type Bytes,
  type BytesPerSecond,
  type InputError,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  type Seconds,
} from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"

/** When live rounds stop for good. What holds for the closed form and for the process on the engine alike. */
export interface MigrationLimits {
  /** The VM is stopped once what is left can be sent in this time, at the bandwidth seen last. */
  readonly downtimeLimit: Seconds
  /** At most this many live rounds; always a number, so that every migration ends. */
  readonly roundLimit: number
  /** Live rounds are cut this long after the start; Infinity: never. */
  readonly timeout: Seconds
}

/**
 * 30 ms as in KVM (slide 65); 1e7 s as in SimGrid; and a number of rounds that is enough for dirty rates of up to 0.999 of
 * the bandwidth (2 GiB over 117 MiB/s take 6263), so that a migration that does not converge ends soon.
 */
export const defaultLimits: MigrationLimits = { downtimeLimit: 0.03, roundLimit: 10_000, timeout: 1e7 }

/** Fills in {@link defaultLimits}. Throws InputError; `where` names the migration. */
export function migrationLimits(where: string, given: Partial<MigrationLimits>): MigrationLimits {
  const downtimeLimit = given.downtimeLimit ?? defaultLimits.downtimeLimit
  const roundLimit = given.roundLimit ?? defaultLimits.roundLimit
  const timeout = given.timeout ?? defaultLimits.timeout
  return {
    downtimeLimit: nonNegative(where, "downtimeLimit", downtimeLimit, "seconds"),
    roundLimit: positiveInteger(where, "roundLimit", roundLimit),
    timeout: positiveOrInfinite(where, "timeout", timeout, "seconds"),
  }
}

/** One migration on a path of its own, checked. Made by {@link migrationParameters}. */
export interface MigrationParameters extends MigrationLimits {
  /** R: what the first round sends. */
  readonly memory: Bytes
  /** What the path gives to the migration. */
  readonly bandwidth: BytesPerSecond
  /**
   * How much memory the running VM makes dirty a second, as long as the working set allows. For a program that writes
   * while it computes, this is its memory update speed x the CPU utilisation that it really gets (Hirofuchi et al. 2013).
   */
  readonly dirtyRate: BytesPerSecond
  /** W: the most that can be dirty at once. */
  readonly workingSet: Bytes
  /** How long a message takes beside its bytes; one is paid a round, and one for the acknowledgement at the end. */
  readonly latency: Seconds
}

/** What one has to say of a migration: memory and bandwidth. The rest has defaults. */
export interface RawMigrationParameters extends Partial<MigrationLimits> {
  readonly memory: Bytes
  readonly bandwidth: BytesPerSecond
  /** Default 0: nothing gets dirty. */
  readonly dirtyRate?: BytesPerSecond
  /** Default 0.9 x memory, as in SimGrid. */
  readonly workingSet?: Bytes
  /** Default 0. */
  readonly latency?: Seconds
}

/** Checks the parameters of a migration and fills in the defaults: what comes out can be predicted without errors. */
export function migrationParameters(raw: RawMigrationParameters): Either<InputError, MigrationParameters> {
  const where = "migration"
  return checked(() => ({
    ...migrationLimits(where, raw),
    memory: positive(where, "memory", raw.memory, "bytes"),
    bandwidth: positive(where, "bandwidth", raw.bandwidth, "bytes/s"),
    dirtyRate: nonNegative(where, "dirtyRate", raw.dirtyRate ?? 0, "bytes/s"),
    workingSet: nonNegative(where, "workingSet", raw.workingSet ?? 0.9 * raw.memory, "bytes"),
    latency: nonNegative(where, "latency", raw.latency ?? 0, "seconds"),
  }))
}
