import { shareRow } from "../shareRow.ts"
import type { RequestFormat, UsageFormat } from "../traceFormat.ts"
import { swfRecordOf } from "./readSwf.ts"
import type { SwfRecord } from "./swfRecord.ts"

const title = "Standard Workload Format (Parallel Workloads Archive)"

/** For both: the record of a line that has one. */
function recordIn(line: string, where: string): SwfRecord | undefined {
  const trimmed = line.trim()
  return trimmed === "" || trimmed.startsWith(";") ? undefined : swfRecordOf(trimmed, where)
}

/**
 * Jobs of a workload log as VMs of one sample: the mean CPU use of a job, as a share of its processors. A job has none, and no row, where
 * the log does not tell its runtime, its wait or its CPU time, or the runtime is 0.
 */
export const swf: UsageFormat = {
  name: "swf",
  title,
  shareOf: "itself",
  reader: () => ({
    row(line, where) {
      const record = recordIn(line, where)
      const { runTime, waitTime, averageCpuTime, allocatedProcessors, usedMemory, requestedMemory } =
        record ?? {}
      if (record === undefined || !runTime || waitTime === undefined || averageCpuTime === undefined)
        return undefined
      const memory = usedMemory !== undefined && requestedMemory ? usedMemory / requestedMemory : undefined
      const start = record.submitTime + waitTime
      return {
        ...shareRow(`${record.jobNumber}`, start, runTime, averageCpuTime / runTime, undefined, memory),
        cores: allocatedProcessors || undefined,
        memorySize: memoryOf(record),
      }
    },
    end() {},
  }),
}

/**
 * Jobs of a workload log as VMs that were asked for: from the submission on, for as long as the job ran; a job that never ran has no row.
 * Cores are the processors asked for, or else got.
 */
export const swfJobs: RequestFormat = {
  name: "swf-jobs",
  title,
  reader: () => ({
    row(line, where) {
      const record = recordIn(line, where)
      if (record === undefined || !record.runTime) return undefined
      return {
        id: `${record.jobNumber}`,
        start: record.submitTime,
        end: record.submitTime + record.runTime,
        cores: (record.requestedProcessors ?? record.allocatedProcessors) || undefined,
        memory: memoryOf(record),
        cpuShare: undefined,
        memoryShare: undefined,
        kind: record.status === undefined ? undefined : `status ${record.status}`,
      }
    },
    end() {},
  }),
}

/** The format counts memory in kilobytes for each processor. */
function memoryOf(record: SwfRecord): number | undefined {
  const processors = record.requestedProcessors ?? record.allocatedProcessors
  return record.requestedMemory && processors ? record.requestedMemory * processors * 1024 : undefined
}
