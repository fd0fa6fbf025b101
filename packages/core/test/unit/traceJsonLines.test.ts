import { expect, it } from "vitest"
import {
  readJsonLineBatches,
  readJsonLines,
  Trace,
  type TraceData,
  TraceTable,
  writeJsonLines,
} from "../../src/index.ts"

const start =
  '{"event":"trace_event","origin":"simulator","state_name":"SIMULATION","time":"0.0","value":"START",' +
  '"data":{"algorithm":"distributed","server_count":32,"vm_count":320,"algorithm_details":{}},"duration":0.0}'

it("a trace is written as the lines of VMPlaceS' events.json", () => {
  let now = 0
  const trace = new Trace(() => now)
  trace.point("simulator", "SIMULATION", "START", { algorithm: "distributed", server_count: 32 })
  trace.track("node7", "PM").set("violation")
  now = 12.5
  trace.variable("node7", "LOAD").record(88)
  trace.event("crash_event", "node8")
  trace.event("crash_event", "node9", { reason: "power" })
  trace.close()
  expect([...writeJsonLines(trace.records)].join("")).toBe(
    `{"event":"trace_event","origin":"simulator","state_name":"SIMULATION","time":"0","value":"START","data":{"algorithm":"distributed","server_count":32},"duration":0}
{"event":"trace_event","origin":"node7","state_name":"VARIABLE","time":"12.5","value":"LOAD","data":{"value":88},"duration":12.5}
{"event":"crash_event","origin":"node8","time":"12.5"}
{"event":"crash_event","origin":"node9","time":"12.5","data":{"reason":"power"}}
{"event":"trace_event","origin":"node7","state_name":"PM","time":"0","value":"violation","data":"","duration":12.5}
`,
  )
})

it("a trace of no rows is written as no text", () => {
  expect([...writeJsonLines(new Trace(() => 0).records)]).toEqual([])
  expect(readJsonLines("").length).toBe(0)
})

it("lines of VMPlaceS are read: nested details are dropped, blanks passed over, and a crash has no date", () => {
  const table = readJsonLines(
    [
      start,
      "",
      '{"event": "trace_event", "origin": " node7 ", "state_name": "PM", "time": " 1.5E1 ", "value": "violation", "data": "", "duration": 9.25}',
      '{"event":"trace_event","origin":"node7","state_name":"VARIABLE","time":"20","value":"LOAD","data":{"value":88.5},"duration":3}\r',
      '{"event":"crash_event","origin":"node7"}',
      '{"event":"trace_event","origin":"node9","state_name":"PM","time":12,"value":"normal","duration":1}',
    ].join("\n"),
  )
  expect([...table]).toEqual([
    {
      kind: "state",
      entity: "simulator",
      state: "SIMULATION",
      value: "START",
      time: 0,
      duration: 0,
      data: { algorithm: "distributed", server_count: 32, vm_count: 320 },
    },
    {
      kind: "state",
      entity: "node7",
      state: "PM",
      value: "violation",
      time: 15,
      duration: 9.25,
      data: undefined,
    },
    { kind: "variable", entity: "node7", state: "LOAD", value: 88.5, time: 20, duration: 3, data: undefined },
    {
      kind: "event",
      entity: "node7",
      state: "crash_event",
      value: undefined,
      time: Number.NaN,
      duration: 0,
      data: undefined,
    },
    { kind: "state", entity: "node9", state: "PM", value: "normal", time: 12, duration: 1, data: undefined },
  ])
})

it("an event without a date is written without one", () => {
  const line = '{"event":"crash_event","origin":"node7"}\n'
  expect([...writeJsonLines(readJsonLines(line))].join("")).toBe(line)
})

it("text is read in chunks that end anywhere", () => {
  const text = `${start}\n{"event":"crash_event","origin":"node7","time":"3"}`
  const inOne = [...readJsonLines(text)]
  expect(inOne.length).toBe(2)
  for (let cut = 0; cut <= text.length; cut++) {
    expect([...readJsonLines([text.slice(0, cut), text.slice(cut)])]).toEqual(inOne)
  }
})

const state = { event: "trace_event", origin: "node7", state_name: "PM", time: "1", value: "normal" }
const variable = { ...state, state_name: "VARIABLE", value: "LOAD", duration: 1 }

