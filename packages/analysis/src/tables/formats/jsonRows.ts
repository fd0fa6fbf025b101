import { InputError, linesOf, numberText } from "@placelab/core"
import type { Cell, TableSchema } from "../schema.ts"
import { rowsABatch, type TableBatch } from "../tableBatch.ts"
import { batchOfRows } from "../tableOf.ts"
import type { PieceWriter } from "./pieceWriter.ts"

const rowsAChunk = 1024

/**
 * Writes JSON lines: a flat object a row, with a field a column and null for what is empty.
 *
 * @example
 * [...written(jsonRowsWriter(migrationSchema), [batchOf(migrationSchema, table)])].join("")
 */
export function jsonRowsWriter(schema: TableSchema): PieceWriter<TableBatch> {
  const keys = schema.columns.map(({ name }, c) => `${c === 0 ? "{" : ","}${JSON.stringify(name)}:`)
  return {
    *add({ length, columns }) {
      for (let first = 0; first < length; first += rowsAChunk) {
        const end = Math.min(first + rowsAChunk, length)
        let text = ""
        for (let i = first; i < end; i++) {
          for (let c = 0; c < keys.length; c++) text += keys[c]! + cellText(columns[c]![i]!)
          text += "}\n"
        }
        yield text
      }
    },
    end: () => [],
  }
}

function cellText(cell: Cell): string {
  return typeof cell === "number" ? numberText(cell) : JSON.stringify(cell)
}

/**
 * Reads JSON lines with the columns of a schema, in any order, in batches. Empty lines are passed over; a column that may be empty need
 * not be there.
 *
 * Errors  InputError with file and line: no JSON object, a field that is unknown or missing, a value of another type.
 */
export function* readJsonRows(
  schema: TableSchema,
  text: string | Iterable<string>,
  file: string,
): Generator<TableBatch, void> {
  let rows: object[] = []
  let lines: number[] = []
  const batch = () => {
    const own = lines
    return batchOfRows(schema, rows, (row) => `${file}, line ${own[row]}`)
  }
  let number = 0
  for (const line of linesOf(text)) {
    number++
    if (line.trim() === "") continue
    rows.push(rowOf(line, `${file}, line ${number}`))
    lines.push(number)
    if (rows.length < rowsABatch) continue
    yield batch()
    rows = []
    lines = []
  }
  if (rows.length > 0) yield batch()
}

function rowOf(line: string, where: string): object {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    row = undefined
  }
  if (typeof row === "object" && row !== null && !Array.isArray(row)) return row
  throw new InputError(where, "the line", line, "a JSON object")
}
