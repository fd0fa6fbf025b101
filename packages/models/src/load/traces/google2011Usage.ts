import { Cells } from "./cells.ts"
import { googleDates, googleMaximum, googleShare, googleWindow } from "./googleWindow.ts"
import { shareRow } from "./shareRow.ts"
import type { UsageFormat } from "./traceFormat.ts"

const columns = [
  "start time",
  "end time",
  "job ID",
  "task index",
  "machine ID",
  "CPU rate",
  "canonical memory usage",
  "assigned memory usage",
  "unmapped page cache",
  "total page cache",
  "maximum memory usage",
  "disk I/O time",
  "local disk space usage",
  "maximum CPU rate",
  "maximum disk IO time",
  "cycles per instruction",
  "memory accesses per instruction",
  "sample portion",
  "aggregation type",
  "sampled CPU usage",
] as const

/**
 * The table `task_usage` of Google's cluster trace of May 2011, without a header line: what tasks used of one cell of 12,500 machines.
 * A task is a VM here, `job.task` its name. CPU and memory are shares of the largest machine; memory is the canonical one: what the
 * task can reach, with its page cache, without stale pages.
 *
 * Rows without a CPU rate give none, nor do windows that last no time. A task that changed its machine may have two rows for one
 * window. `clusterdata-2011-1` is read as well, which has no last column.
 *
 * Source: Reiss, Wilkes, Hellerstein, "Google cluster-usage traces: format + schema", v2.1, 2014; CC-BY.
 *
 * @example google2011Usage.reader("").row("600000000,900000000,7,0,5,0.25,0.1,,,,,,,0.5,,,,,,", "")
 * // 7.0, from 600 s to 900 s: cpu 0.25, cpuMax 0.5, memory 0.1
 */
export const google2011Usage: UsageFormat = {
  name: "google-2011",
  title: "Google cluster trace 2011-2, task usage",
  shareOf: "the largest machine",
  reader: () => {
    const cells = new Cells(columns, columns.length - 1)
    return {
      row: (line, where) => {
        if (!cells.take(line, where)) return undefined
        const start = cells.number("start time", googleDates)
        const window = googleWindow(start, cells.number("end time", googleDates), where)
        const id = `${cells.name("job ID")}.${cells.name("task index")}`
        const cpu = cells.optional("CPU rate", googleShare)
        const cpuMax = cells.optional("maximum CPU rate", googleMaximum)
        const memory = cells.optional("canonical memory usage", googleShare)
        if (window === undefined || cpu === undefined) return undefined
        return shareRow(id, window.start, window.duration, cpu, cpuMax, memory)
      },
      end: () => {},
    }
  },
}
