import { InputError, numberText } from "@placelab/core"
import { type Cell, cellRefused, type TableColumn, type TableSchema } from "../schema.ts"
import { requireColumns, rowsABatch, type TableBatch } from "../tableBatch.ts"
import { csvRecords } from "./csvRecords.ts"
import type { PieceWriter } from "./pieceWriter.ts"

const rowsAChunk = 1024
const lineEnd = "\r\n"

/**
 * Writes CSV as RFC 4180 has it: a header line with the names of the columns; an empty cell for null, `""` for a text of no letters;
 * numbers in their shortest form; true and false; lines that end in CRLF.
 *
 * @example
 * [...written(csvWriter(migrationSchema), [batchOf(migrationSchema, table)])].join("")
 */
export function csvWriter(schema: TableSchema): PieceWriter<TableBatch> {
  const header = `${schema.columns.map(({ name }) => quoted(name)).join()}${lineEnd}`
  let isBegun = false
  function* begin() {
    if (!isBegun) yield header
    isBegun = true
  }
  return {
    *add(batch) {
      yield* begin()
      for (let first = 0; first < batch.length; first += rowsAChunk) {
        const end = Math.min(first + rowsAChunk, batch.length)
        let text = ""
        for (let i = first; i < end; i++) {
          let separator = ""
          for (const cells of batch.columns) {
            text += separator + cellText(cells[i]!)
            separator = ","
          }
          text += lineEnd
        }
        yield text
      }
    },
    end: begin,
  }
}

/**
 * Reads CSV with the columns of a schema, in any order, in batches.
 *
 * Errors  InputError with file and line: no header, a column that is unknown, missing or there twice, another number of cells than in
 *         the header, a cell of another type, quotes out of place.
 */
export function* readCsv(
  schema: TableSchema,
  text: string | Iterable<string>,
  file: string,
): Generator<TableBatch, void> {
  const records = csvRecords(text, file)
  const header = records.next()
  if (header.done === true)
    throw new InputError(file, "table", "empty", "a header line with the names of the columns")
  const names = header.value.cells.map((name) => name ?? "")
  requireColumns(schema, names, `${file}, line 1`)
  const order = schema.columns.map(({ name }) => names.indexOf(name))
  let columns = schema.columns.map((): Cell[] => [])
  let lines: number[] = []
  const batch = (): TableBatch => {
    const own = lines
    return { length: own.length, columns, where: (row) => `${file}, line ${own[row]}` }
  }
  for (const { line, cells } of records) {
    if (cells.length !== names.length)
      throw new InputError(
        `${file}, line ${line}`,
        "number of cells",
        cells.length,
        `${names.length}, as in the header`,
      )
    for (let c = 0; c < order.length; c++) {
      const cell = cells[order[c]!]!
      const value = cellOf(schema.columns[c]!, cell)
      if (value === undefined) throw cellRefused(`${file}, line ${line}`, schema.columns[c]!, cell ?? "")
      columns[c]!.push(value)
    }
    lines.push(line)
    if (lines.length < rowsABatch) continue
    yield batch()
    columns = schema.columns.map(() => [])
    lines = []
  }
  if (lines.length > 0) yield batch()
}

function cellText(cell: Cell): string {
  if (cell === null) return ""
  if (typeof cell === "number") return numberText(cell)
  return typeof cell === "string" ? quoted(cell) : String(cell)
}

const special = /[",\r\n]/

function quoted(text: string): string {
  return text === "" || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** What a cell holds, undefined when it is not of the type of the column. */
function cellOf({ type, nullable = false }: TableColumn, cell: string | null): Cell | undefined {
  if (type === "text") return cell ?? (nullable ? null : "")
  if (cell === null || cell === "") return nullable ? null : undefined
  if (type === "boolean") return cell === "true" ? true : cell === "false" ? false : undefined
  const value = number.test(cell) ? Number(cell) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}
