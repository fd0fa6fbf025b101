import { InputError } from "@placelab/core"
import type { LineReader } from "./traceFormat.ts"
import type { UsageRow } from "./usageRow.ts"

/**
 * What the traces of VMs in the Grid Workloads Archive have in common: a file a VM, a header with units, cells between semicolons that
 * may be followed by a tab. An empty cell is not told; a line that does not tell the CPU use gives no row. Names and units of the
 * header are checked, so that other units are refused, not read.
 *
 * A value is the mean of the 300 s that end at its timestamp, as in OpenDC's conversion of these traces. KB are 1024 bytes: sizes of
 * memory are whole MiB then. 0 cores, and a capacity of 0, are not told.
 */
export interface GwaVmFormat {
  readonly id: string
  readonly file: string
  /** The header, the timestamp first; of what has several spellings, all of them. */
  readonly columns: readonly (readonly string[])[]
  /** The date of a timestamp; undefined where it is none. */
  readonly date: (cell: string) => number | undefined
  readonly expectedDate: string
  /** The number of a cell that is not empty; NaN where it is none. */
  readonly number: (cell: string) => number
  readonly expectedNumber: string
}

/** What is read of a line, by the name of its column; the timestamp, which has several, comes first. */
const fields = {
  cores: "CPU cores",
  capacity: "CPU capacity provisioned [MHZ]",
  percent: "CPU usage [%]",
  memorySize: "Memory capacity provisioned [KB]",
  memory: "Memory usage [KB]",
  diskRead: "Disk read throughput [KB/s]",
  diskWrite: "Disk write throughput [KB/s]",
  received: "Network received throughput [KB/s]",
  sent: "Network transmitted throughput [KB/s]",
} as const

type GwaField = keyof typeof fields

/** From one sample to the next; timestamps are some seconds off. */
export const gwaInterval = 300

export function gwaVmReader(format: GwaVmFormat): LineReader<UsageRow> {
  const { id, file, columns } = format
  const at = (field: GwaField) => columns.findIndex(([name]) => name === fields[field])
  const places = Object.fromEntries(Object.keys(fields).map((field) => [field, at(field as GwaField)]))
  let hasHeader = false
  let samples = 0
  return {
    row(line, where) {
      if (line.trim() === "") return undefined
      const cells = cellsOf(line)
      if (!hasHeader) {
        requireHeader(cells, columns, where)
        hasHeader = true
        return undefined
      }
      samples++
      if (cells.length !== columns.length)
        throw new InputError(where, "number of cells", cells.length, `${columns.length}, between semicolons`)
      const told = (field: GwaField) => numberIn(format, cells, places[field]!, where)
      const timestamp = dateIn(format, cells, where)
      const percent = told("percent")
      if (percent === undefined) return undefined
      const size = told("memorySize") || undefined
      const memory = told("memory")
      const capacity = told("capacity") || undefined
      return {
        id,
        start: timestamp - gwaInterval,
        duration: gwaInterval,
        cpu: percent / 100,
        cpuMax: undefined,
        cores: told("cores") || undefined,
        clock: capacity && capacity * 1e6,
        memory: memory !== undefined && size !== undefined ? memory / size : undefined,
        memorySize: size && size * 1024,
        diskRead: bytes(told("diskRead")),
        diskWrite: bytes(told("diskWrite")),
        received: bytes(told("received")),
        sent: bytes(told("sent")),
      }
    },
    end() {
      if (samples === 0)
        throw new InputError(
          file,
          "file",
          hasHeader ? "a header only" : "empty",
          "a header and a line for each 300 s",
        )
    },
  }
}

function cellsOf(line: string): string[] {
  return line.split(";").map((cell) => {
    const bare = cell.trim()
    return bare.length > 1 && bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1).trim() : bare
  })
}

function requireHeader(cells: readonly string[], columns: GwaVmFormat["columns"], where: string): void {
  for (const [i, names] of columns.entries()) {
    const cell = cells[i]
    if (cell === undefined || !names.some((name) => name.toLowerCase() === cell.toLowerCase()))
      throw new InputError(
        where,
        `column ${i + 1} of the header`,
        cell ?? "missing",
        names.map((name) => `"${name}"`).join(" or "),
      )
  }
  if (cells.length > columns.length)
    throw new InputError(
      where,
      `column ${columns.length + 1} of the header`,
      cells[columns.length],
      `the end of the line: there are ${columns.length} columns`,
    )
}

function dateIn(format: GwaVmFormat, cells: readonly string[], where: string): number {
  const cell = cells[0]!
  const date = format.date(cell)
  if (date !== undefined) return date
  throw new InputError(where, format.columns[0]![0]!, cell, format.expectedDate)
}

function numberIn(
  format: GwaVmFormat,
  cells: readonly string[],
  i: number,
  where: string,
): number | undefined {
  const cell = cells[i]!
  if (cell === "") return undefined
  const value = format.number(cell)
  if (Number.isFinite(value) && value >= 0) return value
  throw new InputError(where, format.columns[i]![0]!, cell, format.expectedNumber)
}

function bytes(kilobytes: number | undefined): number | undefined {
  return kilobytes === undefined ? undefined : kilobytes * 1024
}
