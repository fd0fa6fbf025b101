import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { InputError } from "@placelab/core"
import { decompress } from "fzstd"
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from "hyparquet"
import { unreadable } from "../unreadable.ts"
import { lineBatches } from "./textLines.ts"

/** Some rows of a table, by column. */
export interface ColumnBatch {
  readonly length: number
  /** Undefined where the table has no such column. Dates are milliseconds since 1970. */
  readonly column: (name: string) => ArrayLike<unknown> | undefined
  readonly names: readonly string[]
  /** Of a row, counted from 0 in this batch. */
  readonly where: (row: number) => string
}

/**
 * For this package: a table of Parquet, a row group at a time, or of CSV, a piece at a time; of the columns named. A column of CSV may
 * have its unit at the end of its name: `duration_s`, `duration_ms`, `cpu_usage_mhz`, `mem_capacity_kb`.
 */
export function columnBatches(file: string, columns: readonly string[]): AsyncGenerator<ColumnBatch, void> {
  return /\.csv(?:\.gz)?$/i.test(file) ? csvBatches(file) : parquetBatches(file, columns)
}

/** To what the tables of Parquet have. */
const units: readonly (readonly [suffix: string, factor: number])[] = [
  ["_ms", 1],
  ["_s", 1000],
  ["_mhz", 1],
  ["_kb", 1],
]

async function* csvBatches(file: string): AsyncGenerator<ColumnBatch, void> {
  let header: { name: string; factor: number }[] | undefined
  let number = 1
  for await (const lines of lineBatches(file)) {
    header ??= headerOf(lines.shift() ?? "")
    const { length: width } = header
    const first = number + 1
    number += lines.length
    const columns = header.map((): string[] => [])
    for (const [i, line] of lines.entries()) {
      const cells = line.split(",")
      if (cells.length !== width)
        throw new InputError(
          `${file}, line ${first + i}`,
          "number of cells",
          cells.length,
          `${width}, between commas`,
        )
      for (let c = 0; c < width; c++) columns[c]!.push(cells[c]!)
    }
    yield {
      length: lines.length,
      names: header.map(({ name }) => name),
      column: scaled(header, columns),
      where: (row) => `${file}, line ${first + row}`,
    }
  }
}

function headerOf(line: string): { name: string; factor: number }[] {
  return line.split(",").map((cell) => {
    const whole = cell.trim()
    const unit = units.find(([suffix]) => whole.endsWith(suffix))
    return unit === undefined
      ? { name: whole, factor: 1 }
      : { name: whole.slice(0, -unit[0].length), factor: unit[1] }
  })
}

function scaled(header: readonly { name: string; factor: number }[], columns: readonly string[][]) {
  return (name: string) => {
    const c = header.findIndex((column) => column.name === name)
    if (c < 0) return undefined
    const { factor } = header[c]!
    return factor === 1
      ? columns[c]!
      : columns[c]!.map((cell) => (cell === "" ? cell : Number(cell) * factor))
  }
}

async function* parquetBatches(file: string, columns: readonly string[]): AsyncGenerator<ColumnBatch, void> {
  const descriptor = open(file)
  try {
    const buffer = bufferOf(descriptor)
    const metadata = await whole(file, () => parquetMetadataAsync(buffer))
    const names = parquetSchema(metadata).children.map(({ element }) => element.name)
    const wanted = columns.filter((name) => names.includes(name))
    let first = 0
    for (const group of metadata.row_groups) {
      const length = Number(group.num_rows)
      const found = await whole(file, () => columnsOf(buffer, metadata, wanted, first, length))
      const begin = first
      yield {
        length,
        names,
        column: (name) => found.get(name),
        where: (row) => `${file}, row ${begin + row}`,
      }
      first += length
    }
  } finally {
    closeSync(descriptor)
  }
}

function open(file: string): number {
  try {
    return openSync(file, "r")
  } catch (error) {
    throw unreadable(file, "file", error, "a table that can be read")
  }
}

function bufferOf(descriptor: number): AsyncBuffer {
  const byteLength = fstatSync(descriptor).size
  return {
    byteLength,
    slice(start, end = byteLength) {
      const bytes = new Uint8Array(end - start)
      const length = readSync(descriptor, bytes, 0, bytes.length, start)
      if (length < bytes.length) throw new RangeError(`bytes ${start} to ${end} of ${byteLength}`)
      return bytes.buffer
    },
  }
}

async function columnsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly string[],
  rowStart: number,
  length: number,
): Promise<Map<string, ArrayLike<unknown>>> {
  const pages = new Map(columns.map((name) => [name, [] as ArrayLike<unknown>[]]))
  await parquetRead({
    file,
    metadata,
    columns: [...columns],
    compressors,
    parsers,
    rowStart,
    rowEnd: rowStart + length,
    onChunk: ({ columnName, columnData }) => pages.get(columnName)!.push(columnData),
  })
  return new Map(
    [...pages].map(([name, found]) => {
      const cells = found.length === 1 ? found[0]! : found.flatMap((page) => Array.from(page))
      if (cells.length !== length)
        throw new RangeError(`column ${name} has ${cells.length} of ${length} rows`)
      return [name, cells]
    }),
  )
}

const parsers = {
  timestampFromMilliseconds: (value: bigint) => Number(value),
  timestampFromMicroseconds: (value: bigint) => Number(value) / 1e3,
  timestampFromNanoseconds: (value: bigint) => Number(value) / 1e6,
}

/** Snappy is the library's own. Node has Zstandard from 22.15 on only. */
const compressors: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
}

/** The library's errors as ours: whatever it cannot do comes from the file. */
async function whole<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== undefined) throw unreadable(file, "file", error, "a table that can be read")
    throw new InputError(file, "content", message, "a whole Parquet file")
  }
}
