import { gwaVmReader } from "./gwaVm.ts"
import type { UsageFormat } from "./traceFormat.ts"
import { vmName } from "./vmName.ts"

const columns = [
  ["Timestamp", "Timestamp [ms]"],
  ["CPU cores"],
  ["CPU capacity provisioned [MHZ]"],
  ["CPU usage [MHZ]"],
  ["CPU usage [%]"],
  ["Memory capacity provisioned [KB]"],
  ["Memory usage [KB]"],
  ["Memory usage [%]"],
  ["Disk read throughput [KB/s]"],
  ["Disk write throughput [KB/s]"],
  ["Disk size [GB]"],
  ["Network received throughput [KB/s]"],
  ["Network transmitted throughput [KB/s]"],
]
/**
 * A VM of Materna's data centres, GWA-T-13: as Bitbrains', with memory in percent and the size of the disk, 13 columns in all. Cells are
 * between semicolons, maybe in quotes; numbers have a decimal comma; timestamps are `dd.mm.yyyy hh:mm:ss`, taken for UTC.
 *
 * Source    Grid Workloads Archive, GWA-T-13. Columns and dates are those with which OpenDC reads the trace; no file of the archive was
 *           tried.
 */
export const materna: UsageFormat = {
  name: "materna",
  title: "Materna, GWA-T-13 (Grid Workloads Archive)",
  shareOf: "itself",
  isFilePerVm: true,
  reader: (file) =>
    gwaVmReader({
      id: vmName(file, ".csv"),
      file,
      columns,
      date,
      expectedDate: 'a date as "31.12.2015 23:55:00"',
      number: (cell) =>
        /^-?\d+(?:,\d+)?(?:E[+-]?\d+)?$/i.test(cell) ? Number(cell.replace(",", ".")) : Number.NaN,
      expectedNumber: "a number of at least 0, with a decimal comma",
    }),
}

function date(cell: string): number | undefined {
  const found = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)$/.exec(cell)
  if (found === null) return undefined
  const [day, month, year, hour, minute, second] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second)
  // The 31st of April would be the 1st of May.
  return new Date(milliseconds).getUTCDate() === day && month <= 12 ? milliseconds / 1000 : undefined
}
