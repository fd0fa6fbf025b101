import { describe, expect, it } from "vitest"
import { niceDomain } from "../src/charts/niceDomain.ts"
import { seriesLooks } from "../src/charts/palette.ts"
import {
  barChart,
  lineChart,
  scatterAgainstIdentity,
  scatterPlot,
  stackedAreaChart,
  stackedBarChart,
} from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { applied, deficiencies, distance, toLab, toLinear } from "./support/colour.ts"
import { figureOf } from "./support/figureOf.ts"
import { fullLoad, pairs } from "./support/migrations.ts"

const x = { field: "rate", title: "memory update rate", unit: "%" } as const
const y = { field: "time", title: "migration time", unit: "s" } as const
const series = { field: "model", title: "model" } as const

describe("the palette", () => {
  const looks = seriesLooks(["a", "b", "c", "d", "e", "f"], "line and point")

  it("differs in lightness by 8 L*, from one series to the next by 20, so that a grey print keeps them apart", () => {
    const lightness = looks.map(({ colour }) => toLab(toLinear(colour))[0])
    const sorted = lightness.toSorted((a, b) => a - b)
    sorted.slice(1).forEach((value, index) => {
      expect(value - sorted[index]!).toBeGreaterThan(8)
    })
    lightness.slice(1).forEach((value, index) => {
      expect(Math.abs(value - lightness[index]!)).toBeGreaterThan(20)
    })
    expect(sorted.at(-1)).toBeLessThan(80.5)
  })

  it.each(Object.entries(deficiencies))("differs by 20 (CIE 1976) for %s readers", (_, matrix) => {
    const seen = looks.map(({ colour }) => toLab(applied(matrix, toLinear(colour))))
    seen.forEach((one, index) => {
      for (const other of seen.slice(0, index)) expect(distance(one, other)).toBeGreaterThan(20)
    })
  })

  it("gives each series a dash and a shape of its own", () => {
    expect(new Set(looks.map(({ dash }) => dash.join())).size).toBe(6)
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(6)
  })
})

describe("a chart", () => {
  it("refuses a seventh series, and says what to do", () => {
    const data = Array.from({ length: 7 }, (_, index) => ({ rate: 1, time: 1, model: `model ${index}` }))
    expect(() => lineChart({ data, x, y, series })).toThrow(
      "series: 7 of them, expected at most 6 in one chart: facet it, or leave some out",
    )
  })

  it("refuses a series that its order lacks", () => {
    expect(() => lineChart({ data: fullLoad, x, y, series: { ...series, order: ["naive"] } })).toThrow(
      'order of "model": "pre-copy" is in the data but not in ["naive"]: add it, or leave its rows out',
    )
  })

  it("refuses published values that are named as a series", () => {
    expect(() =>
      lineChart({ data: fullLoad, x, y, series, published: { label: "naive", level: 1 } }),
    ).toThrow('legend of "model": "naive" stands for two things, expected distinct names')
  })

  it.each([
    [[40, 0], "expected two finite numbers in rising order"],
    [[0, Number.NaN], "expected two finite numbers in rising order"],
  ] as const)("refuses the domain %j", (domain, expected) => {
    expect(() => lineChart({ data: fullLoad, x, y: { ...y, domain }, series })).toThrow(
      `axis "migration time": domain is [${domain.join(", ")}], ${expected}`,
    )
  })

  it("refuses a log scale from 0", () => {
    expect(() => lineChart({ data: fullLoad, x, y: { ...y, scale: "log", domain: [0, 1] }, series })).toThrow(
      'axis "migration time": domain is [0, 1], expected two finite numbers in rising order, above 0 on a log scale',
    )
  })

  it("copies its rows, so that a later change does not reach the figure", () => {
    const data = [{ rate: 0, time: 8, model: "naive" }]
    const spec = lineChart({ data, x, y, series })
    data[0]!.time = 9
    expect(spec.data).toEqual({ values: [{ rate: 0, time: 8, model: "naive" }] })
  })

  it("lets bars begin at the end of a log axis, which has no 0", () => {
    const spec = barChart({ data: fullLoad, x: series, y: { ...y, scale: "log" }, series })
    const [bars] = spec.layer as { encoding: { y: { scale: { domain: number[] } }; y2: object } }[]
    expect(bars!.encoding.y2).toEqual({ datum: bars!.encoding.y.scale.domain[0] })
  })

  it("is plain JSON", () => {
    const charts = [
      lineChart({ data: fullLoad, x, y, series, points: true }),
      barChart({ data: fullLoad, x: series, y, series }),
      scatterPlot({ data: fullLoad, x, y, series }),
      stackedBarChart({ data: fullLoad, x: series, y, series, limit: { field: "time", label: "limit" } }),
      scatterAgainstIdentity({
        data: pairs,
        measured: { field: "measured", title: "measured" },
        predicted: { field: "predicted", title: "predicted" },
        series: { field: "workingSet", title: "working set" },
      }),
    ]
    for (const spec of charts) expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
  })

  it.each([
    ["bars", stackedBarChart],
    ["areas", stackedAreaChart],
  ] as const)("of stacked %s keeps a field of the data that is called part", async (_, stacked) => {
    const data = ["low", "high"].map((part) => ({ rate: 1, time: 1, part }))
    const spec = stacked({
      data,
      x: { field: "rate", title: "rate" },
      y,
      series: { field: "part", title: "part" },
    })
    const { svg } = await renderFigure(figureOf("parts", spec))
    const drawn = svg.match(/<g class="mark-(rect|area) role-mark[^>]*>.*?<\/g>/gs)?.join("") ?? ""
    for (const { colour } of seriesLooks(["low", "high"], "bar")) expect(drawn).toContain(colour)
  })

  it("knows the fields of typed rows", () => {
    // @ts-expect-error: rows have no field "tiem"
    lineChart({ data: fullLoad, x, y: { field: "tiem", title: "time" }, series })
  })
})

describe("niceDomain", () => {
  it.each([
    ["linear", [8, 82], [0, 100]],
    ["linear", [8, 21], [0, 25]],
    ["linear", [-3, 12], [-5, 15]],
    ["linear", [0.001, 0.0042], [0, 0.005]],
    ["linear", [0, 0], [0, 1]],
    ["log", [8, 82], [5, 100]],
    ["log", [10, 1000], [10, 1000]],
    ["log", [0.03, 0.4], [0.02, 0.5]],
  ] as const)("holds on a %s axis %j within %j", (scale, values, expected) => {
    const [start, end] = niceDomain(values, scale)
    expect(start).toBeCloseTo(expected[0], 12)
    expect(end).toBeCloseTo(expected[1], 12)
  })

  it("holds more values than a call can have arguments", () => {
    expect(
      niceDomain(
        Array.from({ length: 500_000 }, (_, i) => i / 10_000),
        "linear",
      ),
    ).toEqual([0, 50])
  })
})
