import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  bytesSource,
  type Chunk,
  migrationSchema,
  readTable,
  runMetricsSchema,
  type TableFormat,
  type TableSchema,
  tableFormats,
  tableOf,
  traceSchema,
  violationSchema,
  writeTable,
} from "../src/tables/index.ts"
import { anyTable, rowsOf } from "./support/arbitraries.ts"

/** All chunks as the bytes of a file. */
function bytesOf(chunks: Iterable<Chunk>): Uint8Array<ArrayBuffer> {
  const parts = Array.from(chunks, (chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk))
  return new Uint8Array(Buffer.concat(parts))
}

async function throughFile(format: TableFormat, schema: TableSchema, rows: readonly object[]) {
  const bytes = bytesOf(writeTable(format, schema, tableOf(schema, rows)))
  return (await readTable(format, schema, bytesSource("file", bytes))).objects()
}

/** Arrow's library drops a mark of byte order that a text begins with. */
function asRead<Row extends object>(format: TableFormat, rows: readonly Row[]): Row[] {
  if (!format.name.startsWith("Arrow")) return [...rows]
  const read = (value: unknown) => (typeof value === "string" ? value.replace(/^\ufeff/, "") : value)
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, read(value)])) as Row,
  )
}

describe.each(Object.values(tableFormats))("$name", (format) => {
  it.each([traceSchema, runMetricsSchema, violationSchema, migrationSchema])(
    "gives rows of $name back as they were",
    async (schema) => {
      await fc.assert(
        fc.asyncProperty(rowsOf(schema), async (rows) => {
          expect(await throughFile(format, schema, rows)).toEqual(asRead(format, rows))
        }),
      )
    },
  )

  it("gives rows of any schema back as they were", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ schema, rows }) => {
        expect(await throughFile(format, schema, rows)).toEqual(asRead(format, rows))
      }),
    )
  })

  it("gives a table without rows back with its columns", async () => {
    const bytes = bytesOf(writeTable(format, traceSchema, tableOf(traceSchema, [])))
    const table = await readTable(format, traceSchema, bytesSource("file", bytes))
    expect(table.numRows()).toBe(0)
    expect(table.columnNames()).toEqual(traceSchema.columns.map(({ name }) => name))
  })

  it("has the rows that a table shows, in its order", async () => {
    const rows = [3, 1, 2].map((begin) => ({
      vm: "vm-1",
      from: null,
      to: null,
      begin,
      duration: 1,
      outcome: null,
      end: null,
      plan: null,
    }))
    const shown = tableOf(migrationSchema, rows)
      .orderby("begin")
      .filter((row: { begin: number }) => row.begin < 3)
    const bytes = bytesOf(writeTable(format, migrationSchema, shown))
    const read = await readTable(format, migrationSchema, bytesSource("file", bytes))
    expect(read.array("begin")).toEqual([1, 2])
  })

  it("is the same bytes for the same table", () => {
    fc.assert(
      fc.property(anyTable, ({ schema, rows }) => {
        const write = () => bytesOf(writeTable(format, schema, tableOf(schema, rows)))
        expect(write()).toEqual(write())
      }),
    )
  })

  it("is refused with a column that is another one, and without one", async () => {
    const schema: TableSchema = {
      name: "other",
      columns: [
        { name: "begun", type: "number", meaning: "" },
        { name: "duration", type: "number", meaning: "" },
      ],
    }
    const other = bytesOf(writeTable(format, schema, tableOf(schema, [{ begun: 1, duration: 2 }])))
    const wanted: TableSchema = {
      ...schema,
      columns: [{ ...schema.columns[0]!, name: "begin" }, schema.columns[1]!],
    }
    await expect(readTable(format, wanted, bytesSource("file", other))).rejects.toThrow(
      /^file(, line 1)?: column name is "begun"; expected a known one: did you mean "begin"\?$/,
    )
    const more: TableSchema = {
      ...schema,
      columns: [...schema.columns, { name: "plan", type: "text", meaning: "" }],
    }
    await expect(readTable(format, more, bytesSource("file", other))).rejects.toThrow(
      /^file(, line \d)?: plan is undefined; expected a text$/,
    )
  })

  it("is refused where a cell is empty that may not be, and where it is of another type", async () => {
    const loose: TableSchema = {
      name: "loose",
      columns: [{ name: "begin", type: "number", nullable: true, meaning: "" }],
    }
    const strict: TableSchema = { ...loose, columns: [{ ...loose.columns[0]!, unit: "s", nullable: false }] }
    const bytes = bytesOf(writeTable(format, loose, tableOf(loose, [{ begin: 1 }, { begin: null }])))
    await expect(readTable(format, strict, bytesSource("file", bytes))).rejects.toThrow(
      /^file, (line [23]|row 1): begin is (null|""); expected a finite number, in s$/,
    )
    const truth: TableSchema = { ...loose, columns: [{ ...loose.columns[0]!, type: "boolean" }] }
    await expect(readTable(format, truth, bytesSource("file", bytes))).rejects.toThrow(/^file(, \w+ \d)?: /)
  })
})

it.each(["arrow", "arrowStream", "parquet"] as const)(
  "a part of a file of %s is refused in one line",
  async (name) => {
    const format = tableFormats[name]
    const rows = Array.from({ length: 50 }, (_, i) => ({
      entity: `vm-${i}`,
      begin: i,
      duration: 1,
      kind: "in",
      detected: true,
      falsePositive: false,
    }))
    const bytes = bytesOf(writeTable(format, violationSchema, tableOf(violationSchema, rows)))
    for (const length of [0, 3, 7, 20, bytes.length >> 1, bytes.length - 20]) {
      const part = bytesSource("part.x", bytes.slice(0, length))
      await expect(readTable(format, violationSchema, part), `${length} bytes`).rejects.toThrow(
        /^part\.x: [^\n]+; expected [^\n]+$/,
      )
    }
  },
)

it("a text that is no UTF-8 is refused", async () => {
  const bytes = new Uint8Array([0x61, 0xff, 0x0a])
  await expect(readTable(tableFormats.csv, traceSchema, bytesSource("a.csv", bytes))).rejects.toThrow(
    'a.csv: file is "binary"; expected text in UTF-8',
  )
})
