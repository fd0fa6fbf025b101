import { InputError } from "@placelab/core"
import { writeWholeFile } from "@placelab/core/node"
import type { ColumnTable } from "arquero"
import { type Chunk, written } from "../tables/formats/pieceWriter.ts"
import { formatOf, readTable, tableFormats } from "../tables/formats/tableFormat.ts"
import type { TableSchema } from "../tables/schema.ts"
import { batchOf } from "../tables/tableBatch.ts"
import { openFile } from "./fileSource.ts"

/**
 * Reads a table with the columns of a schema; its format is told by the end of the name: .csv, .ndjson, .arrow, .arrows, .parquet.
 *
 * Rejects with an InputError that names the file, and the line or row.
 *
 * @example
 * await readTableFile(migrationSchema, "migrations.parquet")
 */
export async function readTableFile(schema: TableSchema, file: string): Promise<ColumnTable> {
  const format = formatOf(tableFormats, file)
  const source = openFile(file)
  try {
    return await readTable(format, schema, source)
  } finally {
    source.close()
  }
}

/**
 * Writes a table with the columns of a schema; its format is told by the end of the name. The file is there as a whole or not at all.
 *
 * Rejects with an InputError for a table that is not of the schema, and for a file that cannot be written.
 *
 * @example
 * await writeTableFile(migrationSchema, tableOf(migrationSchema, migrationRows(trace)), "migrations.parquet")
 */
export async function writeTableFile(schema: TableSchema, table: ColumnTable, file: string): Promise<void> {
  const writer = formatOf(tableFormats, file).writer(schema)
  await writeOrRefuse(file, written(writer, [batchOf(schema, table)]))
}

/** Writes a file as a whole. Rejects with an InputError where the disk refuses. */
export async function writeOrRefuse(
  file: string,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<void> {
  try {
    await writeWholeFile(file, chunks)
  } catch (error) {
    if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) throw error
    throw new InputError(file, "file", error.code, "one that can be written")
  }
}
