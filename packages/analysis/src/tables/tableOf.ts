import { unknownName } from "@placelab/core"
import type { ColumnTable } from "arquero"
import { type Cell, cellRefused, mayHold, type TableSchema } from "./schema.ts"
import { type TableBatch, tableOfBatches } from "./tableBatch.ts"

/**
 * Rows as an arquero table with the columns of a schema, in its order. What a row does not have is empty.
 *
 * Complexity  O(rows x columns)
 * Errors      InputError with the row, counted from 0: for a field that the schema does not have, with the nearest that it has;
 *             for a field that is missing where it may not be empty; for a value of another type.
 *
 * @example
 * tableOf(runMetricsSchema, runs.map(({ metrics }) => metrics)).rollup({ violation_s: op.mean("violation_s") })
 */
export function tableOf(schema: TableSchema, rows: readonly object[]): ColumnTable {
  return tableOfBatches(schema, [batchOfRows(schema, rows, (row) => `${schema.name}, row ${row}`)])
}

/** Rows as one batch. Errors: as {@link tableOf}; `where` tells a row. */
export function batchOfRows(
  schema: TableSchema,
  rows: readonly object[],
  where: (row: number) => string,
): TableBatch {
  const names = new Set(schema.columns.map(({ name }) => name))
  const columns = schema.columns.map((): Cell[] => [])
  rows.forEach((row, i) => {
    for (const name in row) if (!names.has(name)) throw unknownName(where(i), "column", name, names)
    schema.columns.forEach((column, c) => {
      const value: unknown = Object.hasOwn(row, column.name)
        ? row[column.name as keyof typeof row]
        : undefined
      const cell = value === undefined && column.nullable === true ? null : value
      if (!mayHold(column, cell)) throw cellRefused(where(i), column, value)
      columns[c]!.push(cell)
    })
  })
  return { length: rows.length, columns, where }
}
