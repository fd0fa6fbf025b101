import { InputError } from "@placelab/core"
import type { ColumnType, TableColumn, TableSchema } from "../schema.ts"
import { runMetricsSchema } from "./runMetrics.ts"

/** The column of seeds in tables of sweeps. */
export const seedColumn: TableColumn = {
  name: "seed",
  type: "number",
  meaning: "what the run was drawn from",
}

const known = [seedColumn, ...runMetricsSchema.columns]

/**
 * The schema of rows that nobody has declared: those of a sweep, say, with axes, seed and metrics. Seeds and metrics of runs are
 * described already. Any other column has the type of its values; it may be empty where a row has null or nothing.
 *
 * @param described columns that are known beside these, such as the axes with their units
 *
 * Complexity  O(rows x columns)
 * Errors      InputError for a value that no cell holds, and for a column of two types.
 *
 * @example
 * schemaOfRows("sweep", rows, [{ name: "hosts", type: "number", meaning: "how many machines" }])
 */
export function schemaOfRows(
  name: string,
  rows: readonly object[],
  described: readonly TableColumn[] = [],
): TableSchema {
  const declared = new Map([...known, ...described].map((column) => [column.name, column]))
  const names = new Set(rows.flatMap(Object.keys))
  return {
    name,
    columns: [...names].map((column) => declared.get(column) ?? inferred(name, column, rows)),
  }
}

function inferred(table: string, name: string, rows: readonly object[]): TableColumn {
  let type: ColumnType | undefined
  let nullable = false
  rows.forEach((row, i) => {
    const value = (row as Readonly<Record<string, unknown>>)[name] ?? null
    if (value === null) {
      nullable = true
      return
    }
    const own = typeOf(value)
    if (own === undefined || (type !== undefined && own !== type)) {
      const expected = type === undefined ? "a text, a number, true or false" : `a ${type}, as above`
      throw new InputError(`${table}, row ${i}`, name, value, expected)
    }
    type = own
  })
  return { name, type: type ?? "text", nullable, meaning: "an axis, or what a program has counted" }
}

function typeOf(value: unknown): ColumnType | undefined {
  if (typeof value === "string") return "text"
  if (typeof value === "boolean") return "boolean"
  return Number.isFinite(value) ? "number" : undefined
}
