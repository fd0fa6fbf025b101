import type { Seconds } from "@placelab/core"
import { orThrow } from "../either.ts"
import { type BootParameters, bootParameters } from "./parameters.ts"
import { predictBoot, predictConstantBoot } from "./predictBoot.ts"
import type { BootResult } from "./result.ts"
import { sharedRemote } from "./storageKind.ts"

/** Real boots of equal VMs that were started together, or the mean of a few such runs. */
export interface MeasuredBoot extends Omit<BootParameters, "busyShare"> {
  /** A name. */
  readonly host: string
  /** Boot time of a VM. */
  readonly seconds: Seconds
}

/** Measured boots beside what is predicted for them. */
export interface BootComparison {
  readonly measured: MeasuredBoot
  readonly predicted: BootResult
  /** predicted / measured - 1. */
  readonly error: number
  /** What the naive constant says, I/O time + CPU time. */
  readonly constantSeconds: Seconds
  readonly constantError: number
}

/**
 * Predicts each measured case by the closed form, from the host's I/O time, CPU time and cores. Nothing is fitted here:
 * `busyShare` is one value for all rows; default: that of {@link sharedRemote}. Errors: InputError for a `busyShare` that is
 * not from 0 to 1.
 */
export function compareBoots(
  table: readonly MeasuredBoot[],
  busyShare: number = sharedRemote.busyShare,
): BootComparison[] {
  return table.map((measured) => {
    const parameters = orThrow(bootParameters({ ...measured, busyShare }))
    const predicted = predictBoot(parameters)
    const constantSeconds = predictConstantBoot(parameters).seconds
    return {
      measured,
      predicted,
      error: predicted.seconds / measured.seconds - 1,
      constantSeconds,
      constantError: constantSeconds / measured.seconds - 1,
    }
  })
}
