import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { runMetrics } from "../src/index.ts"
import {
  migrationRows,
  migrationSchema,
  runMetricsSchema,
  schemaMarkdown,
  schemaOfRows,
  type TableSchema,
  tableOf,
  traceSchema,
  violationSchema,
} from "../src/tables/index.ts"
import { pop, push, traceOf } from "./support/traces.ts"

const schemas: readonly TableSchema[] = [traceSchema, runMetricsSchema, violationSchema, migrationSchema]

describe.each(schemas)("the schema of $name", ({ name, columns }) => {
  it("has each column once, with a meaning", () => {
    expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length)
    expect(columns.filter(({ meaning }) => meaning.trim() === "")).toEqual([])
  })

  it("is what the documentation says", () => {
    const documentation = readFileSync(new URL("../TABLES.md", import.meta.url), "utf8")
    const [, part] = documentation.split(new RegExp(`<!-- (?:begin|end): ${name} -->\n`))
    expect(part).toBe(`${schemaMarkdown({ name, columns })}\n`)
  })
})

it("the documentation has tables of these schemas only", () => {
  const documentation = readFileSync(new URL("../TABLES.md", import.meta.url), "utf8")
  const named = Array.from(documentation.matchAll(/<!-- begin: (.+) -->/g), ([, name]) => name)
  expect(named).toEqual(schemas.map(({ name }) => name))
})

describe("the flat metrics of a run", () => {
  const empty = traceOf([], 100)
  const sites = { siteOf: new Map([["node0", "Rennes"]]) }

  it.each([
    { definition: "vmplaces", until: 100 },
    { definition: "corrected", until: 100, loadEvents: 3 },
    { definition: "corrected", until: 100, ...sites },
  ] as const)("have a column each, in their order, and fit into it: %j", (options) => {
    const metrics = runMetrics(empty, options)
    const names = runMetricsSchema.columns.map(({ name }) => name)
    expect(Object.keys(metrics)).toEqual(names.filter((name) => Object.hasOwn(metrics, name)))
    expect(Object.keys(metrics).filter((name) => !names.includes(name))).toEqual([])
    expect(tableOf(runMetricsSchema, [metrics]).object()).toEqual({
      ...Object.fromEntries(names.map((name) => [name, null])),
      ...metrics,
    })
  })

  it("have no other columns", () => {
    const metrics = runMetrics(empty, { definition: "corrected", until: 100, carbonIntensity: 50, ...sites })
    expect(runMetricsSchema.columns.map(({ name }) => name)).toEqual(Object.keys(metrics))
  })

  it("have the unit that their name ends with", () => {
    const unitOf = (name: string) => runMetricsSchema.columns.find((column) => column.name === name)?.unit
    expect(
      ["violation_s", "migration_mean_s", "energy_j", "violations", "plan_slip_mean"].map(unitOf),
    ).toEqual(["s", "s", "J", undefined, undefined])
  })
})

it("the migrations of a trace are rows, with what the trace says of them", () => {
  const trace = traceOf(
    [
      push(10, "vm-0", "migrate"),
      push(11, "vm-1", "migrate", { from: "node2", to: "node3" }),
      pop(14, "vm-1", { result: -1 }),
      pop(18, "vm-0", {
        from: "node0",
        to: "node1",
        state: 0,
        plan: 7,
        end: "converged",
        requested: 4.8,
        served: 4.5,
      }),
      push(90, "vm-2", "migrate"),
    ],
    100,
  )
  const rows = migrationRows(trace)
  expect(rows).toEqual([
    {
      vm: "vm-1",
      from: "node2",
      to: "node3",
      begin: 11,
      duration: 3,
      outcome: "failed",
      end: null,
      plan: null,
      requested: null,
      served: null,
    },
    {
      vm: "vm-0",
      from: "node0",
      to: "node1",
      begin: 10,
      duration: 8,
      outcome: "succeeded",
      end: "converged",
      plan: 7,
      requested: 4.8,
      served: 4.5,
    },
    {
      vm: "vm-2",
      from: null,
      to: null,
      begin: 90,
      duration: 10,
      outcome: null,
      end: null,
      plan: null,
      requested: null,
      served: null,
    },
  ])
  expect(tableOf(migrationSchema, rows).objects()).toEqual(rows)
})

describe("the schema of rows that nobody has declared", () => {
  const rows = [
    { scheduler: "dvms", hosts: 64, seed: 1, violation_s: 3.5, messages: 8, migration_mean_s: null },
    { scheduler: "none", hosts: 64, seed: 2, violation_s: 0, migration_mean_s: 8, sites: null },
  ]
  const hosts = { name: "hosts", type: "number", meaning: "how many machines" } as const
  const schema = schemaOfRows("sweep", rows, [hosts])

  it("has what is known of seeds, metrics and described columns, and the types of the others", () => {
    const known = (name: string) => runMetricsSchema.columns.find((column) => column.name === name)!
    const other = "an axis, or what a program has counted"
    expect(schema).toEqual({
      name: "sweep",
      columns: [
        { name: "scheduler", type: "text", nullable: false, meaning: other },
        hosts,
        { name: "seed", type: "number", meaning: "what the run was drawn from" },
        known("violation_s"),
        { name: "messages", type: "number", nullable: true, meaning: other },
        known("migration_mean_s"),
        { name: "sites", type: "text", nullable: true, meaning: other },
      ],
    })
  })

  it("holds these rows", () => {
    expect(tableOf(schema, rows).objects()).toEqual([
      { ...rows[0], sites: null },
      { ...rows[1], messages: null },
    ])
  })

  it("refuses a column of two types, and what no cell holds", () => {
    expect(() => schemaOfRows("sweep", [{ a: 1 }, { a: null }, { a: "1" }])).toThrow(
      'sweep, row 2: a is "1"; expected a number, as above',
    )
    expect(() => schemaOfRows("sweep", [{ a: [1] }])).toThrow(
      "sweep, row 0: a is [1]; expected a text, a number, true or false",
    )
    expect(() => schemaOfRows("sweep", [{ a: Number.NaN }])).toThrow(
      "sweep, row 0: a is NaN; expected a text",
    )
  })
})
