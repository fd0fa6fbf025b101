import type { Seconds } from "@placelab/core"

/**
 * The 18 fields of a line of the Standard Workload Format, in their order. A field that the log does not know is undefined; -1
 * in the file.
 *
 * Source    Parallel Workloads Archive, Standard Workload Format 2.2 (Feitelson).
 */
export interface SwfRecord {
  /** Counts from 1. */
  readonly jobNumber: number
  /** From the begin of the log. */
  readonly submitTime: Seconds
  readonly waitTime?: Seconds
  readonly runTime?: Seconds
  readonly allocatedProcessors?: number
  /** Per processor. */
  readonly averageCpuTime?: Seconds
  /** Per processor, in kilobytes, as the format has it. */
  readonly usedMemory?: number
  readonly requestedProcessors?: number
  readonly requestedTime?: Seconds
  /** Per processor, in kilobytes. */
  readonly requestedMemory?: number
  /** 0 failed, 1 completed, 5 cancelled; 2 to 4 are parts of a job that was suspended. */
  readonly status?: number
  readonly userId?: number
  readonly groupId?: number
  readonly executable?: number
  readonly queue?: number
  readonly partition?: number
  /** The number of a job that had to end before. */
  readonly precedingJob?: number
  /** From the end of the preceding job to the submission. */
  readonly thinkTime?: Seconds
}

/** A log: its comments, without the semicolon, and its jobs. */
export interface SwfLog {
  readonly comments: readonly string[]
  readonly records: readonly SwfRecord[]
}

/** For this package: the fields in order, and whether one is a whole number. */
export const swfFields: readonly (readonly [name: keyof SwfRecord, isWhole: boolean])[] = [
  ["jobNumber", true],
  ["submitTime", false],
  ["waitTime", false],
  ["runTime", false],
  ["allocatedProcessors", true],
  ["averageCpuTime", false],
  ["usedMemory", false],
  ["requestedProcessors", true],
  ["requestedTime", false],
  ["requestedMemory", false],
  ["status", true],
  ["userId", true],
  ["groupId", true],
  ["executable", true],
  ["queue", true],
  ["partition", true],
  ["precedingJob", true],
  ["thinkTime", false],
]
