import { spawnSync } from "node:child_process"
import { Trace, TraceTable } from "@placelab/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { pajeWriter, readPaje, traceFormats, writeTrace } from "../src/tables/index.ts"
import { text, traces } from "./support/arbitraries.ts"
import { pm, pop, push, tableOf, traceOf } from "./support/traces.ts"

const pajeOf = (trace: TraceTable) => [...writeTrace(traceFormats.paje, trace)].join("")

/** The lines behind the definitions of events. */
const eventsOf = (trace: TraceTable) =>
  pajeOf(trace)
    .split("\n")
    .filter((line) => !line.startsWith("%") && line !== "")

/** What happens in these lines: the ids of what stands at dates, with date, who and row. */
const placesOf = (trace: TraceTable) =>
  eventsOf(trace)
    .filter((line) => /^(8|9|10|11|12) /.test(line))
    .map((line) => {
      const [id, date, , , first, second] = line.replaceAll(/"[^"]*"/g, "_").split(" ")
      return [
        { 8: "push", 9: "pop", 10: "set", 11: "event", 12: "undated" }[id!],
        Number(date),
        id === "9" ? Number(first) : Number(second),
      ]
    })

it("a trace is written with types, containers, states, variables, events and links", () => {
  let now = 0
  const trace = new Trace(() => now)
  trace.track("node0", "PM").set("normal")
  now = 1.5
  trace.variable("node0", "LOAD").record(0.75)
  trace.track("vm-1", "SERVICE").push("migrate", { from: "node0", to: "node9" })
  now = 4
  trace.event("crash_event", "node0")
  trace.track("vm-1", "SERVICE").pop({ state: 0 })
  trace.close()
  expect(pajeOf(trace.records).split("\n").slice(0, 5)).toEqual([
    "%EventDef PajeDefineContainerType 0",
    "%  Alias string",
    "%  Type string",
    "%  Name string",
    "%EndEventDef",
  ])
  expect(eventsOf(trace.records)).toEqual([
    '0 pR 0 "run"',
    '0 pE pR "entity"',
    '4 pL pR pE pE "migration"',
    '2 pt1_0 pE "LOAD"',
    '3 pt2_1 pE "crash_event"',
    '5 pv2_1_0 pt2_1 "crash_event" "0.122 0.478 0.502"',
    '1 pt0_2 pE "SERVICE"',
    '5 pv0_2_0 pt0_2 "migrate" "0.071 0.208 0.357"',
    '1 pt0_3 pE "PM"',
    '5 pv0_3_1 pt0_3 "normal" "0.122 0.478 0.502"',
    '6 0 pR pR 0 "run"',
    '6 0 pc0 pE pR "node0"',
    '6 0 pc1 pE pR "vm-1"',
    '6 0 pm2 pE pR "node9"',
    '8 0 pt0_3 pc0 pv0_3_1 3 "%"',
    '10 1.5 pt1_0 pc0 0.75 0 "1.5"',
    '8 1.5 pt0_2 pc1 pv0_2_0 2 "{%22from%22:%22node0%22,%22to%22:%22node9%22,%22state%22:0}"',
    '13 1.5 pL pR "vm-1" pc0 2',
    '11 4 pt2_1 pc0 pv2_1_0 1 "%"',
    '9 4 pt0_2 pc1 2 "2.5"',
    '14 4 pL pR "vm-1" pm2 2',
    '9 4 pt0_3 pc0 3 "4"',
    "7 4 pE pc0",
    "7 4 pE pc1",
    "7 4 pE pm2",
    "7 4 pR pR",
  ])
})

it("inner states are popped before those around them, and pushed after", () => {
  const trace = traceOf(
    [
      push(0, "node0", "booked"),
      push(0, "node0", "reconfigure"),
      push(2, "node0", "compute"),
      pop(5, "node0"),
      pop(5, "node0"),
      push(5, "node0", "compute"),
      pop(9, "node0"),
    ],
    9,
  )
  expect(placesOf(trace)).toEqual([
    ["push", 0, 3],
    ["push", 0, 1],
    ["push", 2, 0],
    ["pop", 5, 0],
    ["pop", 5, 1],
    ["push", 5, 2],
    ["pop", 9, 2],
    ["pop", 9, 3],
  ])
})

