import { type TraceRecord, TraceTable } from "@placelab/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviationOf, meanOf } from "../src/index.ts"
import {
  quantileError,
  sketchOf,
  summaryObject,
  summaryOf,
  type TraceSummary,
  traceSummaryMonoid,
} from "../src/tables/index.ts"
import { traces } from "./support/arbitraries.ts"
import { pm, pop, push, traceOf } from "./support/traces.ts"

const name = fc.constantFrom("PM", "SERVICE", "LOAD", "free", "a")

/** As traces are, with numbers whose sums no rounding hides. */
const tame = traces(name, 60).filter(
  (trace) =>
    trace.columns.duration.every((lasted) => lasted < 1e12) &&
    trace.columns.number.every((each) => !(Math.abs(each) > 1e12)),
)

/** Rows from `first` up to `end`, with the names of the whole. */
function piece(trace: TraceTable, first: number, end: number): TraceTable {
  const { kind, entity, state, value, number, time, duration } = trace.columns
  const table = new TraceTable(trace)
  for (let i = first; i < end; i++) {
    if (kind[i] === 0) table.addState(entity[i]!, state[i]!, value[i]!, time[i]!, duration[i]!, trace.data(i))
    else if (kind[i] === 1) table.addVariable(entity[i]!, state[i]!, number[i]!, time[i]!, duration[i]!)
    else table.addEvent(entity[i]!, state[i]!, time[i]!, trace.data(i))
  }
  return table
}

/** Equal but for the rounding of sums; all else to the last bit. */
function expectSame(a: TraceSummary, b: TraceSummary): void {
  const rounded = (summary: TraceSummary) => ({
    ...summary,
    states: new Map(
      Array.from(summary.states, ([state, values]) => [
        state,
        new Map(
          Array.from(values, ([value, { moments, ...rest }]) => [value, { ...rest, count: moments.count }]),
        ),
      ]),
    ),
    variables: new Map(Array.from(summary.variables, ([key, { sum: _, ...rest }]) => [key, rest])),
  })
  expect(rounded(a)).toEqual(rounded(b))
  for (const [state, values] of a.states) {
    for (const [value, { moments, max }] of values) {
      const other = b.states.get(state)!.get(value)!.moments
      expect(Math.abs(moments.sum - other.sum)).toBeLessThanOrEqual(
        moments.count * (1e-12 * max + Number.MIN_VALUE),
      )
      expect(Math.abs(moments.squares - other.squares)).toBeLessThanOrEqual(
        moments.count * (1e-12 * max ** 2 + Number.MIN_VALUE),
      )
    }
  }
  for (const [key, { sum, count, min, max }] of a.variables) {
    const most = Math.max(Math.abs(min), Math.abs(max))
    expect(Math.abs(sum - b.variables.get(key)!.sum)).toBeLessThanOrEqual(
      count * (1e-12 * most + Number.MIN_VALUE),
    )
  }
}

it("the summary of pieces is that of the whole, wherever it is cut, and however the pieces are grouped", () => {
  fc.assert(
    fc.property(tame, fc.array(fc.nat(60)), (trace, cuts) => {
      const ends = [...cuts.map((cut) => Math.min(cut, trace.length)), trace.length].sort((a, b) => a - b)
      const pieces = ends.map((end, i) => summaryOf(piece(trace, ends[i - 1] ?? 0, end)))
      const { concat, empty } = traceSummaryMonoid
      const whole = summaryOf(trace)
      expectSame(pieces.reduce(concat, empty), whole)
      expectSame(
        pieces.reduceRight((right, left) => concat(left, right), empty),
        whole,
      )
    }),
    { numRuns: 300 },
  )
})

it("nothing changes a summary to which it is added", () => {
  fc.assert(
    fc.property(tame, (trace) => {
      const summary = summaryOf(trace)
      const { concat, empty } = traceSummaryMonoid
      expect(concat(empty, summary)).toEqual(summary)
      expect(concat(summary, empty)).toEqual(summary)
    }),
  )
  expect(summaryOf(new TraceTable())).toEqual(traceSummaryMonoid.empty)
})

