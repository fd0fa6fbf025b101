import { parse } from "csv-parse/sync"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  batchOf,
  csvWriter,
  readCsv,
  type TableSchema,
  tableOf,
  tableOfBatches,
  written,
} from "../src/tables/index.ts"
import { anyTable } from "./support/arbitraries.ts"

const schema: TableSchema = {
  name: "boots",
  columns: [
    { name: "host", type: "text", nullable: true, meaning: "" },
    { name: "seconds", type: "number", nullable: true, meaning: "" },
    { name: "cached", type: "boolean", nullable: true, meaning: "" },
  ],
}

const csvOf = (table: TableSchema, rows: readonly object[]) =>
  [...written(csvWriter(table), [batchOf(table, tableOf(table, rows))])].join("")

const read = (text: string | Iterable<string>, table = schema) =>
  tableOfBatches(table, readCsv(table, text, "boots.csv")).objects()

it("a table is written as RFC 4180 has it, with numbers in their shortest form", () => {
  const rows = [
    { host: "a", seconds: 12, cached: true },
    { host: 'say "b", c', seconds: -0, cached: false },
    { host: "two\nlines", seconds: 1e-7, cached: null },
    { host: "", seconds: null },
    { host: null, seconds: 123456789012345680000 },
  ]
  expect(csvOf(schema, rows)).toBe(
    [
      "host,seconds,cached",
      "a,12,true",
      '"say ""b"", c",-0,false',
      '"two\nlines",1e-7,',
      '"",,',
      ",123456789012345680000,",
      "",
    ].join("\r\n"),
  )
})

it("another reader of CSV finds the same texts", () => {
  fc.assert(
    fc.property(anyTable, ({ schema: any, rows }) => {
      const records: string[][] = parse(csvOf(any, rows), { record_delimiter: "\r\n" })
      const shown = (cell: unknown) => (Object.is(cell, -0) ? "-0" : String(cell ?? ""))
      expect(records).toEqual([
        any.columns.map(({ name }) => name),
        ...rows.map((row) => any.columns.map(({ name }) => shown(row[name]))),
      ])
    }),
  )
})

it("columns may stand in any order, lines may end without a carriage return, and the last one may have no end", () => {
  const rows = [{ host: "a", seconds: 2.5, cached: true }]
  expect(read("seconds,cached,host\n2.5,true,a")).toEqual(rows)
  expect(read('"seconds","cached","host"\r\n"2.5","true","a"\r\n')).toEqual(rows)
})

it("text is read in chunks that end anywhere", () => {
  const text = 'host,seconds,cached\r\n"a\r\n""b""",1,true\r\n,,\r\n'
  const rows = read(text)
  expect(rows).toEqual([
    { host: 'a\r\n"b"', seconds: 1, cached: true },
    { host: null, seconds: null, cached: null },
  ])
  for (let cut = 0; cut <= text.length; cut++)
    expect(read([text.slice(0, cut), text.slice(cut)])).toEqual(rows)
})

it("an empty cell is null where it may be, and else a text of no letters", () => {
  const table: TableSchema = { ...schema, columns: [{ name: "host", type: "text", meaning: "" }] }
  expect(read('host\n\n""\na\n', table)).toEqual([{ host: "" }, { host: "" }, { host: "a" }])
})

it("a table of more rows than a batch is read in several", () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `vm-${i},${i},`)
  const batches = [...readCsv(schema, ["host,seconds,cached", ...lines].join("\n"), "boots.csv")]
  expect(batches.map(({ length }) => length)).toEqual([16_384, 3_616])
  expect(batches[1]!.columns[1]![3_615]).toBe(19_999)
  expect(batches[1]!.where(0)).toBe("boots.csv, line 16386")
})

describe.each<[string, string, string]>([
  ["that is empty", "", ': table is "empty"; expected a header line with the names of the columns'],
  [
    "with an unknown column",
    "host,second,cached\n",
    ', line 1: column name is "second"; expected a known one: did you mean "seconds"?',
  ],
  ["without a column", "host,seconds\n", ", line 1: cached is undefined; expected true or false, or nothing"],
  [
    "with a column twice",
    "host,seconds,cached,host\n",
    ', line 1: column name is "host"; expected names that stand once',
  ],
  [
    "with a short line",
    "host,seconds,cached\n\na,1\n",
    ", line 2: number of cells is 1; expected 3, as in the header",
  ],
  [
    "with a long line",
    'host,seconds,cached\n"a\nb",1,\na,1,,\n',
    ", line 4: number of cells is 4; expected 3, as in the header",
  ],
  [
    "with a number in words",
    "host,seconds,cached\na,one,\n",
    ', line 2: seconds is "one"; expected a finite number, or nothing',
  ],
  [
    "with a blank in a number",
    "host,seconds,cached\na, 1,\n",
    ', line 2: seconds is " 1"; expected a finite number, or nothing',
  ],
  [
    "with a number of another base",
    "host,seconds,cached\na,0x1F,\n",
    ', line 2: seconds is "0x1F"; expected a finite number',
  ],
  [
    "with an endless number",
    "host,seconds,cached\na,1e999,\n",
    ', line 2: seconds is "1e999"; expected a finite number',
  ],
  [
    "with a truth value in numbers",
    "host,seconds,cached\na,1,1\n",
    ', line 2: cached is "1"; expected true or false, or nothing',
  ],
  [
    "with quotes that stay open",
    'host,seconds,cached\na,1,\n"b,1,\n',
    ', line 3: quote is "open"; expected one that is closed before the end of the file',
  ],
  [
    "with quotes in a cell",
    'host,seconds,cached\na "b",1,\n',
    ', line 2: cell is "a \\"b\\""; expected one that is in quotes as a whole, or has none',
  ],
  [
    "with text behind quotes",
    'host,seconds,cached\n"a"b,1,\n"',
    ', line 2: cell is "\\"a\\""; expected one that is in quotes as a whole, or has none',
  ],
])("a file %s", (_, text, message) => {
  it("is refused with its line", () => {
    expect(() => read(text)).toThrow(`boots.csv${message}`)
  })
})
