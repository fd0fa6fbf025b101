import { InputError, nearestName } from "@placelab/core"
import type { ColumnTable } from "arquero"
import type { TableSchema } from "../schema.ts"
import { batchOf, type TableBatch, tableOfBatches } from "../tableBatch.ts"
import { arrowWriter, readArrow } from "./arrow.ts"
import { type ByteSource, textOf } from "./byteSource.ts"
import { csvWriter, readCsv } from "./csv.ts"
import { jsonRowsWriter, readJsonRows } from "./jsonRows.ts"
import { parquetWriter, readParquet } from "./parquet.ts"
import { type Chunk, type PieceWriter, written } from "./pieceWriter.ts"

/** How a table is written in a file, and read. */
export interface TableFormat {
  /** As people call it. */
  readonly name: string
  /** With the dot. The first one is that of files that we write. */
  readonly extensions: readonly string[]
  writer(schema: TableSchema): PieceWriter<TableBatch>
  /** In batches: of Arrow there is one, with all that is in the file. Errors: InputError with file, and line or row. */
  read(schema: TableSchema, source: ByteSource): Iterable<TableBatch> | AsyncIterable<TableBatch>
}

/** All formats that hold any table. */
export const tableFormats = {
  csv: {
    name: "CSV",
    extensions: [".csv"],
    writer: csvWriter,
    read: (schema, source) => readCsv(schema, textOf(source), source.name),
  },
  jsonRows: {
    name: "JSON lines",
    extensions: [".ndjson"],
    writer: jsonRowsWriter,
    read: (schema, source) => readJsonRows(schema, textOf(source), source.name),
  },
  arrow: {
    name: "Arrow, file",
    extensions: [".arrow"],
    writer: (schema) => arrowWriter(schema, "file"),
    read: (schema, source) => [readArrow(schema, source)],
  },
  arrowStream: {
    name: "Arrow, stream",
    extensions: [".arrows"],
    writer: (schema) => arrowWriter(schema, "stream"),
    read: (schema, source) => [readArrow(schema, source)],
  },
  parquet: { name: "Parquet", extensions: [".parquet"], writer: parquetWriter, read: readParquet },
} as const satisfies Readonly<Record<string, TableFormat>>

/**
 * A table in a format, in chunks to be written one after the other.
 *
 * Errors  InputError for a column that the schema does not have, or that is missing, and for a value of another type.
 *
 * @example
 * [...writeTable(tableFormats.csv, migrationSchema, tableOf(migrationSchema, rows))].join("")
 */
export function writeTable(format: TableFormat, schema: TableSchema, table: ColumnTable): Iterable<Chunk> {
  return written(format.writer(schema), [batchOf(schema, table)])
}

/**
 * The table in a source. Rejects with an InputError that names the file, and the line or row: what is wrong with it.
 *
 * @example
 * await readTable(tableFormats.csv, migrationSchema, bytesSource("migrations.csv", text))
 */
export async function readTable(
  format: TableFormat,
  schema: TableSchema,
  source: ByteSource,
): Promise<ColumnTable> {
  const batches: TableBatch[] = []
  for await (const batch of format.read(schema, source)) batches.push(batch)
  return tableOfBatches(schema, batches)
}

/** The format of a file by the end of its name. Errors: InputError with the ends that are known, and the nearest. */
export function formatOf<Format extends { readonly extensions: readonly string[] }>(
  formats: Readonly<Record<string, Format>>,
  file: string,
): Format {
  const all = Object.values(formats)
  const found = all.find(({ extensions }) =>
    extensions.some((extension) => file.toLowerCase().endsWith(extension)),
  )
  if (found !== undefined) return found
  const known = all.flatMap(({ extensions }) => extensions)
  const extension = /\.[^./\\]*$/.exec(file)?.[0] ?? ""
  const nearest = nearestName(extension, known)
  const hint = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
  throw new InputError(file, "extension", extension, `one of ${known.join(", ")}${hint}`)
}
