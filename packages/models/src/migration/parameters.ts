import {
  type Bytes,
  type BytesPerSecond,
  type InputError,
  mebibytes,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  type Seconds,
} from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import { type AutoConverge, autoConvergeRule, requireShare } from "./autoConverge.ts"

/** When live rounds stop for good. What holds for the closed form and for the process on the engine alike. */
export interface MigrationLimits {
  /** The VM is stopped once what is left can be sent in this time, at the bandwidth seen last. */
  readonly downtimeLimit: Seconds
  /** At most this many live rounds, of storage and of memory each; always a number, so that every migration ends. */
  readonly roundLimit: number
  /** Live rounds are cut this long after the start; Infinity: never. */
  readonly timeout: Seconds
}

/**
 * 30 ms as in KVM (slide 65); 1e7 s as in SimGrid; and a number of rounds that is enough for dirty rates of up to 0.999 of
 * the bandwidth (2 GiB over 117 MiB/s take 6263), so that a migration that does not converge ends soon.
 */
export const defaultLimits: MigrationLimits = { downtimeLimit: 0.03, roundLimit: 10_000, timeout: 1e7 }

/** What is sent beside memory, and what the VM goes without meanwhile. */
export interface MigrationFeatures {
  /** Of the VM's disks: copied along, as `storage.ts` says. 0: the storage is shared, and stays where it is. */
  readonly storage: Bytes
  /** How much of its storage the VM writes anew a second, while a migration is live. */
  readonly storageWriteRate: BytesPerSecond
  /** For pre-copy: how the VM is throttled when rounds do not shrink; undefined: not at all. */
  readonly autoConverge: AutoConverge | undefined
  /** For post-copy and hybrid: the state of CPUs and devices, sent with the VM stopped. */
  readonly cpuState: Bytes
  /** For post-copy and hybrid: the share of its CPU that the VM goes without as long as memory is missing. */
  readonly missingMemoryThrottle: number
}

/** What one may say of {@link MigrationFeatures}; default 0 where nothing else is written. */
export interface RawMigrationFeatures extends Partial<Omit<MigrationFeatures, "autoConverge">> {
  /** `true`: as QEMU does, see `qemuAutoConverge`. Default false. */
  readonly autoConverge?: boolean | Partial<AutoConverge>
  /**
   * Default 1 MiB: a parameter of our own, small beside memory, so that post-copy is not for free. Pre-copy and stop-and-copy
   * count none, as SimGrid.
   */
  readonly cpuState?: Bytes
}

/** How a migration is done, checked; the same for the closed forms and for the process. */
export interface MigrationSettings extends MigrationLimits, MigrationFeatures {}

/** Fills in the defaults. Throws InputError; `where` names the migration. */
export function migrationSettings(
  where: string,
  given: Partial<MigrationLimits> & RawMigrationFeatures,
): MigrationSettings {
  const { downtimeLimit, roundLimit, timeout } = defaultLimits
  const { storage = 0, storageWriteRate = 0, cpuState = mebibytes(1), missingMemoryThrottle = 0 } = given
  return {
    downtimeLimit: nonNegative(where, "downtimeLimit", given.downtimeLimit ?? downtimeLimit, "seconds"),
    roundLimit: positiveInteger(where, "roundLimit", given.roundLimit ?? roundLimit),
    timeout: positiveOrInfinite(where, "timeout", given.timeout ?? timeout, "seconds"),
    storage: nonNegative(where, "storage", storage, "bytes"),
    storageWriteRate: nonNegative(where, "storageWriteRate", storageWriteRate, "bytes/s"),
    autoConverge: autoConvergeRule(where, given.autoConverge ?? false),
    cpuState: nonNegative(where, "cpuState", cpuState, "bytes"),
    missingMemoryThrottle: requireShare(where, "missingMemoryThrottle", missingMemoryThrottle),
  }
}

/** One migration on a path of its own, checked. Made by {@link migrationParameters}. */
export interface MigrationParameters extends MigrationSettings {
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
export interface RawMigrationParameters extends Partial<MigrationLimits>, RawMigrationFeatures {
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
    ...migrationSettings(where, raw),
    memory: positive(where, "memory", raw.memory, "bytes"),
    bandwidth: positive(where, "bandwidth", raw.bandwidth, "bytes/s"),
    dirtyRate: nonNegative(where, "dirtyRate", raw.dirtyRate ?? 0, "bytes/s"),
    workingSet: nonNegative(where, "workingSet", raw.workingSet ?? 0.9 * raw.memory, "bytes"),
    latency: nonNegative(where, "latency", raw.latency ?? 0, "seconds"),
  }))
}