it("a summary is what the plain records say", () => {
  fc.assert(
    fc.property(tame, (trace) => {
      const records = [...trace]
      const summary = summaryOf(trace)
      const dated = records.filter(({ time }) => !Number.isNaN(time))
      expect(summary.rows).toBe(records.length)
      expect([...summary.entities].sort()).toEqual([...new Set(records.map(({ entity }) => entity))].sort())
      expect(summary.first).toBe(Math.min(...dated.map(({ time }) => time)))
      const end = (record: TraceRecord) =>
        record.kind === "state" ? record.time + record.duration : record.time
      expect(summary.last).toBe(Math.max(...dated.map(end)))
      for (const record of records) {
        const alike = records.filter(({ kind, state }) => kind === record.kind && state === record.state)
        if (record.kind === "event") {
          expect(summary.events.get(record.state)).toBe(alike.length)
        } else if (record.kind === "state") {
          const own = alike.filter(({ value }) => value === record.value).map(({ duration }) => duration)
          const { moments, min, max, sketch } = summary.states.get(record.state)!.get(record.value)!
          expect([moments.count, min, max]).toEqual([own.length, Math.min(...own), Math.max(...own)])
          expect(sketch).toEqual(sketchOf(own))
          expect(meanOf(moments)).toBeCloseTo(own.reduce((a, b) => a + b, 0) / own.length, 3)
        } else {
          const numbers = alike.map(({ value }) => value as number)
          const latest = Math.max(...alike.map(({ time }) => time))
          const { count, min, max, last } = summary.variables.get(record.state)!
          expect([count, min, max]).toEqual([numbers.length, Math.min(...numbers), Math.max(...numbers)])
          expect(last).toEqual({ time: latest, value: alike.findLast(({ time }) => time === latest)!.value })
        }
      }
    }),
  )
})

describe("by hand", () => {
  const trace = traceOf(
    [
      pm(0, "node0", "normal"),
      pm(0, "node1", "normal"),
      [10, (recorded) => recorded.variable("node0", "LOAD").record(0.5)],
      [12, (recorded) => recorded.event("crash_event", "node1")],
      push(20, "vm-1", "migrate"),
      pop(24, "vm-1"),
      pm(30, "node0", "violation"),
      [40, (recorded) => recorded.variable("node1", "LOAD").record(0.25)],
    ],
    100,
  )

  it("has counts, sums, deviations, extremes and quantiles", () => {
    const { states, variables, events, ...rest } = summaryObject(summaryOf(trace))
    expect(rest).toEqual({ rows: 7, entities: 3, first_s: 0, last_s: 100 })
    expect(events).toEqual([{ name: "crash_event", count: 1 }])
    expect(variables).toEqual([{ name: "LOAD", count: 2, sum: 0.75, min: 0.25, max: 0.5, last: 0.25 }])
    // normal lasts 30 and 100 s: 65 +- 35. The position of a quantile is rounded down, so of two it is the less but for p100.
    const lasting = (seconds: number) => ({ p50_s: seconds, p95_s: seconds, p99_s: seconds })
    const known = [
      {
        state: "PM",
        value: "normal",
        count: 2,
        total_s: 130,
        mean_s: 65,
        sd_s: 35,
        min_s: 30,
        max_s: 100,
        ...lasting(30),
      },
      {
        state: "PM",
        value: "violation",
        count: 1,
        total_s: 70,
        mean_s: 70,
        sd_s: 0,
        min_s: 70,
        max_s: 70,
        ...lasting(70),
      },
      {
        state: "SERVICE",
        value: "migrate",
        count: 1,
        total_s: 4,
        mean_s: 4,
        sd_s: 0,
        min_s: 4,
        max_s: 4,
        ...lasting(4),
      },
    ]
    states.forEach((row, i) => {
      for (const name of ["p50_s", "p95_s", "p99_s"] as const) {
        expect(Math.abs(row[name] / known[i]![name] - 1)).toBeLessThanOrEqual(quantileError + 1e-9)
        expect(row[name]).toBeGreaterThanOrEqual(row.min_s)
        expect(row[name]).toBeLessThanOrEqual(row.max_s)
      }
    })
    expect(states.map((row, i) => ({ ...row, ...lasting(known[i]!.p50_s) }))).toEqual(known)
  })

  it("has null dates where nothing has one, and is JSON", () => {
    const table = new TraceTable()
    table.addEvent(table.entities.code("a"), table.states.code("crash_event"), Number.NaN)
    const object = summaryObject(summaryOf(table))
    expect(object).toMatchObject({ rows: 1, entities: 1, first_s: null, last_s: null })
    expect(JSON.parse(JSON.stringify(object))).toEqual(object)
    expect(deviationOf({ count: 0, sum: 0, squares: 0 })).toBeNull()
  })
})
