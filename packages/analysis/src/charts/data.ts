/** Tidy rows, one observation each: an array of records, or an arquero table (anything with `objects()`). */
export type Data<Row extends object> = readonly Row[] | { objects(): Row[] }

/** A field of `Row`; any string where the rows are untyped, as arquero's are. */
export type Field<Row extends object> = [keyof Row] extends [never] ? string : keyof Row & string

/** A row whose fields are known by name only. */
export type PlainRow = Record<string, unknown>

/** The rows themselves. */
export function recordsOf<Row extends object>(data: Data<Row>): readonly Row[] {
  return "objects" in data ? data.objects() : data
}

/** The rows as plain copies, so that a spec never shares memory with its source. */
export function rowsOf<Row extends object>(data: Data<Row>): PlainRow[] {
  const rows: readonly object[] = recordsOf(data)
  return rows.map((row) => ({ ...row }))
}

/** The distinct values of a field, in order of first appearance. */
export function valuesOf(rows: readonly PlainRow[], field: string): unknown[] {
  return [...new Set(rows.map((row) => row[field]))].filter((value) => value !== undefined)
}
