import { decimal } from "./cells.ts"
import { gwaVmReader } from "./gwaVm.ts"
import type { UsageFormat } from "./traceFormat.ts"
import { vmName } from "./vmName.ts"

const columns = [
  ["Timestamp [ms]"],
  ["CPU cores"],
  ["CPU capacity provisioned [MHZ]"],
  ["CPU usage [MHZ]"],
  ["CPU usage [%]"],
  ["Memory capacity provisioned [KB]"],
  ["Memory usage [KB]"],
  ["Disk read throughput [KB/s]"],
  ["Disk write throughput [KB/s]"],
  ["Network received throughput [KB/s]"],
  ["Network transmitted throughput [KB/s]"],
]
/** Later than any date of the archive in seconds, and before 1974 in milliseconds. */
const latest = 1e11

/**
 * A VM of Bitbrains' data centre, GWA-T-12: 11 columns between semicolons, with a tab after them or without. The header says
 * milliseconds, and the timestamps are seconds since 1970: milliseconds are refused. CPU is "CPU usage [%]", which is that of the
 * capacity provisioned.
 *
 * Source    Shen, van Beek, Iosup (CCGrid 2015); Grid Workloads Archive.
 */
export const bitbrains: UsageFormat = {
  name: "bitbrains",
  title: "Bitbrains, GWA-T-12 (Shen, van Beek, Iosup 2015)",
  shareOf: "itself",
  isFilePerVm: true,
  reader: (file) =>
    gwaVmReader({
      id: vmName(file, ".csv"),
      file,
      columns,
      date: (cell) => {
        const seconds = number(cell)
        return seconds >= 0 && seconds < latest ? seconds : undefined
      },
      expectedDate: "seconds since 1970, as GWA-T-12 has under this name; divide milliseconds by 1000",
      number,
      expectedNumber: "a number of at least 0, with a decimal point",
    }),
}

function number(cell: string): number {
  return decimal.test(cell) ? Number(cell) : Number.NaN
}
