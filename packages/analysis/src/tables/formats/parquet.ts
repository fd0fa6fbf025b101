import { InputError } from "@placelab/core"
import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from "hyparquet"
import { ByteWriter, ParquetWriter } from "hyparquet-writer"
import type { Cell, ColumnType, TableColumn, TableSchema } from "../schema.ts"
import { type Cells, requireCells, requireColumns, rowsABatch, type TableBatch } from "../tableBatch.ts"
import type { ByteSource } from "./byteSource.ts"
import type { PieceWriter } from "./pieceWriter.ts"
import { schemaMetadata } from "./schemaMetadata.ts"

/**
 * Writes Apache Parquet, compressed by Snappy: in row groups of 16,384 rows at most. Texts are strings, in a dictionary where that is shorter; numbers
 * are doubles. The name of the schema, units and meanings are in the metadata of the file.
 */
export function parquetWriter(schema: TableSchema): PieceWriter<TableBatch> {
  const bytes = new ByteWriter()
  const kvMetadata = [...schemaMetadata(schema)].map(([key, value]) => ({ key, value }))
  const writer = new ParquetWriter({
    writer: bytes,
    schema: elementsOf(schema),
    kvMetadata,
    createdBy: "placelab",
  })
  const taken = () => {
    const chunk = bytes.getBytes().slice()
    bytes.index = 0
    return chunk
  }
  return {
    *add({ length, columns }) {
      if (length === 0) return
      const columnData = schema.columns.map(({ name, type }, c) => ({
        name,
        data: type === "number" ? (columns[c] as number[]) : asArray(columns[c]!),
        // A dictionary would take the zero below zero for the other one.
        ...(type === "number" && { encoding: "PLAIN" as const }),
        // The least and the greatest text serve nobody, and are sought with many comparisons.
        statistics: type !== "text",
      }))
      writer.write({ columnData, rowGroupSize: rowsABatch })
      yield taken()
    },
    *end() {
      writer.finish()
      yield taken()
    },
  }
}

function asArray(cells: Cells): Cell[] {
  return Array.isArray(cells) ? cells : Array.from(cells)
}

const physical: Readonly<Record<ColumnType, Pick<SchemaElement, "type" | "converted_type">>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
}

function elementsOf({ name, columns }: TableSchema): SchemaElement[] {
  const elements = columns.map(({ name, type, nullable = false }: TableColumn): SchemaElement => {
    return { name, ...physical[type], repetition_type: nullable ? "OPTIONAL" : "REQUIRED" }
  })
  return [{ name, num_children: columns.length }, ...elements]
}

/**
 * Reads Parquet with the columns of a schema, in any order, a batch a row group: at any time one of them is in memory. Whole numbers
 * are taken for numbers, where a double holds them.
 *
 * Errors  InputError with the file: no Parquet, or only a part of it; a column that is unknown or missing; with the row, counted from 0,
 *         a value of another type.
 */
export async function* readParquet(
  schema: TableSchema,
  source: ByteSource,
): AsyncGenerator<TableBatch, void> {
  const metadata = await whole(source, async () => {
    const found = await parquetMetadataAsync(bufferOf(source))
    requireColumns(
      schema,
      parquetSchema(found).children.map(({ element }) => element.name),
      source.name,
    )
    return found
  })
  let first = 0
  for (const group of metadata.row_groups) {
    const length = Number(group.num_rows)
    const columns = await whole(source, () => columnsOf(schema, source, metadata, first, length))
    const begin = first
    const batch: TableBatch = { length, columns, where: (row) => `${source.name}, row ${begin + row}` }
    requireCells(schema, batch)
    yield batch
    first += length
  }
}

// The library's own drops a mark of byte order, which is a part of the text.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
const parsers = { stringFromBytes: (bytes: Uint8Array) => decoder.decode(bytes) }

async function columnsOf(
  schema: TableSchema,
  source: ByteSource,
  metadata: FileMetaData,
  rowStart: number,
  length: number,
): Promise<Cells[]> {
  const pages = new Map(schema.columns.map(({ name }) => [name, [] as ArrayLike<unknown>[]]))
  await parquetRead({
    file: bufferOf(source),
    metadata,
    parsers,
    rowStart,
    rowEnd: rowStart + length,
    onChunk: ({ columnName, columnData }) => pages.get(columnName)!.push(columnData),
  })
  return schema.columns.map(({ name }) => {
    const cells = joined(pages.get(name)!)
    if (cells.length !== length) throw new RangeError(`column ${name} has ${cells.length} of ${length} rows`)
    return cells
  })
}

function joined(pages: readonly ArrayLike<unknown>[]): Cells {
  const [page] = pages
  if (page instanceof Float64Array && pages.length === 1) return page
  // The library has made it for us alone.
  const cells = pages.length === 1 && Array.isArray(page) ? page : pages.flatMap((each) => Array.from(each))
  for (let i = 0; i < cells.length; i++) cells[i] = cellOf(cells[i])
  return cells
}

/** Undefined is what is empty; 64 bits are read as bigints. */
function cellOf(value: unknown): Cell {
  return (
    typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : (value ?? null)
  ) as Cell
}

function bufferOf(source: ByteSource) {
  return {
    byteLength: source.byteLength,
    slice(start: number, end = source.byteLength): ArrayBuffer {
      if (start < 0 || end > source.byteLength)
        throw new RangeError(`bytes ${start} to ${end} of ${source.byteLength}`)
      const bytes = source.bytes(start, end)
      const isAll = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
      return isAll ? bytes.buffer : bytes.slice().buffer
    },
  }
}

/** The library's errors as ours: whatever it cannot do comes from the file. */
async function whole<Result>(source: ByteSource, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(
      source.name,
      "content",
      (error as Error).message,
      "a whole Parquet file, compressed by Snappy or not at all",
    )
  }
}
