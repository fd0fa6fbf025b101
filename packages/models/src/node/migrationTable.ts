import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { InputError, mebibytes, nearestName } from "@placelab/core"
import { CsvError, parse } from "csv-parse/sync"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import type { MeasuredMigration } from "../migration/measured.ts"

/** The file of 35 settings of real QEMU migrations that comes with the package; see data/README.md for its origin. */
export const qemuPrecopyTable = fileURLToPath(new URL("../../data/qemu-precopy.csv", import.meta.url))

const columns = [
  "bandwidth_mib_s",
  "downtime_limit_ms",
  "working_set_mib",
  "dirty_rate_mib_s",
  "memory_mib",
  "converged",
  "total_time_s",
  "setup_ms",
  "sent_mib",
  "dirty_syncs",
  "achieved_bandwidth_mib_s",
] as const
type Column = (typeof columns)[number]

/**
 * Reads a table of measured migrations: CSV with a header line, one setting a row, columns as in data/README.md; columns
 * that are not needed may be there too. Left: InputError, with file, line, column and value.
 */
export function readMigrationTable(file: string): Either<InputError, MeasuredMigration[]> {
  return checked(() => {
    const table = rows(file, readText(file))
    if (table.length === 0)
      throw new InputError(file, "table", "empty", "at least one row below the header line")
    return table.map(({ record, info }) => decode(record, `${file}, line ${info.lines}`))
  })
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = code === "ENOENT" ? "missing" : code === "EISDIR" ? "a folder" : code
    throw new InputError(file, "file", what, "a CSV file that can be read")
  }
}

interface Row {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

function rows(file: string, text: string): Row[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      columns: (header: string[]) => {
        for (const column of columns) {
          if (!header.includes(column)) throw missingColumn(file, column, header)
        }
        return header
      },
    }) as unknown as Row[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new InputError(file, "row", error.message, "CSV with as many cells in a row as in the header")
  }
}

function missingColumn(file: string, column: string, header: string[]): InputError {
  const nearest = header.find((name) => name !== "" && column.includes(name)) ?? nearestName(column, header)
  const hint = nearest === undefined ? "" : `; the nearest there is "${nearest}"`
  return new InputError(`${file}, line 1`, "header", header.join(","), `a column "${column}"${hint}`)
}

function decode(record: Row["record"], where: string): MeasuredMigration {
  const number = (column: Column, accepts: (value: number) => boolean, expected: string): number => {
    const text = record[column]
    const value = text === "" ? Number.NaN : Number(text)
    if (Number.isFinite(value) && accepts(value)) return value
    throw new InputError(where, column, text, expected)
  }
  const above0 = (column: Column) => number(column, (value) => value > 0, "a number above 0")
  const atLeast0 = (column: Column) => number(column, (value) => value >= 0, "a number of at least 0")
  const converged = record.converged
  if (converged !== "0" && converged !== "1") throw new InputError(where, "converged", converged, "1 or 0")
  return {
    bandwidthCap: mebibytes(above0("bandwidth_mib_s")),
    achievedBandwidth: mebibytes(above0("achieved_bandwidth_mib_s")),
    downtimeLimit: above0("downtime_limit_ms") / 1000,
    workingSet: mebibytes(atLeast0("working_set_mib")),
    dirtyRate: mebibytes(atLeast0("dirty_rate_mib_s")),
    memory: mebibytes(above0("memory_mib")),
    converged: converged === "1",
    seconds: above0("total_time_s"),
    setup: atLeast0("setup_ms") / 1000,
    bytes: mebibytes(above0("sent_mib")),
    liveRounds:
      converged === "1"
        ? number("dirty_syncs", (value) => value >= 3, "a number of at least 3, where converged is 1") - 2
        : atLeast0("dirty_syncs"),
  }
}
