import type { MigrationParameters } from "./parameters.ts"
import { type MigrationResult, migrationResult } from "./result.ts"

/**
 * The naive model of most simulators: the memory is sent once while the VM runs, and nothing gets dirty. T = R / B,
 * whatever the VM does, and no down time. (CloudSim's is this one, with half of the bandwidth.)
 */
export function predictNaive({ memory, bandwidth, latency }: MigrationParameters): MigrationResult {
  return migrationResult("copied", [{ bytes: memory, seconds: latency + memory / bandwidth, live: true }], 0)
}

/** Stop and copy: the VM is stopped for as long as its memory takes. T = down time = R / B. */
export function predictStopAndCopy({ memory, bandwidth, latency }: MigrationParameters): MigrationResult {
  const copy = { bytes: memory, seconds: latency + memory / bandwidth, live: false }
  return migrationResult("copied", [copy], latency)
}
