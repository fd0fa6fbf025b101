import type { Bytes, BytesPerSecond, Seconds } from "@placelab/core"
import { orThrow } from "../either.ts"
import { type MigrationParameters, migrationParameters } from "./parameters.ts"
import { predictPrecopy } from "./precopy.ts"
import type { MigrationResult } from "./result.ts"

/** A real migration, or the medians of a few under one setting. */
export interface MeasuredMigration {
  /** What the hypervisor was allowed to send. */
  readonly bandwidthCap: BytesPerSecond
  /** What it sent, bytes over time. */
  readonly achievedBandwidth: BytesPerSecond
  readonly downtimeLimit: Seconds
  readonly workingSet: Bytes
  readonly dirtyRate: BytesPerSecond
  readonly memory: Bytes
  /** False: it was cancelled after `seconds`. */
  readonly converged: boolean
  /** Total time, with `setup`. */
  readonly seconds: Seconds
  /** The part of the time before the first byte. */
  readonly setup: Seconds
  readonly bytes: Bytes
  /** Passes over memory while the VM ran; begun ones, where it was cancelled. */
  readonly liveRounds: number
}

/** Which bandwidth the model is given: what was achieved, or the cap. */
export type BandwidthBasis = "achieved" | "cap"

/** A measured migration beside what pre-copy predicts for it. */
export interface MigrationComparison {
  readonly measured: MeasuredMigration
  /** Dirty rate / bandwidth: 1 and more cannot converge, unless the working set is tiny. */
  readonly ratio: number
  readonly predicted: MigrationResult
  /** Setup time included, like the measured one. */
  readonly seconds: Seconds
  readonly liveRounds: number
  readonly converges: boolean
}

/** Predicts each measured migration by the closed form, on the bandwidth that `basis` names. */
export function compareMigrations(
  table: readonly MeasuredMigration[],
  basis: BandwidthBasis,
): MigrationComparison[] {
  return table.map((measured) => {
    const parameters = parametersOf(measured, basis)
    const predicted = predictPrecopy(parameters)
    return {
      measured,
      ratio: parameters.dirtyRate / parameters.bandwidth,
      predicted,
      seconds: measured.setup + predicted.seconds,
      liveRounds: predicted.rounds.filter((round) => round.live).length,
      converges: predicted.end === "converged",
    }
  })
}

function parametersOf(measured: MeasuredMigration, basis: BandwidthBasis): MigrationParameters {
  const { bandwidthCap, achievedBandwidth, downtimeLimit, workingSet, dirtyRate, memory } = measured
  const bandwidth = basis === "achieved" ? achievedBandwidth : bandwidthCap
  return orThrow(migrationParameters({ memory, bandwidth, dirtyRate, workingSet, downtimeLimit }))
}
