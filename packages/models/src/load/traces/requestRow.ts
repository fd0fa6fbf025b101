import type { Bytes, Seconds } from "@placelab/core"

/**
 * A VM that somebody asked for: its size and its life, the row that all readers of request tables give. What a trace does not tell is
 * undefined.
 */
export interface RequestRow {
  /** By the name that it has in the trace. */
  readonly id: string
  /** Negative where it was there before the trace begins. */
  readonly start: Seconds
  /** Infinity where it outlives the trace. */
  readonly end: Seconds
  readonly cores: number | undefined
  readonly memory: Bytes | undefined
  /** CPU as a share of a machine; see {@link RequestFormat.shareOf}. For traces that name no cores. */
  readonly cpuShare: number | undefined
  /** Memory as a share of a machine. */
  readonly memoryShare: number | undefined
  /** What the trace calls its kind: a category, a priority, a state. */
  readonly kind: string | undefined
}
