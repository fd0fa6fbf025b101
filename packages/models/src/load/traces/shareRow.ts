import type { Seconds } from "@placelab/core"
import type { UsageRow } from "./usageRow.ts"

/** A row that tells shares of CPU and memory, and neither sizes nor disks nor networks. */
export function shareRow(
  id: string,
  start: Seconds,
  duration: Seconds,
  cpu: number,
  cpuMax: number | undefined,
  memory: number | undefined,
): UsageRow {
  return {
    id,
    start,
    duration,
    cpu,
    cpuMax,
    cores: undefined,
    clock: undefined,
    memory,
    memorySize: undefined,
    diskRead: undefined,
    diskWrite: undefined,
    received: undefined,
    sent: undefined,
  }
}
