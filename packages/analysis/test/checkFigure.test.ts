import { describe, expect, it } from "vitest"
import { checkFigure, lineChart, type VegaLiteSpec } from "../src/index.ts"
import { charts, figureOf } from "./support/figures.ts"
import { fullLoad } from "./support/migrations.ts"

function messageOf(spec: VegaLiteSpec, id = "time-by-rate"): string {
  try {
    checkFigure(figureOf(id, spec))
    return "accepted"
  } catch (error) {
    return error instanceof RangeError ? error.message : `not a RangeError: ${String(error)}`
  }
}

/** Points of some rows, `a` along x and `b` along y. */
function points(values: readonly object[], y: object = {}): VegaLiteSpec {
  const encoding = {
    x: { field: "a", type: "quantitative" },
    y: { field: "b", type: "quantitative", ...y },
  }
  return { data: { values }, mark: "point", encoding }
}

describe("checkFigure", () => {
  it.each(Object.entries(charts))("accepts the chart %s", (id, { spec }) => {
    expect(messageOf(spec, id)).toBe("accepted")
  })

  it("names the figure, the unknown field and the fields there are", () => {
    const rows: readonly object[] = fullLoad
    const spec = lineChart({
      data: rows,
      x: { field: "rate", title: "rate" },
      y: { field: "tiem", title: "time" },
      series: { field: "model", title: "model" },
    })
    expect(messageOf(spec)).toBe(
      'figure "time-by-rate": y shows the field "tiem", which no row has, ' +
        'expected one of "rate", "load", "model", "time", "low", "high"',
    )
  })

  it.each([
    [
      "a field that one row lacks",
      points([{ a: 1, b: 1 }, { a: 2 }]),
      'row 1 has no "b", which y shows: add it, or leave the row out',
    ],
    ["NaN", points([{ a: 1, b: Number.NaN }]), "row 0 has b = NaN, expected a finite number, as y shows it"],
    [
      "a number in quotes",
      points([{ a: 1, b: "2" }]),
      "row 0 has b = 2, expected a finite number, as y shows it",
    ],
    [
      "zero on a log scale",
      points([{ a: 1, b: 0 }], { scale: { type: "log" } }),
      "row 0 has b = 0, expected more than 0 on the log scale of y",
    ],
    ["no rows", points([]), 'x shows the field "a" of no rows, expected at least one'],
    [
      "a field with a dot",
      points([{ a: 1, "b.c": 1 }], { field: "b.c" }),
      'y shows the field "b.c", but vega-lite reads dots and brackets as a path: rename it',
    ],
    [
      "data elsewhere",
      { ...points([]), data: { url: "rows.csv" } },
      "its data is not in the spec, expected rows in data.values",
    ],
  ])("refuses %s", (_, spec, problem) => {
    expect(messageOf(spec)).toBe(`figure "time-by-rate": ${problem}`)
  })

  it("refuses a published level that is no number", () => {
    const spec = lineChart({
      data: fullLoad,
      x: { field: "rate", title: "rate" },
      y: { field: "time", title: "time" },
      series: { field: "model", title: "model" },
      published: { label: "published", level: Number.NaN },
    })
    expect(messageOf(spec)).toBe('figure "time-by-rate": y shows the level NaN, expected a finite number')
  })

  it("looks into facets and concatenated views", () => {
    const inner = points([{ a: 1 }])
    expect(messageOf({ hconcat: [inner] })).toMatch(/y shows the field "b", which no row has/)
    const facet = {
      data: { values: [{ a: 1, b: 1 }] },
      facet: { row: { field: "c" } },
      spec: { mark: "point", encoding: {} },
    }
    expect(messageOf(facet)).toMatch(/row shows the field "c", which no row has, expected one of "a", "b"/)
  })

  it("leaves fields that a transform makes to vega-lite", () => {
    const spec = { ...points([{ a: 1 }]), transform: [{ calculate: "2 * datum.a", as: "b" }] }
    expect(messageOf(spec)).toBe("accepted")
  })

  it.each(["", "Time", "time by rate", "../time", "time--rate", "-time"])(
    "refuses the id %j, which is no file name",
    (id) => {
      expect(messageOf(points([{ a: 1, b: 1 }]), id)).toMatch(
        /^figure ".*": the id names its files, expected lower case/,
      )
    },
  )
})
