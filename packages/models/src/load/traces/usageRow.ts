import type { Bytes, BytesPerSecond, Seconds } from "@placelab/core"

/**
 * What one VM used in one interval: the row that all readers of usage traces give, whatever the trace calls its things (machines,
 * containers and tasks are VMs here) and its units. What a trace does not tell is undefined.
 */
export interface UsageRow {
  /** The VM, by the name that it has in the trace, or that of its file. */
  readonly id: string
  /** Begin of the interval, as the trace counts: from its own beginning, or from 1970. */
  readonly start: Seconds
  readonly duration: Seconds
  /** Mean CPU use as a share, from 0; of what, says {@link UsageFormat.shareOf}. More than 1 where a trace says so. */
  readonly cpu: number
  /** The highest CPU use in the interval, as a share. */
  readonly cpuMax: number | undefined
  /** The cores that it has. */
  readonly cores: number | undefined
  /** The clock of all its cores together, in hertz. */
  readonly clock: number | undefined
  /** Memory in use, as a share. */
  readonly memory: number | undefined
  /** The memory that it has. */
  readonly memorySize: Bytes | undefined
  readonly diskRead: BytesPerSecond | undefined
  readonly diskWrite: BytesPerSecond | undefined
  readonly received: BytesPerSecond | undefined
  readonly sent: BytesPerSecond | undefined
}
