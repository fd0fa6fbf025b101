import { expect, it } from "vitest"
import { plainColumns, Trace, type TraceRecord, traceKind } from "../../src/index.ts"

/** A trace whose clock the test sets. */
function traceAt(): { trace: Trace; at: (seconds: number) => Trace } {
  let now = 0
  const trace = new Trace(() => now)
  return {
    trace,
    at: (seconds) => {
      now = seconds
      return trace
    },
  }
}

/** Records in short: entity, value, time, duration. */
function inShort(records: Iterable<TraceRecord>): unknown[] {
  return [...records].map(({ entity, value, time, duration }) => [entity, value, time, duration])
}

it("a state is recorded when it ends, with the date of its begin", () => {
  const { trace, at } = traceAt()
  const pm = trace.track("node7", "PM")
  at(3)
  pm.set("violation")
  expect(trace.records.length).toBe(0)
  at(15.5)
  pm.set("normal")
  expect([...trace.records]).toEqual([
    {
      kind: "state",
      entity: "node7",
      state: "PM",
      value: "violation",
      time: 3,
      duration: 12.5,
      data: undefined,
    },
  ])
})

it("a pushed value goes on above the one below, which stays open", () => {
  const { trace, at } = traceAt()
  const service = trace.track("node0", "SERVICE")
  service.set("free")
  at(10)
  service.push("compute")
  at(12)
  expect(service.top).toBe("compute")
  service.pop()
  expect(service.top).toBe("free")
  expect(inShort(trace.records)).toEqual([["node0", "compute", 10, 2]])
})

it("set ends all values of the stack at once, innermost first", () => {
  const { trace, at } = traceAt()
  const pm = trace.track("node7", "PM")
  at(1)
  pm.set("violation")
  at(4)
  pm.push("violation-det")
  at(9)
  pm.set("normal")
  expect(inShort(trace.records)).toEqual([
    ["node7", "violation-det", 4, 5],
    ["node7", "violation", 1, 8],
  ])
  expect(pm.top).toBe("normal")
})

it("a value that is set again ends, and begins again", () => {
  const { trace, at } = traceAt()
  const pm = trace.track("node7", "PM")
  pm.set("normal")
  at(5)
  pm.set("normal")
  at(8)
  trace.close()
  expect(inShort(trace.records)).toEqual([
    ["node7", "normal", 0, 5],
    ["node7", "normal", 5, 3],
  ])
})

it("the data of begin and end are merged, and those of the end win", () => {
  const { trace } = traceAt()
  const service = trace.track("node0", "SERVICE")
  service.push("compute", { plan: 1, state: "unknown" })
  service.pop({ state: "SUCCESS", psize: 4 })
  service.push("compute", { plan: 2 })
  service.pop()
  service.push("compute")
  service.pop({ plan: 3 })
  service.push("compute")
  service.pop()
  expect([...trace.records].map(({ data }) => data)).toEqual([
    { plan: 1, state: "SUCCESS", psize: 4 },
    { plan: 2 },
    { plan: 3 },
    undefined,
  ])
})

it("a value that set begins keeps its data until it ends", () => {
  const { trace, at } = traceAt()
  const pm = trace.track("node7", "PM")
  pm.set("normal", { after: "load" })
  at(2)
  pm.set("violation")
  expect(trace.records.data(0)).toEqual({ after: "load" })
})

it("a pop of an empty stack records nothing", () => {
  const { trace } = traceAt()
  const service = trace.track("node0", "SERVICE")
  expect(service.top).toBeUndefined()
  service.pop({ state: "SUCCESS" })
  expect(trace.records.length).toBe(0)
})

it("the same names give the same track and the same variable", () => {
  const { trace } = traceAt()
  expect(trace.track("node7", "PM")).toBe(trace.track("node7", "PM"))
  expect(trace.variable("node7", "LOAD")).toBe(trace.variable("node7", "LOAD"))
  expect(trace.track("node7", "PM")).not.toBe(trace.track("node7", "SERVICE"))
  expect(trace.track("node7", "PM")).not.toBe(trace.track("node8", "PM"))
})

it("a variable lasts since it was written before, and at first since 0", () => {
  const { trace, at } = traceAt()
  const load = trace.variable("node7", "LOAD")
  at(4)
  load.record(60)
  at(9)
  trace.variable("node8", "LOAD").record(70)
  load.record(62.5)
  expect([...trace.records]).toEqual([
    { kind: "variable", entity: "node7", state: "LOAD", value: 60, time: 4, duration: 4, data: undefined },
    { kind: "variable", entity: "node8", state: "LOAD", value: 70, time: 9, duration: 9, data: undefined },
    { kind: "variable", entity: "node7", state: "LOAD", value: 62.5, time: 9, duration: 5, data: undefined },
  ])
})

it("an event has a date, and data where it was given some", () => {
  const { trace, at } = traceAt()
  at(900).event("crash_event", "node7")
  trace.event("crash_event", "node8", { reason: "power" })
  expect([...trace.records]).toEqual([
    {
      kind: "event",
      entity: "node7",
      state: "crash_event",
      value: undefined,
      time: 900,
      duration: 0,
      data: undefined,
    },
    {
      kind: "event",
      entity: "node8",
      state: "crash_event",
      value: undefined,
      time: 900,
      duration: 0,
      data: { reason: "power" },
    },
  ])
})

it("a point is a state of no duration, which leaves the track as it is", () => {
  const { trace, at } = traceAt()
  trace.track("vm-3", "SERVICE").set("migrate")
  at(7).point("vm-3", "SERVICE", "finished", { from: "node1" })
  expect(trace.track("vm-3", "SERVICE").top).toBe("migrate")
  expect([...trace.records]).toEqual([
    {
      kind: "state",
      entity: "vm-3",
      state: "SERVICE",
      value: "finished",
      time: 7,
      duration: 0,
      data: { from: "node1" },
    },
  ])
})

