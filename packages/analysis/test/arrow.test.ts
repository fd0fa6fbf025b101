import {
  type DataType,
  int64,
  largeUtf8,
  Type,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  utf8,
} from "@uwdata/flechette"
import { describe, expect, it } from "vitest"
import {
  arrowWriter,
  batchOf,
  bytesSource,
  readArrow,
  type TableSchema,
  tableOf,
  tableOfBatches,
  written,
} from "../src/tables/index.ts"

const schema: TableSchema = {
  name: "boots",
  columns: [
    { name: "host", type: "text", meaning: "which machine" },
    { name: "seconds", type: "number", unit: "s", nullable: true, meaning: "how long" },
    { name: "cached", type: "boolean", meaning: "whether its image was there" },
  ],
}
const rows = Array.from({ length: 20_000 }, (_, i) => ({
  host: `pm-${i % 3}`,
  seconds: i,
  cached: i % 2 === 0,
}))

describe.each(["file", "stream"] as const)("what is written as a %s", (format) => {
  const [bytes] = [...written(arrowWriter(schema, format), [batchOf(schema, tableOf(schema, rows))])]
  const arrow = tableFromIPC(bytes as Uint8Array)

  it("has texts in dictionaries, doubles and truth values, in record batches", () => {
    const types = arrow.schema.fields.map(({ type }) => type)
    expect(types.map(({ typeId }) => typeId)).toEqual([Type.Dictionary, Type.Float, Type.Bool])
    expect(arrow.getChild("host").data.map(({ length }) => length)).toEqual([16_384, 3_616])
    expect(arrow.getChild("host").at(19_999)).toBe("pm-1")
  })

  it("says units, meanings and what may be empty", () => {
    expect(arrow.schema.metadata).toEqual(new Map([["schema", "boots"]]))
    expect(
      arrow.schema.fields.map(({ nullable, metadata }) => [nullable, Object.fromEntries(metadata)]),
    ).toEqual([
      [false, { meaning: "which machine" }],
      [true, { unit: "s", meaning: "how long" }],
      [false, { meaning: "whether its image was there" }],
    ])
  })
})

function readOf(arrays: Record<string, unknown[]>, types: Record<string, DataType>) {
  const bytes = tableToIPC(tableFromArrays(arrays, { types }), { format: "file" }) as Uint8Array<ArrayBuffer>
  return tableOfBatches(schema, [readArrow(schema, bytesSource("boots.arrow", bytes))]).objects()
}

it("texts without dictionaries and whole numbers of other programs are read, in any order of the columns", () => {
  const arrays = { cached: [true, false], seconds: [3, null], host: ["a", "b"] }
  for (const host of [utf8(), largeUtf8()])
    expect(readOf(arrays, { host, seconds: int64() })).toEqual([
      { host: "a", seconds: 3, cached: true },
      { host: "b", seconds: null, cached: false },
    ])
})

it("a column of another type is refused by its name", () => {
  const arrays = { cached: [true], seconds: ["3"], host: ["a"] }
  expect(() => readOf(arrays, { seconds: utf8() })).toThrow(
    'boots.arrow: type of column seconds is "Utf8"; expected one that holds a number',
  )
})
