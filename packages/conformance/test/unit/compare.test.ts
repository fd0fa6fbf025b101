import { expect, it } from "vitest"
import { compare } from "../../src/index.ts"

const tolerance = { rel: 1e-6, abs: 1e-9 }
const answer = {
  marks: { a: { t: 2, outcome: "ok" }, p: { t: 2, outcome: "ok", value: 1e9 } },
  actors: { x: { end: 2, killed: false } },
  host_energy: { h: 400 },
  link_energy: { l: 10 },
  end: 2,
}

it("equal answers, and numbers within the tolerance, have no differences", () => {
  expect(compare(answer, answer, tolerance)).toEqual([])
  expect(compare(answer, { ...answer, end: 2 * (1 + 9e-7) }, tolerance)).toEqual([])
  expect(compare({ end: 0 }, { end: 9e-10 }, tolerance)).toEqual([])
  expect(compare({ end: 0 }, { end: 2e-9 }, tolerance)).toHaveLength(1)
  expect(compare({ end: 2 }, { end: 2 * (1 + 2e-6) }, tolerance)).toHaveLength(1)
})

it.each([
  ["a date", { marks: { ...answer.marks, a: { t: 3, outcome: "ok" } } }, "marks.a.t", 2, 3],
  [
    "an outcome",
    { marks: { ...answer.marks, a: { t: 2, outcome: "timeout" } } },
    "marks.a.outcome",
    "ok",
    "timeout",
  ],
  [
    "a value",
    { marks: { ...answer.marks, p: { t: 2, outcome: "ok", value: 2e9 } } },
    "marks.p.value",
    1e9,
    2e9,
  ],
  ["a mark that was not reached", { marks: { p: answer.marks.p } }, "marks.a", answer.marks.a, undefined],
  [
    "a mark that was not expected",
    { marks: { ...answer.marks, b: { t: 1, outcome: "ok" } } },
    "marks.b",
    undefined,
    { t: 1, outcome: "ok" },
  ],
  ["the end of an actor", { actors: { x: { end: 3, killed: false } } }, "actors.x.end", 2, 3],
  ["a killed actor", { actors: { x: { end: 2, killed: true } } }, "actors.x.killed", false, true],
  ["an actor that is not there", { actors: {} }, "actors.x", answer.actors.x, undefined],
  ["joules of a host", { host_energy: { h: 401 } }, "host_energy.h", 400, 401],
  ["joules of a link", { link_energy: { l: 11 } }, "link_energy.l", 10, 11],
  ["the last date", { end: 2.1 }, "end", 2, 2.1],
])("%s that differs is found", (_, change, path, expected, found) => {
  expect(compare(answer, { ...answer, ...change }, tolerance)).toEqual([{ path, expected, found }])
})

it("values of a system are found by step and variable, the removed ones too", () => {
  expect(
    compare(
      {
        values: [
          [1, 2],
          [3, null],
        ],
      },
      {
        values: [
          [1, 2.5],
          [3, 0],
        ],
      },
      tolerance,
    ),
  ).toEqual([
    { path: "values.0.1", expected: 2, found: 2.5 },
    { path: "values.1.1", expected: null, found: 0 },
  ])
})