it("a state without duration is pushed and popped at once, where its record stands among those of its date", () => {
  const trace = new TraceTable()
  const [vm, service, value] = [
    trace.entities.code("vm"),
    trace.states.code("SERVICE"),
    trace.values.code("on"),
  ]
  trace.addState(vm, service, value, 1, 4)
  trace.addState(vm, service, value, 5, 0)
  trace.addState(vm, service, value, 5, 3)
  expect(placesOf(trace)).toEqual([
    ["push", 1, 0],
    ["pop", 5, 0],
    ["push", 5, 1],
    ["pop", 5, 1],
    ["push", 5, 2],
    ["pop", 8, 2],
  ])
})

it("what ends on a date comes before what begins, whatever the order of the records", () => {
  const trace = tableOf([
    ["node0", "PM", "violation", 5, 3],
    ["node0", "PM", "normal", 1, 4],
  ])
  expect(placesOf(trace)).toEqual([
    ["push", 1, 1],
    ["pop", 5, 1],
    ["push", 5, 0],
    ["pop", 8, 0],
  ])
})

it("an end that rounding puts behind the begin of the next state is at that begin", () => {
  const [begin, next] = [0.3, 0.9]
  const trace = traceOf([pm(begin, "node0", "normal"), pm(next, "node0", "violation")], 60)
  // Else the test shows nothing.
  expect(begin + (next - begin)).toBeGreaterThan(next)
  const beyond = tableOf([
    ["node0", "PM", "normal", 1, 2 + 4e-10],
    ["node0", "PM", "violation", 3, 2],
  ])
  for (const table of [trace, beyond]) {
    const places = placesOf(table)
    expect(places.map(([what, , row]) => [what, row])).toEqual([
      ["push", 0],
      ["pop", 0],
      ["push", 1],
      ["pop", 1],
    ])
    expect(places[1]![1]).toBeLessThanOrEqual(places[2]![1] as number)
    expect([...readPaje(pajeOf(table), "x")].flatMap((piece) => [...piece])).toEqual([...table])
  }
})

it("an end that rounding puts before that of a state inside is at the same date", () => {
  const [begin, inside, end] = [1.1, 4.1000000000000005, 5.1000000000000005]
  const trace = traceOf([push(begin, "node0", "outer"), push(inside, "node0", "inner")], end)
  expect(begin + (end - begin)).toBeLessThan(inside + (end - inside))
  expect(placesOf(trace)).toEqual([
    ["push", begin, 1],
    ["push", inside, 0],
    ["pop", end, 0],
    ["pop", end, 1],
  ])
})

it("an event without a date stands at the first one", () => {
  const trace = new TraceTable()
  const [node, name] = [trace.entities.code("node0"), trace.states.code("crash_event")]
  trace.addEvent(node, name, 7)
  trace.addEvent(node, name, Number.NaN)
  trace.addEvent(node, name, 3)
  expect(placesOf(trace)).toEqual([
    ["undated", 3, 1],
    ["event", 3, 2],
    ["event", 7, 0],
  ])
})

it("aliases are like no name of the trace", () => {
  const trace = tableOf([
    ["pc0", "p_", "pE", 1, 2],
    ["run", "entity", "p__R", 1, 2],
  ])
  expect(eventsOf(trace).filter((line) => line.startsWith("6 "))).toEqual([
    '6 1 p___R p___R 0 "run"',
    '6 1 p___c0 p___E p___R "pc0"',
    '6 1 p___c1 p___E p___R "run"',
  ])
})

