import type { Trace } from "@placelab/core"
import { expect, it } from "vitest"
import { variableAt } from "../src/index.ts"
import { type Moment, traceOf } from "./support/traces.ts"

const load = (date: number, entity: string, value: number): Moment => [
  date,
  (trace: Trace) => trace.variable(entity, "LOAD").record(value),
]

it("a variable is what was written last, on the date or before it", () => {
  const trace = traceOf([load(10, "injector", 40), load(15, "node0", 99), load(20, "injector", 60)], 30)
  expect(variableAt(trace, "injector", "LOAD", [5, 10, 19, 20, 100])).toEqual([Number.NaN, 40, 40, 60, 60])
})

it("a variable that nobody wrote is no number", () => {
  expect(variableAt(traceOf([], 30), "injector", "LOAD", [5])).toEqual([Number.NaN])
})
