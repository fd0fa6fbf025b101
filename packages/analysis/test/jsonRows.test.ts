import { describe, expect, it } from "vitest"
import {
  batchOf,
  jsonRowsWriter,
  migrationSchema,
  readJsonRows,
  tableOf,
  tableOfBatches,
  written,
} from "../src/tables/index.ts"

const row = {
  vm: "vm-1",
  from: "node0",
  to: null,
  begin: 1.5,
  duration: -0,
  outcome: "failed",
  end: null,
  plan: 3,
  requested: 2.5,
  served: null,
}
const line =
  '{"vm":"vm-1","from":"node0","to":null,"begin":1.5,"duration":-0,"outcome":"failed","end":null,"plan":3,"requested":2.5,"served":null}\n'
const read = (text: string) =>
  tableOfBatches(migrationSchema, readJsonRows(migrationSchema, text, "rows.ndjson")).objects()

it("a row is a flat object in a line, with all columns", () => {
  const batch = batchOf(migrationSchema, tableOf(migrationSchema, [row]))
  expect([...written(jsonRowsWriter(migrationSchema), [batch])].join("")).toBe(line)
})

it("fields may stand in any order, and those may be missing that may be empty", () => {
  expect(read(`${line}\n{"duration":2,"begin":1,"vm":"a"}`)).toEqual([
    row,
    { ...row, vm: "a", from: null, begin: 1, duration: 2, outcome: null, plan: null, requested: null },
  ])
})

it("more rows than a batch has are read in several", () => {
  const batches = [...readJsonRows(migrationSchema, line.repeat(16_385), "rows.ndjson")]
  expect(batches.map(({ length }) => length)).toEqual([16_384, 1])
  expect(batches[1]!.where(0)).toBe("rows.ndjson, line 16385")
})

describe.each([
  ["that is no JSON", "{", 'the line is "{"; expected a JSON object'],
  ["that is a list", "[]", 'the line is "[]"; expected a JSON object'],
  [
    "with an unknown field",
    '{"vm":"a","begin":1,"durations":2}',
    'column name is "durations"; expected a known one: did you mean "duration"?',
  ],
  ["without a field", '{"vm":"a","begin":1}', "duration is undefined; expected a finite number, in s"],
  ["with a nested field", '{"vm":{},"begin":1,"duration":1}', "vm is {}; expected a text"],
])("a line %s", (_, wrong, message) => {
  it("is refused with its number", () => {
    expect(() => read(`${line}\n${wrong}\n`)).toThrow(`rows.ndjson, line 3: ${message}`)
  })
})
