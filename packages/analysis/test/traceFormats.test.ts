import { readJsonLines, TraceTable, writeJsonLines } from "@placelab/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  bytesSource,
  type Chunk,
  formatOf,
  type TraceFormat,
  tableOf,
  traceColumns,
  traceFormats,
  traceSchema,
  traceTableOf,
  writeTrace,
  written,
} from "../src/tables/index.ts"
import { text, traces } from "./support/arbitraries.ts"
import { tableOf as statesOf } from "./support/traces.ts"

const bytesOf = (chunks: Iterable<Chunk>) =>
  new Uint8Array(Buffer.concat(Array.from(chunks, (chunk) => Buffer.from(chunk as Uint8Array))))

async function recordsIn(format: TraceFormat, bytes: Uint8Array<ArrayBuffer>) {
  const pieces: TraceTable[] = []
  for await (const piece of format.read(bytesSource("file", bytes))) pieces.push(piece)
  expect(new Set(pieces.map(({ entities }) => entities)).size).toBeLessThan(2)
  return pieces.flatMap((piece) => [...piece])
}

/** Names that VMPlaceS' lines can hold. */
const plain = text
  .map((name) => name.trim())
  .filter((name) => !["", "VARIABLE", "trace_event"].includes(name))
/** Arrow's library drops a mark of byte order that a text begins with. */
const unmarked = text.filter((name) => !name.startsWith("\ufeff"))

const namesOf = (format: TraceFormat) =>
  format === traceFormats.vmplaces ? plain : format.name.startsWith("Arrow") ? unmarked : text

describe.each(Object.values<TraceFormat>(traceFormats))("$name", (format) => {
  it("gives a trace back as it was, to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(traces(namesOf(format)), async (trace) => {
        expect(await recordsIn(format, bytesOf(writeTrace(format, trace)))).toEqual([...trace])
      }),
      { numRuns: 300 },
    )
  })

  it("gives a trace back that was written in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(traces(namesOf(format), 6), { maxLength: 4 }), async (pieces) => {
        const bytes = bytesOf(written(format.writer(), pieces))
        expect(await recordsIn(format, bytes)).toEqual(pieces.flatMap((piece) => [...piece]))
      }),
    )
  })

  it("gives a trace without rows back", async () => {
    expect(await recordsIn(format, bytesOf(writeTrace(format, new TraceTable())))).toEqual([])
  })

  it("gives a trace of several batches back in pieces", async () => {
    const trace = new TraceTable()
    const [who, load] = [trace.entities.code("node0"), trace.states.code("LOAD")]
    for (let i = 0; i < 40_000; i++) trace.addVariable(who, load, i % 7, i, 1)
    const lengths: number[] = []
    let sum = 0
    for await (const piece of format.read(bytesSource("file", bytesOf(writeTrace(format, trace))))) {
      lengths.push(piece.length)
      sum += piece.columns.number.reduce((total, each) => total + each, 0)
    }
    expect(lengths).toEqual(format.name.startsWith("Arrow") ? [40_000] : [16_384, 16_384, 7_232])
    expect(sum).toBe(trace.columns.number.reduce((total, each) => total + each, 0))
  })
})

it("VMPlaceS' lines are those of core", () => {
  const trace = statesOf([["node0", "PM", "violation", 1, 2, { after: "load" }]])
  expect([...writeTrace(traceFormats.vmplaces, trace)]).toEqual([...writeJsonLines(trace)])
})

it("a name that VMPlaceS' lines cannot hold is refused with its row in the whole trace", () => {
  const fine = statesOf([["node0", "PM", "normal", 1, 2]])
  const reserved = statesOf([["node0", "VARIABLE", "normal", 1, 2]])
  expect(() => [...written(traceFormats.vmplaces.writer(), [fine, fine, reserved])]).toThrow("trace, row 2: ")
})

it("a trace is an arquero table and back, and a filtered one is the trace of what it shows", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      expect([...traceTableOf(traceColumns(trace))]).toEqual([...trace])
    }),
  )
  const trace = statesOf([
    ["node0", "PM", "violation", 1, 2],
    ["node0", "PM", "normal", 3, 2],
  ])
  const late = traceTableOf(traceColumns(trace).filter((row: { time: number }) => row.time > 2))
  expect([...late]).toEqual([...trace].slice(1))
})