it.each([
  [
    "a state without a date",
    () => tableOf([["node0", "PM", "normal", Number.NaN, 1]]),
    "time is NaN; expected a date",
  ],
  [
    "a state that ends before it begins",
    () => tableOf([["node0", "PM", "normal", 1, -1]]),
    "duration is -1; expected a number of at least 0",
  ],
])("%s is not written", (_, trace, message) => {
  expect(() => pajeOf(trace())).toThrow(`trace, row 0: ${message}`)
})

describe("a file that is not of ours, or not whole,", () => {
  const whole = pajeOf(traceOf([pm(0, "node0", "normal"), pm(2, "node0", "violation")], 5))
  const lines = whole.split("\n")
  const header = lines.findLastIndex((line) => line.startsWith("%")) + 1
  const read = (text: string) => [...readPaje(text, "a.paje")]
  const at = (begin: string) => lines.findIndex((line) => line.startsWith(begin))

  it.each([
    [
      "of another program",
      "%EventDef PajeDefineContainerType 1\n",
      "line 1: the line is",
      "0 PajeDefineContainerType".slice(2),
    ],
    [
      "that is no Paje",
      "{}\n",
      "line 1: the line is",
      '"%EventDef PajeDefineContainerType 0", as in the traces that placelab writes',
    ],
    ["that is empty", "", "line 1: the line is", '"missing"; expected more of the trace'],
  ])("%s is refused", (_, content, where, what) => {
    expect(() => read(content)).toThrow(`a.paje, ${where}`)
    expect(() => read(content)).toThrow(what)
  })

  it("cut anywhere is refused in one line", () => {
    for (let length = 0; length < lines.length - 1; length++) {
      const part = lines.slice(0, length).join("\n")
      expect(() => read(part), `${length} lines`).toThrow(
        /^a\.paje, line \d+: the line is [^\n]+; expected [^\n]+$/,
      )
    }
  })

  it.each([
    ["an unknown event", "15 0 a b"],
    ["an event with too few fields", "8 0 pt0_0 pc0 pv0_0_0 7"],
    ["a container that is not there", '8 0 pt0_0 pc7 pv0_0_0 7 "%"'],
    ["a type that is not there", '8 0 pt0_7 pc0 pv0_0_0 7 "%"'],
    ["a value that is not there", '8 0 pt0_0 pc0 pv0_0_7 7 "%"'],
    ["a date in words", '8 noon pt0_0 pc0 pv0_0_0 7 "%"'],
    ["a row that is none", '8 0 pt0_0 pc0 pv0_0_0 1.5 "%"'],
    ["data that are none", '8 0 pt0_0 pc0 pv0_0_0 7 "["'],
    ["a state that was never pushed", '9 2 pt0_0 pc0 7 "2"'],
    ["a row that was pushed already", '8 0 pt0_0 pc0 pv0_0_0 0 "%"'],
    ["a duration below 0", '10 2 pt0_0 pc0 1 7 "-2"'],
    ["a duration that is none", '10 2 pt0_0 pc0 1 7 "%"'],
    ["a number that is none", '10 2 pt0_0 pc0 high 7 "1"'],
  ])("with %s is refused with its line", (_, line) => {
    const place = at("8 0 ") + 1
    expect(place).toBeGreaterThan(header)
    const wrong = [...lines.slice(0, place), line, ...lines.slice(place)].join("\n")
    expect(() => read(wrong)).toThrow(
      `a.paje, line ${place + 1}: the line is ${JSON.stringify(line)}; expected an event as placelab writes them in Paje`,
    )
  })

  it("with more behind its end, or a record that is missing, is refused", () => {
    expect(() => read(`${whole}7 5 pE pc0\n`)).toThrow(`a.paje, line ${lines.length}: `)
    const without = lines.filter((line) => !/^[89] .* 0 /.test(line) || line.startsWith("5 "))
    expect(without.length).toBe(lines.length - 2)
    expect(() => read(without.join("\n"))).toThrow("more of the trace")
  })
})

