import { describe, expect, it } from "vitest"
import { violationsOf } from "../src/index.ts"
import { batchOf, type TableSchema, tableOf, tableOfBatches, violationSchema } from "../src/tables/index.ts"
import { noticed, pm, traceOf } from "./support/traces.ts"

const schema: TableSchema = {
  name: "boots",
  columns: [
    { name: "host", type: "text", meaning: "which machine" },
    { name: "seconds", type: "number", unit: "s", meaning: "how long" },
    { name: "cached", type: "boolean", nullable: true, meaning: "whether its image was there" },
  ],
}

it("rows become a table with the columns of the schema, in its order; what a row has not is empty", () => {
  const table = tableOf(schema, [
    { cached: true, host: "a", seconds: 1.5 },
    { seconds: -0, host: "" },
  ])
  expect(table.columnNames()).toEqual(["host", "seconds", "cached"])
  expect(table.objects()).toEqual([
    { host: "a", seconds: 1.5, cached: true },
    { host: "", seconds: -0, cached: null },
  ])
})

it("no rows become a table with columns", () => {
  const table = tableOf(schema, [])
  expect([table.numRows(), table.columnNames()]).toEqual([0, ["host", "seconds", "cached"]])
})

it("the episodes of violations are a table as they are", () => {
  const moments = [pm(1, "node0", "violation"), noticed(2, "node0"), pm(5, "node0", "normal", "load")]
  const { episodes } = violationsOf(traceOf(moments, 20), { definition: "corrected", until: 20 })
  expect(tableOf(violationSchema, episodes).objects()).toEqual([
    { entity: "node0", begin: 1, duration: 4, kind: "in", detected: true, falsePositive: true },
  ])
})

describe.each<[string, object, string]>([
  [
    "an unknown column",
    { host: "a", second: 1 },
    'column name is "second"; expected a known one: did you mean "seconds"?',
  ],
  ["a missing column", { host: "a" }, "seconds is undefined; expected a finite number, in s"],
  ["an empty cell", { host: null, seconds: 1 }, "host is null; expected a text"],
  ["a number as text", { host: "a", seconds: "1" }, 'seconds is "1"; expected a finite number, in s'],
  [
    "a number that is none",
    { host: "a", seconds: Number.NaN },
    "seconds is NaN; expected a finite number, in s",
  ],
  ["an endless number", { host: "a", seconds: 1 / 0 }, "seconds is Infinity; expected a finite number, in s"],
  [
    "a truth value as number",
    { host: "a", seconds: 1, cached: 0 },
    "cached is 0; expected true or false, or nothing",
  ],
  ["a list", { host: ["a"], seconds: 1 }, 'host is ["a"]; expected a text'],
])("%s", (_, row, message) => {
  it("is refused with the row", () => {
    const right = { host: "a", seconds: 1 }
    expect(() => tableOf(schema, [right, right, row])).toThrow(`boots, row 2: ${message}`)
  })
})

it("a table of arquero is a batch when it has the columns of the schema, whatever else was done to it", () => {
  const table = tableOf(schema, [
    { host: "b", seconds: 2 },
    { host: "a", seconds: 1 },
    { host: "c", seconds: 3 },
  ])
  const seen = table.orderby("host").filter((row: { seconds: number }) => row.seconds < 3)
  const { length, columns } = batchOf(schema, seen.select("seconds", "cached", "host"))
  expect([length, ...columns]).toEqual([2, ["a", "b"], [1, 2], [null, null]])
  expect(tableOfBatches(schema, [batchOf(schema, seen), batchOf(schema, table)]).array("host")).toEqual([
    ..."ab",
    ..."bac",
  ])
})

it("a table of arquero with other columns, or cells of other types, is refused", () => {
  const table = tableOf(schema, [{ host: "b", seconds: 2 }])
  expect(() => batchOf(schema, table.rename({ host: "hots" }))).toThrow(
    'boots: column name is "hots"; expected a known one: did you mean "host"?',
  )
  expect(() => batchOf(schema, table.select("host", "seconds"))).toThrow(
    "boots: cached is undefined; expected true or false, or nothing",
  )
  expect(() =>
    batchOf(schema, table.derive({ seconds: (row: { seconds: number }) => row.seconds / 0 })),
  ).toThrow("boots, row 0: seconds is Infinity; expected a finite number, in s")
})
