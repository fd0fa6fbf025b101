import { InputError } from "@placelab/core"
import {
  bool as boolean,
  type Column,
  columnFromValues,
  type DataType,
  dictionary,
  Endianness,
  field,
  float64,
  Table,
  Type,
  tableFromIPC,
  tableToIPC,
  utf8,
  Version,
} from "@uwdata/flechette"
import type { ColumnType, TableColumn, TableSchema } from "../schema.ts"
import { type Cells, requireCells, requireColumns, rowsABatch, type TableBatch } from "../tableBatch.ts"
import type { ByteSource } from "./byteSource.ts"
import type { PieceWriter } from "./pieceWriter.ts"

const typeOf: Readonly<Record<ColumnType, () => DataType>> = {
  text: () => dictionary(utf8()),
  number: () => float64(),
  boolean: () => boolean(),
}

/**
 * Writes Arrow IPC, as a file or as a stream, in record batches. Texts have dictionaries; units and meanings are in the metadata of the
 * fields, the name of the schema in that of the table.
 *
 * Complexity  the whole table is in memory until its end, since the dictionaries come first.
 */
export function arrowWriter(schema: TableSchema, format: "file" | "stream"): PieceWriter<TableBatch> {
  const batches: TableBatch[] = []
  return {
    add(batch) {
      batches.push(batch)
      return []
    },
    *end() {
      yield tableToIPC(arrowTable(schema, batches), { format })!
    },
  }
}

function arrowTable(schema: TableSchema, batches: readonly TableBatch[]): Table {
  const columns = schema.columns.map(({ type }, c) =>
    columnFromValues(
      (add: (value: unknown) => void) => {
        for (const { length, columns } of batches) for (let i = 0; i < length; i++) add(columns[c]![i])
      },
      typeOf[type](),
      { maxBatchRows: rowsABatch },
    ),
  )
  const fields = schema.columns.map((column, c) =>
    field(column.name, columns[c]!.type, column.nullable ?? false, metadataOf(column)),
  )
  const metadata = new Map([["schema", schema.name]])
  return new Table({ version: Version.V5, endianness: Endianness.Little, fields, metadata }, columns)
}

function metadataOf({ unit, meaning }: TableColumn): Map<string, string> {
  return new Map([...(unit === undefined ? [] : [["unit", unit] as const]), ["meaning", meaning]])
}

const readable: Readonly<Record<ColumnType, readonly number[]>> = {
  text: [Type.Utf8, Type.LargeUtf8, Type.Utf8View],
  number: [Type.Int, Type.Float],
  boolean: [Type.Bool],
}

/**
 * Reads Arrow IPC, file or stream, with the columns of a schema, in any order, as one batch. Texts need no dictionary; whole numbers
 * are taken for numbers.
 *
 * Complexity  all is in memory
 * Errors      InputError with the file: no Arrow, or only a part of it; a column that is unknown or missing or of another type; with
 *             the row, counted from 0, an empty cell where none may be.
 */
export function readArrow(schema: TableSchema, source: ByteSource): TableBatch {
  const arrow = tableIn(source)
  const names = arrow.schema.fields.map(({ name }) => name)
  requireColumns(schema, names, source.name)
  const columns = schema.columns.map((column) => cellsOf(arrow.getChild(column.name), column, source.name))
  const where = (row: number) => `${source.name}, row ${row}`
  const batch: TableBatch = { length: arrow.numRows, columns, where }
  requireCells(schema, batch)
  return batch
}

function tableIn(source: ByteSource): Table {
  try {
    return tableFromIPC(source.bytes(0, source.byteLength))
  } catch (error) {
    throw new InputError(source.name, "content", (error as Error).message, "a whole file of Arrow IPC")
  }
}

function cellsOf(values: Column<unknown>, { name, type }: TableColumn, file: string): Cells {
  const own = values.type.typeId === Type.Dictionary ? values.type.dictionary : values.type
  if (!readable[type].includes(own.typeId)) {
    const found = Object.entries(Type).find(([, id]) => id === own.typeId)?.[0] ?? own.typeId
    throw new InputError(file, `type of column ${name}`, found, `one that holds a ${type}`)
  }
  return values.toArray() as Cells
}