it.each<[string, string, string]>([
  ["that is no JSON", '{"event":', 'the line is "{\\"event\\":"; expected a JSON object'],
  ["that is no object", "[1]", 'the line is "[1]"; expected a JSON object'],
  ["without event", '{"origin":"node7"}', "event is undefined; expected a text that is not empty"],
  [
    "without origin",
    '{"event":"crash_event","origin":" "}',
    'origin is " "; expected a text that is not empty',
  ],
  [
    "of a state without a name",
    JSON.stringify({ ...state, state_name: 3, duration: 1 }),
    "state_name is 3; expected a text that is not empty",
  ],
  [
    "of a state without a value",
    JSON.stringify({ ...state, value: null, duration: 1 }),
    "value is null; expected a text that is not empty",
  ],
  [
    "of a state with a date in words",
    JSON.stringify({ ...state, time: "noon", duration: 1 }),
    'time is "noon"; expected seconds, as a text or a number',
  ],
  [
    "of a state with an empty date",
    JSON.stringify({ ...state, time: "", duration: 1 }),
    'time is ""; expected seconds, as a text or a number',
  ],
  [
    "of a state without duration",
    JSON.stringify(state),
    "duration is undefined; expected a number of at least 0, in seconds",
  ],
  [
    "of a state that ends before it begins",
    JSON.stringify({ ...state, duration: -1 }),
    "duration is -1; expected a number of at least 0, in seconds",
  ],
  [
    "of a state with a list of data",
    JSON.stringify({ ...state, duration: 1, data: [1] }),
    'data is [1]; expected an object, or "" for none',
  ],
  [
    "of a variable without data",
    JSON.stringify(variable),
    "data.value is undefined; expected the number that the variable was",
  ],
  [
    "of a variable that is no number",
    JSON.stringify({ ...variable, data: { value: "high" } }),
    'data.value is "high"; expected the number that the variable was',
  ],
  [
    "of an event with an odd date",
    '{"event":"crash_event","origin":"node7","time":{}}',
    "time is {}; expected seconds, as a text or a number",
  ],
])("a line %s is refused with its number", (_, line, message) => {
  const text = `${start}\n\n${line}\n`
  expect(() => readJsonLines(text, "events.json")).toThrow(`events.json, line 3: ${message}`)
  expect(() => readJsonLines(text)).toThrow(`trace, line 3: ${message}`)
})

it("a state with the name of variables is not written", () => {
  const trace = new Trace(() => 0)
  trace.point("node7", "PM", "normal")
  trace.point("node7", "VARIABLE", "LOAD")
  expect(() => [...writeJsonLines(trace.records)]).toThrow(
    'trace, row 1: the name of a state is "VARIABLE"; expected another: it marks variables in this format',
  )
})

it("an event with the name of states is not written", () => {
  const trace = new Trace(() => 0)
  trace.event("trace_event", "node7")
  expect(() => [...writeJsonLines(trace.records)]).toThrow(
    'trace, row 0: the name of an event is "trace_event"; expected another: it marks states in this format',
  )
})

it("a variable may have the name of variables", () => {
  const trace = new Trace(() => 0)
  trace.variable("node7", "VARIABLE").record(1)
  const lines = [...writeJsonLines(trace.records)].join("")
  expect([...readJsonLines(lines)]).toEqual([...trace.records])
})

it("a text is read in pieces that have their names in common, and together are the whole", () => {
  const lines = Array.from(
    { length: 10 },
    (_, i) => `{"event":"crash_event","origin":"node${i % 3}","time":"${i}"}\n`,
  )
  const pieces = [...readJsonLineBatches(lines, "events.json", 4)]
  expect(pieces.map(({ length }) => length)).toEqual([4, 4, 2])
  expect(pieces.flatMap((piece) => [...piece])).toEqual([...readJsonLines(lines)])
  expect(new Set(pieces.map(({ entities }) => entities)).size).toBe(1)
  expect([...pieces[2]!.columns.entity]).toEqual([2, 0])
  expect([...readJsonLineBatches(lines.slice(0, 4), "events.json", 4)].length).toBe(1)
  expect([...readJsonLineBatches("\n", "events.json", 4)]).toEqual([])
})

it("a piece that cannot be read is refused when it is reached, with the line of the whole text", () => {
  const text = '{"event":"crash_event","origin":"node1"}\n'.repeat(5)
  const pieces = readJsonLineBatches(`${text}{}\n`, "events.json", 2)
  expect([pieces.next().done, pieces.next().done]).toEqual([false, false])
  expect(() => pieces.next()).toThrow("events.json, line 6: event is undefined")
})

it("the zero below zero, and data with names that objects have anyway, are the same after they were written and read", () => {
  const table = new TraceTable()
  const [node7, name] = [table.entities.code("node7"), table.states.code("LOAD")]
  const data = JSON.parse('{"__proto__":"one","a":-0,"constructor":2}') as TraceData
  table.addVariable(node7, name, -0, -0, -0)
  table.addEvent(node7, name, -0, data)
  const read = readJsonLines([...writeJsonLines(table)].join(""))
  expect([...read]).toStrictEqual([...table])
  expect(Object.is(read.data(1)?.a, -0)).toBe(true)
  expect(JSON.stringify(read.data(1))).toBe('{"__proto__":"one","a":0,"constructor":2}')
  expect(Object.is(read.columns.duration[0], -0)).toBe(true)
})

it("lists, nulls and objects among the data are dropped, and what has the name of a prototype is not", () => {
  const line = '{"event":"e","origin":"node7","data":{"__proto__":"one","b":[1],"c":null,"d":{},"e":true}}'
  expect(JSON.stringify(readJsonLines(line).data(0))).toBe('{"__proto__":"one","e":true}')
})

it("the row of a name that is not written is counted from where the piece begins", () => {
  const trace = new Trace(() => 0)
  trace.point("node7", "VARIABLE", "LOAD")
  expect(() => [...writeJsonLines(trace.records, 4000)]).toThrow("trace, row 4000: the name of a state")
})