it("a record waits for those before it, and pieces come as soon as they are whole", () => {
  const trace = new TraceTable()
  const [node, load] = [trace.entities.code("node0"), trace.states.code("LOAD")]
  for (let i = 0; i < 20_000; i++) trace.addVariable(node, load, i, 20_000 - i, 1)
  const writer = pajeWriter()
  expect([...writer.add(trace)]).toEqual([])
  const pieces = [...readPaje(writer.end() as Iterable<string>, "x")]
  expect(pieces.flatMap(({ columns }) => [...columns.number])).toEqual(
    Array.from({ length: 20_000 }, (_, i) => i),
  )
})

/** PajeNG's reader, where it is installed: apt-get install pajeng. */
const hasPajeng = spawnSync("pj_dump", ["--version"]).error === undefined

describe.skipIf(!hasPajeng)("PajeNG (skipped where pj_dump is not installed)", () => {
  const dump = (trace: TraceTable) => {
    const { status, stdout, stderr } = spawnSync("pj_dump", ["--user-defined", "--float-precision=17"], {
      input: pajeOf(trace),
      encoding: "utf8",
    })
    expect([status, stderr]).toEqual([0, ""])
    return stdout.split("\n").filter((line) => line !== "")
  }

  it("finds the states, variables, events and links of a trace", () => {
    let now = 0
    const trace = new Trace(() => now)
    trace.track("node0", "PM").set("normal")
    now = 1.5
    trace.variable("node0", "LOAD").record(0.75)
    trace.track("vm-1", "SERVICE").push("migrate", { from: "node0", to: "node9" })
    now = 4
    trace.event("crash_event", "node0")
    trace.track("vm-1", "SERVICE").pop()
    trace.close()
    const lines = dump(trace.records).filter((line) => !line.startsWith("Container"))
    expect(lines.map((line) => line.replaceAll(/(\.\d+?)0+\b/g, "$1")).sort()).toEqual([
      "Event, node0, crash_event, 4.0, crash_event, 1, %",
      "Link, run, migration, 1.5, 4.0, 2.5, vm-1, node0, node9, 2",
      "State, node0, PM, 0.0, 4.0, 4.0, 0.0, normal, 3, %, 3, 4",
      "State, vm-1, SERVICE, 1.5, 4.0, 2.5, 0.0, migrate, 2, {%22from%22:%22node0%22,%22to%22:%22node9%22}, 2, 2.5",
      "Variable, node0, LOAD, 1.5, 4.0, 2.5, 0.75, 0, 1.5",
    ])
  })

  it("reads any trace that was recorded without complaint, each state of the length that it had", () => {
    const moment = fc.tuple(
      fc.constantFrom("a", "b"),
      fc.constantFrom("set", "push", "pop", "point"),
      text,
      fc.integer({ min: 0, max: 20 }).map((tenths) => tenths / 10),
    )
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
        let now = 0
        const trace = new Trace(() => now)
        for (const [entity, what, value, wait] of moments) {
          now += wait
          const track = trace.track(entity, "S")
          if (what === "point") trace.point(entity, "S", value)
          else if (what === "pop") track.pop()
          else track[what](value)
        }
        trace.close()
        const states = dump(trace.records).filter((line) => line.startsWith("State, "))
        // Of equal states without duration it keeps one.
        const lasting = states.filter((line) => Number(line.split(", ").at(-1)) > 0)
        expect(lasting.length).toBe(trace.records.columns.duration.filter((lasted) => lasted > 0).length)
        for (const line of states) {
          // The names may have commas: the duration is the sixth, and the last is what it was.
          const [duration, lasted] = [Number(line.split(", ")[5]), Number(line.split(", ").at(-1))]
          expect(Math.abs(duration - lasted)).toBeLessThan(1e-9)
        }
      }),
      { numRuns: 50 },
    )
  })

  it("reads any trace at all without complaint that has dates in range", () => {
    fc.assert(
      fc.property(traces(), (trace) => {
        const isTame =
          trace.columns.time.every((time) => !(Math.abs(time) > 1e9)) &&
          trace.columns.duration.every((lasted) => lasted < 1e9)
        fc.pre(isTame)
        dump(trace)
      }),
      { numRuns: 50 },
    )
  })
})
