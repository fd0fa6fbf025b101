import { parquetMetadata } from "hyparquet"
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer"
import { describe, expect, it } from "vitest"
import {
  batchOf,
  bytesSource,
  parquetWriter,
  readTable,
  type TableBatch,
  type TableSchema,
  tableFormats,
  tableOf,
  written,
} from "../src/tables/index.ts"

const schema: TableSchema = {
  name: "boots",
  columns: [
    { name: "host", type: "text", meaning: "which machine" },
    { name: "seconds", type: "number", unit: "s", nullable: true, meaning: "how long" },
  ],
}
const rows = Array.from({ length: 20_000 }, (_, i) => ({ host: `pm-${i % 3}`, seconds: i / 7 }))

function bytesOf(batches: readonly TableBatch[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([...written(parquetWriter(schema), batches)] as Uint8Array[]))
}

describe("what is written", () => {
  const metadata = parquetMetadata(bytesOf([batchOf(schema, tableOf(schema, rows))]))

  it("has row groups, compressed by Snappy, with texts in dictionaries", () => {
    expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([16_384, 3_616])
    const columns = metadata.row_groups[0]!.columns.map(({ meta_data }) => meta_data!)
    expect(columns.map(({ codec, encodings }) => [codec, encodings])).toEqual([
      ["SNAPPY", ["PLAIN", "RLE_DICTIONARY"]],
      ["SNAPPY", ["PLAIN"]],
    ])
  })

  it("says the schema, units, meanings and what may be empty", () => {
    expect(metadata.key_value_metadata).toEqual([
      { key: "schema", value: "boots" },
      { key: "meaning of host", value: "which machine" },
      { key: "unit of seconds", value: "s" },
      { key: "meaning of seconds", value: "how long" },
    ])
    expect(
      metadata.schema.slice(1).map(({ name, type, repetition_type }) => [name, type, repetition_type]),
    ).toEqual([
      ["host", "BYTE_ARRAY", "REQUIRED"],
      ["seconds", "DOUBLE", "OPTIONAL"],
    ])
  })
})

it("a row group a batch is read, when it is asked for", async () => {
  const batch = batchOf(schema, tableOf(schema, rows.slice(0, 3)))
  const bytes = bytesOf([batch, batch])
  const reads: number[] = []
  const source = bytesSource("boots.parquet", bytes)
  const batches = tableFormats.parquet.read(schema, {
    ...source,
    bytes: (start, end) => {
      reads.push(start)
      return source.bytes(start, end)
    },
  })
  expect((await batches.next()).value).toMatchObject({
    length: 3,
    columns: [
      ["pm-0", "pm-1", "pm-2"],
      [0, 1 / 7, 2 / 7],
    ],
  })
  const before = reads.length
  const second = (await batches.next()).value!
  expect(reads.length).toBeGreaterThan(before)
  expect(second.where(1)).toBe("boots.parquet, row 4")
  expect((await batches.next()).done).toBe(true)
})

const readOf = async (columnData: ColumnSource[]) => {
  const source = bytesSource("boots.parquet", parquetWriteBuffer({ columnData, rowGroupSize: 2 }))
  return (await readTable(tableFormats.parquet, schema, source)).objects()
}

it("whole numbers, other row groups and another order of the columns are read", async () => {
  const host: ColumnSource = { name: "host", data: ["a", "b", "c"], type: "STRING" }
  const expected = [..."abc"].map((name, i) => ({ host: name, seconds: i }))
  expect(await readOf([{ name: "seconds", data: [0, 1, 2], type: "INT32" }, host])).toEqual(expected)
  expect(await readOf([{ name: "seconds", data: [0n, 1n, 2n], type: "INT64" }, host])).toEqual(expected)
  expect(await readOf([{ name: "seconds", data: [0, 1, 2], type: "FLOAT" }, host])).toEqual(expected)
})

it.each<[string, ColumnSource, string]>([
  ["a text", { name: "seconds", data: ["1", "2", "3"], type: "STRING" }, 'row 0: seconds is "1"'],
  ["not a number", { name: "seconds", data: [1, 2, Number.NaN], type: "DOUBLE" }, "row 2: seconds is NaN"],
  [
    "a whole number that no double holds",
    { name: "seconds", data: [1n, 2n ** 60n + 1n, 3n], type: "INT64" },
    "row 1: seconds is 1152921504606846977",
  ],
])("a number that is %s is refused with its row", async (_, seconds, message) => {
  const host: ColumnSource = { name: "host", data: ["a", "b", "c"], type: "STRING" }
  await expect(readOf([host, seconds])).rejects.toThrow(
    `boots.parquet, ${message}; expected a finite number, in s, or nothing`,
  )
})

it("a compression that we do not have is refused by its name", async () => {
  const columnData: ColumnSource[] = [
    { name: "host", data: ["a"], type: "STRING", codec: "ZSTD" },
    { name: "seconds", data: [1], type: "DOUBLE" },
  ]
  const bytes = parquetWriteBuffer({ columnData, compressors: { ZSTD: (input) => input } })
  await expect(readTable(tableFormats.parquet, schema, bytesSource("boots.parquet", bytes))).rejects.toThrow(
    /^boots\.parquet: content is "[^\n]*ZSTD"; expected a whole Parquet file, compressed by Snappy or not at all$/,
  )
})
