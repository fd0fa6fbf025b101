import { InputError, unknownName } from "@placelab/core"
import { type ColumnTable, table } from "arquero"
import { type Cell, cellRefused, mayHold, type TableSchema } from "./schema.ts"

/** How many rows readers hold at once. More of them outlive the young ones among the objects, and peak memory grows: bench/traceSummary.mjs. */
export const rowsABatch = 16_384

/** The entries of a column, one a row: an array, or a typed one where they are numbers and none is empty. */
export type Cells = ArrayLike<Cell>

/** Some rows of a table that follow each other: what is read and written at once, so that a table may be larger than memory. */
export interface TableBatch {
  readonly length: number
  /** In the order of the columns of the schema. */
  readonly columns: readonly Cells[]
  /** Where a row of it stands, for messages: `trace.csv, line 3`. */
  where(row: number): string
}

/**
 * The rows of an arquero table as one batch, in the order in which the table shows them, without those that it filters.
 *
 * Complexity  O(rows x columns)
 * Errors      InputError for a column that the schema does not have, or that is missing, and for a value of another type.
 */
export function batchOf(schema: TableSchema, rows: ColumnTable): TableBatch {
  const names = rows.columnNames()
  requireColumns(schema, names, schema.name)
  const columns = schema.columns.map(({ name }) => rows.array(name) as Cell[])
  const batch: TableBatch = { length: rows.numRows(), columns, where: (row) => `${schema.name}, row ${row}` }
  requireCells(schema, batch)
  return batch
}

/** Batches as one arquero table. Complexity: O(rows x columns). */
export function tableOfBatches(schema: TableSchema, batches: Iterable<TableBatch>): ColumnTable {
  const all = [...batches]
  const columns = schema.columns.map(
    ({ name }, i) => [name, joined(all.map((batch) => batch.columns[i]!))] as const,
  )
  return table(columns as unknown as [string, Cell[]][])
}

/** Errors: InputError unless `names` are those of the schema, in any order, once each; `where` is told. */
export function requireColumns(schema: TableSchema, names: readonly string[], where: string): void {
  const known = schema.columns.map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) throw unknownName(where, "column", unknown, known)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new InputError(where, "column name", twice, "names that stand once")
  const missing = schema.columns.find(({ name }) => !names.includes(name))
  if (missing !== undefined) throw cellRefused(where, missing, undefined)
}

/** Errors: InputError for the first cell of the leftmost column that may not stand there. */
export function requireCells(schema: TableSchema, batch: TableBatch): void {
  schema.columns.forEach((column, c) => {
    const cells = batch.columns[c]!
    for (let i = 0; i < batch.length; i++) {
      if (!mayHold(column, cells[i])) throw cellRefused(batch.where(i), column, cells[i])
    }
  })
}

function joined(pieces: readonly Cells[]): Cells {
  if (pieces.length === 1) return pieces[0]!
  return pieces.flatMap((piece) => Array.from(piece))
}
