import { InputError } from "@placelab/core"
import { type Data, rowsOf } from "../charts/data.ts"
import { type Chunk, written } from "../tables/formats/pieceWriter.ts"
import { formatOf, readTable, tableFormats } from "../tables/formats/tableFormat.ts"
import type { Cell, TableSchema } from "../tables/schema.ts"
import { batchOfRows } from "../tables/tableOf.ts"
import { openFile } from "./fileSource.ts"
import { writeWholeFile } from "./wholeFile.ts"

/**
 * Reads the rows of a table with the columns of a schema; its format is told by the end of the name: .csv, .ndjson, .arrow, .arrows,
 * .parquet. `tableOf` makes a table of arquero from them.
 *
 * Rejects with an InputError that names the file, and the line or row.
 *
 * @example
 * barChart({ data: await readTableFile(migrationSchema, "migrations.parquet"), ... })
 */
export async function readTableFile(schema: TableSchema, file: string): Promise<Record<string, Cell>[]> {
  const format = formatOf(tableFormats, file)
  const source = openFile(file)
  try {
    return (await readTable(format, schema, source)).objects() as Record<string, Cell>[]
  } finally {
    source.close()
  }
}

/**
 * Writes rows with the columns of a schema, or a table of arquero with them; the format is told by the end of the name. The file is there
 * as a whole or not at all.
 *
 * Rejects with an InputError for rows that are not of the schema, and for a file that cannot be written.
 *
 * @example
 * await writeTableFile(migrationSchema, migrationRows(trace), "migrations.parquet")
 */
export async function writeTableFile<Row extends object>(
  schema: TableSchema,
  data: Data<Row>,
  file: string,
): Promise<void> {
  const writer = formatOf(tableFormats, file).writer(schema)
  const batch = batchOfRows(schema, rowsOf(data), (row) => `${schema.name}, row ${row}`)
  await writeOrRefuse(file, written(writer, [batch]))
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