const right = { kind: "state", entity: "node0", state: "PM", value: "normal", time: 1, duration: 2 }

it.each<[string, object, string]>([
  ["of no kind", { kind: "point" }, 'kind is "point"; expected state, variable or event'],
  [
    "of the kind of a prototype",
    { kind: "toString" },
    'kind is "toString"; expected state, variable or event',
  ],
  ["that ends before it begins", { duration: -1 }, "duration is -1; expected a number of at least 0, in s"],
  [
    "of a state without a date",
    { time: null },
    "time is null; expected a finite number, in s: a state has a date",
  ],
  ["of a state without a value", { value: null }, "value is null; expected a text: what the state was"],
  ["of a state with a number", { number: 1 }, "number is 1; expected nothing: a state has none"],
  [
    "of a variable with a value",
    { kind: "variable", number: 1 },
    'value is "normal"; expected nothing: a variable has none',
  ],
  [
    "of a variable without a number",
    { kind: "variable", value: null },
    "number is null; expected a finite number: what the variable was",
  ],
  [
    "of a variable with data",
    { kind: "variable", value: null, number: 1, data: "{}" },
    'data is "{}"; expected nothing: a variable has none',
  ],
  [
    "of an event with a duration",
    { kind: "event", value: null },
    "duration is 2; expected 0: an event has none",
  ],
  [
    "with data that are no JSON",
    { data: "{" },
    'data is "{"; expected a JSON object of texts, numbers and truth values',
  ],
  [
    "with a list as data",
    { data: "[]" },
    'data is "[]"; expected a JSON object of texts, numbers and truth values',
  ],
  ["with nested data", { data: '{"a":{}}' }, "expected a JSON object of texts, numbers and truth values"],
  [
    "with an endless number as data",
    { data: '{"a":1e999}' },
    "expected a JSON object of texts, numbers and truth values",
  ],
])("a row %s is refused", (_, change, message) => {
  const table = tableOf(traceSchema, [right, { ...right, ...change }])
  expect(() => traceTableOf(table)).toThrow("trace, row 1: ")
  expect(() => traceTableOf(table)).toThrow(message)
})

it("a row that is no record is refused with its line in the file", async () => {
  const csv =
    'kind,entity,state,value,number,time,duration,data\nstate,node0,PM,"a\nb",,1,2,\npoint,node0,PM,,,1,2,\n'
  await expect(recordsIn(traceFormats.csv, bytesOf([csv]))).rejects.toThrow('file, line 4: kind is "point"')
})

it.each([
  ["events.json", "VMPlaceS' JSON lines"],
  ["a.b/EVENTS.JSONL", "VMPlaceS' JSON lines"],
  ["x.paje", "Paje"],
  ["x.trace", "Paje"],
  ["x.json.csv", "CSV"],
  ["x.ndjson", "JSON lines"],
  ["x.arrow", "Arrow, file"],
  ["x.arrows", "Arrow, stream"],
  ["x.parquet", "Parquet"],
])("%s is a file of %s", (file, name) => {
  expect(formatOf(traceFormats, file).name).toBe(name)
})

it.each([
  ["a/trace.parket", ".parket", ': did you mean ".parquet"?'],
  ["trace", "", ""],
  ["a.json/trace", "", ""],
  ["trace.", ".", ""],
])("%s has no known extension", (file, extension, hint) => {
  expect(() => formatOf(traceFormats, file)).toThrow(
    `${file}: extension is "${extension}"; expected one of .json, .jsonl, .paje, .trace, .csv, .ndjson, .arrow, .arrows, .parquet${hint}`,
  )
})

it("what is written of a trace that was read is the same text", () => {
  const line =
    '{"event":"trace_event","origin":"node7","state_name":"PM","time":"0","value":"violation","data":"","duration":12.5}\n'
  expect([...writeTrace(traceFormats.vmplaces, readJsonLines(line))].join("")).toBe(line)
})
