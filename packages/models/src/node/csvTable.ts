import { readFileSync } from "node:fs"
import { InputError, nearestName } from "@placelab/core"
import { CsvError, parse } from "csv-parse/sync"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import { unreadable } from "./unreadable.ts"

/** The cells of one row, by column. What is refused is an InputError with file, line, column and value. */
export interface Cells<Column extends string> {
  /** The cell as it stands. */
  text(column: Column): string
  /** A number that `accepts` takes. */
  number(column: Column, accepts: (value: number) => boolean, expected: string): number
  above0(column: Column): number
  atLeast0(column: Column): number
  /** The error that says that a cell's value is none that was expected. */
  refusal(column: Column, expected: string): InputError
}

/**
 * Reads a CSV table with a header line: at least one row, all of `columns`, and maybe others. Left: InputError, also what
 * `decode` throws.
 */
export function readCsvTable<Column extends string, Row>(
  file: string,
  columns: readonly Column[],
  decode: (cells: Cells<Column>) => Row,
): Either<InputError, Row[]> {
  return checked(() => {
    const table = rows(file, readText(file), columns)
    if (table.length === 0)
      throw new InputError(file, "table", "empty", "at least one row below the header line")
    return table.map(({ record, info }) => decode(cellsOf(record, `${file}, line ${info.lines}`)))
  })
}

function readText(file: string): string {
  const text = readUtf8(file)
  if (text.includes("\0")) throw new InputError(file, "file", "binary", "a CSV file, which is text")
  return text
}

function readUtf8(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw unreadable(file, "file", error, "a CSV file that can be read")
  }
}

interface CsvRow {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

function rows(file: string, text: string, columns: readonly string[]): CsvRow[] {
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
    }) as unknown as CsvRow[]
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

function cellsOf<Column extends string>(record: CsvRow["record"], where: string): Cells<Column> {
  const text = (column: Column) => record[column]!
  const refusal = (column: Column, expected: string) => new InputError(where, column, text(column), expected)
  const number: Cells<Column>["number"] = (column, accepts, expected) => {
    const value = text(column) === "" ? Number.NaN : Number(text(column))
    if (Number.isFinite(value) && accepts(value)) return value
    throw refusal(column, expected)
  }
  return {
    text,
    number,
    above0: (column) => number(column, (value) => value > 0, "a number above 0"),
    atLeast0: (column) => number(column, (value) => value >= 0, "a number of at least 0"),
    refusal,
  }
}
