import { describe, expect, it } from "vitest"
import { checkFigure, stackedAreaChart, type VegaLiteSpec } from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { figureOf } from "./support/figureOf.ts"

const data = [0, 1, 2].flatMap((hour) => [
  { hour, from: "grid", watts: 100 - 40 * hour, sun: 60 },
  { hour, from: "sun", watts: 50, sun: 60 },
])
const x = { field: "hour", title: "time", unit: "h" } as const
const y = { field: "watts", title: "power", unit: "W" } as const
const series = { field: "from", title: "from" } as const
const figure = (spec: VegaLiteSpec) => figureOf("areas", spec)

describe("a stacked area chart", () => {
  it("is plain JSON that can be drawn, its parts in the order of the legend, with an axis that holds their sum", async () => {
    const spec = stackedAreaChart({ data, x, y, series, line: { field: "sun", label: "sunshine" } })
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    checkFigure(figure(spec))
    const { svg } = await renderFigure(figure(spec))
    for (const label of ["grid", "sun", "sunshine", "power (W)", "time (h)", "160"])
      expect(svg).toContain(`>${label}<`)
    const reversed = stackedAreaChart({ data, x, y, series: { ...series, order: ["sun", "grid"] } })
    expect((await renderFigure(figure(reversed))).svg).not.toBe(svg)
  })

  it("refuses a series that its order lacks", () => {
    expect(() => stackedAreaChart({ data, x, y, series: { ...series, order: ["sun"] } })).toThrow(
      'order of "from": "grid" is in the data but not in ["sun"]',
    )
  })

  it("refuses a line that is named as a part", () => {
    expect(() => stackedAreaChart({ data, x, y, series, line: { field: "sun", label: "sun" } })).toThrow(
      'legend of "from": "sun" stands for two things, expected distinct names',
    )
  })
})
