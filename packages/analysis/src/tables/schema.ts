import { InputError } from "@placelab/core"

/** What a column holds: texts, finite numbers, or true and false. */
export type ColumnType = "text" | "number" | "boolean"

/** What stands in one place of a table; null where it is empty. */
export type Cell = string | number | boolean | null

/** One column of a {@link TableSchema}. */
export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
  /** Such as `s` or `J`; none for texts, counts and ratios. */
  readonly unit?: string
  /** In one sentence. */
  readonly meaning: string
  /** Whether it may be empty in some rows. Default: no. */
  readonly nullable?: boolean
}

/** What a table has, as data: its writers, its readers and its documentation are all made from this. */
export interface TableSchema {
  /** Of the table, for messages and metadata. */
  readonly name: string
  /** In order; each name stands once. */
  readonly columns: readonly TableColumn[]
}

/** Whether a value may stand in a column. */
export function mayHold({ type, nullable = false }: TableColumn, value: unknown): value is Cell {
  switch (type) {
    case "text":
      return typeof value === "string" || (nullable && value === null)
    case "number":
      return Number.isFinite(value) || (nullable && value === null)
    case "boolean":
      return typeof value === "boolean" || (nullable && value === null)
  }
}

/** The error for a value that may not stand in a column. `where`: the file or table, and the row. */
export function cellRefused(where: string, column: TableColumn, value: unknown): InputError {
  return new InputError(where, column.name, value, expectation(column))
}

function expectation({ type, unit, nullable = false }: TableColumn): string {
  const what = { text: "a text", number: "a finite number", boolean: "true or false" }[type]
  const inUnit = unit === undefined ? "" : `, in ${unit}`
  return `${what}${inUnit}${nullable ? ", or nothing" : ""}`
}
