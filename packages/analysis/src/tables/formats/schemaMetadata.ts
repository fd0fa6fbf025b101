import type { TableSchema } from "../schema.ts"

/** What a schema says of a table and its columns, for formats with metadata: `schema`, `unit of time`, `meaning of time` and so on. */
export function schemaMetadata({ name, columns }: TableSchema): Map<string, string> {
  return new Map([
    ["schema", name],
    ...columns.flatMap((column): [string, string][] => [
      ...(column.unit === undefined ? [] : [[`unit of ${column.name}`, column.unit] as [string, string]]),
      [`meaning of ${column.name}`, column.meaning],
    ]),
  ])
}
