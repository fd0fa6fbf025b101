import {
  type BytesPerSecond,
  InputError,
  nonNegative,
  positive,
  positiveOrInfinite,
  type Seconds,
} from "@placelab/core"
import type { MigrateOptions } from "@placelab/models"
import type { CloudsimFleet } from "../fleet.ts"

/** What a fleet does not say of its machines, network and VMs. */
export interface ConsolidationOptions {
  /**
   * How VMs migrate. Default: pre-copy with the limits of `migrate`, each migration with at most half of the slowest network card of the
   * fleet, which is CloudSim's speed. What is given here replaces these one by one.
   */
  readonly migration?: MigrateOptions
  /**
   * What a VM makes dirty a second that has a whole core of its host, in parts of the speed of a migration. Default 0.45, the mean of the
   * eight classes of VMs of VMPlaceS (10 to 80 %). 0: nothing gets dirty.
   */
  readonly updateIntensity?: number
  /**
   * How much more memory than it has a host promises to VMs. Default 1: it has what it has. CloudSim's VMs hold memory no longer than
   * until their load begins, which is Infinity here.
   */
  readonly memoryOvercommit?: number
  /** All migrations together get at most that. Default Infinity: only the network cards limit. */
  readonly backbone?: BytesPerSecond
  /** From power on to being there. Default 0, as in CloudSim. */
  readonly bootSeconds?: Seconds
  /** From being there to power off. Default 0, as in CloudSim. */
  readonly shutdownSeconds?: Seconds
  /** Told after each tick how far it is, in parts of the run. */
  readonly onProgress?: (part: number) => void
}

/** The same with all defaults. */
export interface EngineSetting {
  readonly migration: MigrateOptions
  readonly updateSpeed: BytesPerSecond
  readonly memoryOvercommit: number
  readonly backbone: BytesPerSecond
  readonly bootSeconds: Seconds
  readonly shutdownSeconds: Seconds
}

const where = "consolidation"

/** Fills in the defaults. Errors: InputError. */
export function engineSetting({ hosts }: CloudsimFleet, options: ConsolidationOptions): EngineSetting {
  const { updateIntensity = 0.45, memoryOvercommit = 1, bootSeconds = 0, shutdownSeconds = 0 } = options
  const { backbone = Number.POSITIVE_INFINITY } = options
  const slowest = cardSpeed(hosts.reduce((least, { kilobits }) => Math.min(least, kilobits), Infinity))
  const migration = { bandwidthLimit: slowest / 2, ...options.migration }
  positive(where, "migration.bandwidthLimit", Math.min(migration.bandwidthLimit, slowest), "bytes/s")
  nonNegative(where, "updateIntensity", updateIntensity, "parts of the speed of a migration")
  if (!(memoryOvercommit >= 1))
    throw new InputError(where, "memoryOvercommit", memoryOvercommit, "a number of at least 1, or Infinity")
  return {
    migration,
    updateSpeed: updateIntensity * Math.min(migration.bandwidthLimit, slowest),
    memoryOvercommit,
    backbone: positiveOrInfinite(where, "backbone", backbone, "bytes/s"),
    bootSeconds: nonNegative(where, "bootSeconds", bootSeconds, "seconds"),
    shutdownSeconds: nonNegative(where, "shutdownSeconds", shutdownSeconds, "seconds"),
  }
}

/** What a network card sends, or receives. */
export function cardSpeed(kilobits: number): BytesPerSecond {
  return kilobits * 125
}
