import { TraceTable } from "@placelab/core"
import fc from "fast-check"
import type { Cell, TableColumn, TableSchema } from "../../src/tables/index.ts"

// The same cases in every run.
fc.configureGlobal({ seed: 2015 })

/** Texts with all that a format may take for its own. */
export const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  fc.string({
    unit: fc.constantFrom(",", '"', "\n", "\r", "\\", "%", "'", " ", "\t", "\0", "ä", "\u{1f600}", "{"),
  }),
  fc.constantFrom(
    "",
    "null",
    "NaN",
    "-1",
    "true",
    "__proto__",
    "\r\n",
    '""',
    "\ufeffa",
    "p_R",
    "run",
    "VARIABLE ",
  ),
)

/** Finite numbers, and among them the zero below zero, the greatest and the least. */
export const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(
    -0,
    0,
    0.1,
    1e21,
    1e-7,
    5e-324,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    2 ** 53,
    9.5367431640625e-7,
  ),
)

const ofType = { text, number, boolean: fc.boolean() }

function cell({ type, nullable = false }: TableColumn): fc.Arbitrary<Cell> {
  return nullable ? fc.option(ofType[type] as fc.Arbitrary<Cell>, { nil: null }) : ofType[type]
}

/** Rows of a schema. */
export function rowsOf({ columns }: TableSchema): fc.Arbitrary<Record<string, Cell>[]> {
  return fc.array(fc.record(Object.fromEntries(columns.map((column) => [column.name, cell(column)]))), {
    maxLength: 20,
  })
}

const column: fc.Arbitrary<TableColumn> = fc.record({
  name: fc
    .oneof(text, fc.constantFrom("a", "b,c", 'd"e', "f\ng", "toString"))
    .filter((name) => name !== "__proto__" && !name.startsWith("\ufeff")),
  type: fc.constantFrom("text", "number", "boolean"),
  meaning: text,
  nullable: fc.boolean(),
})

/** Any schema, with rows of it. */
export const anyTable: fc.Arbitrary<{ schema: TableSchema; rows: Record<string, Cell>[] }> = fc
  .uniqueArray(column, { minLength: 1, maxLength: 6, selector: ({ name }) => name })
  .map((columns) => ({ name: "any", columns }))
  .chain((schema) => rowsOf(schema).map((rows) => ({ schema, rows })))

const seconds = number.map(Math.abs)

function record(name: fc.Arbitrary<string>) {
  const data = fc.option(fc.dictionary(text, fc.oneof(text, number, fc.boolean()), { maxKeys: 4 }), {
    nil: undefined,
  })
  const common = { entity: name, state: name, time: number }
  return fc.oneof(
    fc.record({ ...common, kind: fc.constant("state" as const), value: name, duration: seconds, data }),
    fc.record({ ...common, kind: fc.constant("variable" as const), number, duration: number.map(Math.abs) }),
    fc.record({
      ...common,
      kind: fc.constant("event" as const),
      time: fc.oneof(number, fc.constant(Number.NaN)),
      data,
    }),
  )
}

/** Traces with names of `name`, in any order: as nobody records them. */
export function traces(name: fc.Arbitrary<string> = text, maxLength = 20): fc.Arbitrary<TraceTable> {
  const few = fc.uniqueArray(name, { minLength: 1, maxLength: 4 })
  const records = few.chain((names) => fc.array(record(fc.constantFrom(...names)), { maxLength }))
  return records.map((all) => {
    const table = new TraceTable()
    for (const each of all) {
      const [who, what] = [table.entities.code(each.entity), table.states.code(each.state)]
      if (each.kind === "variable") table.addVariable(who, what, each.number, each.time, each.duration)
      else if (each.kind === "event") table.addEvent(who, what, each.time, each.data)
      else table.addState(who, what, table.values.code(each.value), each.time, each.duration, each.data)
    }
    return table
  })
}