it("close ends the open states in the order in which their tracks were made", () => {
  const { trace, at } = traceAt()
  const first = trace.track("node0", "PM")
  const second = trace.track("node1", "PM")
  second.set("violation")
  first.set("violation")
  at(5)
  first.push("violation-det")
  at(30).close()
  expect(inShort(trace.records)).toEqual([
    ["node0", "violation-det", 5, 25],
    ["node0", "violation", 0, 30],
    ["node1", "violation", 0, 30],
  ])
})

it("a trace that is closed again stays as it is", () => {
  const { trace, at } = traceAt()
  trace.track("node0", "PM").set("normal")
  at(2).close()
  at(3).close()
  expect(trace.records.length).toBe(1)
})

it.each<[string, (trace: Trace) => void, string]>([
  ["a value that is set", (trace) => trace.track("node0", "PM").set("normal"), "node0 PM"],
  ["a value that is pushed", (trace) => trace.track("node0", "PM").push("normal"), "node0 PM"],
  ["a pop", (trace) => trace.track("node0", "PM").pop(), "node0 PM"],
  ["a number", (trace) => trace.variable("node0", "LOAD").record(1), "node0 LOAD"],
  ["an event", (trace) => trace.event("crash_event", "node0"), "node0 crash_event"],
  ["a point", (trace) => trace.point("vm-3", "migration", "finished"), "vm-3 migration"],
])("%s after the end of the trace is refused", (_, record, what) => {
  const { trace } = traceAt()
  trace.close()
  expect(() => record(trace)).toThrow(`trace: record after its end is "${what}"; expected none after close()`)
  expect(trace.records.length).toBe(0)
})

it.each([Number.NaN, Number.POSITIVE_INFINITY])("a variable of %d is refused", (value) => {
  const { trace } = traceAt()
  expect(() => trace.variable("node7", "LOAD").record(value)).toThrow(
    `trace of node7: LOAD is ${value}; expected a finite number, or no entry where it is not known`,
  )
  expect(trace.records.length).toBe(0)
})

it("data with a number that is not finite are refused", () => {
  const { trace } = traceAt()
  expect(() => trace.point("node7", "SERVICE", "reconfigure", { planned: Number.POSITIVE_INFINITY })).toThrow(
    "trace of node7, SERVICE: planned is Infinity; expected a finite number, or no entry where it is not known",
  )
  expect(trace.records.length).toBe(0)
})

it("columns hold codes, of which each column has its own names", () => {
  const { trace, at } = traceAt()
  trace.track("node7", "PM").set("normal")
  trace.variable("node7", "LOAD").record(60)
  at(2).event("crash_event", "node8")
  trace.close()
  const { entities, states, values, columns } = trace.records
  expect(columns.kind).toEqual(Uint8Array.of(traceKind.variable, traceKind.event, traceKind.state))
  expect([...columns.entity].map((code) => entities.name(code))).toEqual(["node7", "node8", "node7"])
  expect([...columns.state].map((code) => states.name(code))).toEqual(["LOAD", "crash_event", "PM"])
  expect([...columns.value]).toEqual([-1, -1, values.find("normal")])
  expect([...columns.number]).toEqual([60, Number.NaN, Number.NaN])
  expect([...columns.time]).toEqual([0, 2, 0])
  expect([...columns.duration]).toEqual([0, 0, 2])
})

it("a name that no row has is found with a code that no row has", () => {
  const { trace } = traceAt()
  trace.point("vm-3", "migration", "finished")
  expect(trace.records.values.find("failed")).toBe(-1)
  expect(trace.records.values.find("finished")).toBe(0)
  expect(trace.records.values.length).toBe(1)
})

it("a trace longer than its first columns keeps every row", () => {
  const { trace, at } = traceAt()
  const load = trace.variable("node7", "LOAD")
  for (let i = 1; i <= 1000; i++) {
    at(i)
    load.record(i / 8)
    if (i % 100 === 0) trace.point("node7", "SERVICE", "compute", { i })
  }
  const records = [...trace.records]
  expect(records.flatMap(({ kind, value }) => (kind === "variable" ? [value] : []))).toEqual(
    Array.from({ length: 1000 }, (_, i) => (i + 1) / 8),
  )
  expect(records.flatMap(({ time, data }) => (data === undefined ? [] : [[time, data.i]]))).toEqual(
    Array.from({ length: 10 }, (_, i) => [100 * (i + 1), 100 * (i + 1)]),
  )
})

it("a row that is not there is refused", () => {
  const { trace } = traceAt()
  trace.point("vm-3", "migration", "finished")
  expect(() => trace.records.record(1)).toThrow("trace: row is 1, expected one of the 1 from 0")
  expect(() => trace.records.record(-1)).toThrow(RangeError)
})

it("plain columns have the names and the data of every row", () => {
  const { trace, at } = traceAt()
  trace.track("node7", "PM").set("normal", { after: "load" })
  trace.variable("node7", "LOAD").record(60)
  at(2).event("crash_event", "node8")
  trace.close()
  expect(plainColumns(trace.records)).toEqual({
    kind: ["variable", "event", "state"],
    entity: ["node7", "node8", "node7"],
    state: ["LOAD", "crash_event", "PM"],
    value: [60, undefined, "normal"],
    time: Float64Array.of(0, 2, 0),
    duration: Float64Array.of(0, 0, 2),
    data: [undefined, undefined, { after: "load" }],
  })
})
