import { describe, expect, it } from "vitest"
import { checkFigure, stackedBarsOverTime, type VegaLiteSpec } from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { figureOf } from "./support/figureOf.ts"

const data = ["one", "other"].flatMap((by) =>
  [60, 120, 180].flatMap((date) => [
    { by, date, part: "computation", seconds: 4 },
    { by, date, part: "reconfiguration", seconds: by === "one" ? 17 : date / 4 },
  ]),
)
const x = { field: "date", title: "date", unit: "s" } as const
const y = { field: "seconds", title: "time", unit: "s" } as const
const series = { field: "part", title: "part" } as const
const facet = { field: "by", title: "by" } as const
const figure = (spec: VegaLiteSpec) => figureOf("bars", spec)

describe("stacked bars over time", () => {
  it("are plain JSON that can be drawn, a panel for each facet, with an axis that holds the sum of the parts", async () => {
    const spec = stackedBarsOverTime({ data, x, y, series, facet })
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    checkFigure(figure(spec))
    const { svg } = await renderFigure(figure(spec))
    for (const label of [
      "computation",
      "reconfiguration",
      "by: one",
      "by: other",
      "time (s)",
      "date (s)",
      "50",
    ])
      expect(svg).toContain(`>${label}<`)
  })

  it("have their parts in the order of the legend, whatever the order of the rows", async () => {
    const drawn = async (rows: typeof data, order = ["computation", "reconfiguration"]) => {
      const spec = stackedBarsOverTime({ data: rows, x, y, series: { ...series, order }, facet })
      const { svg } = await renderFigure(figure(spec))
      return [...svg.matchAll(/<path[^>]* d="(M[^"]*)"[^>]*>/g)].map(([, path]) => path).toSorted()
    }
    const mixed = data.toSorted((a, b) => a.by.localeCompare(b.by) || b.part.localeCompare(a.part))
    expect(await drawn(mixed)).toEqual(await drawn(data))
    expect(await drawn(data, ["reconfiguration", "computation"])).not.toEqual(await drawn(data))
  })

  it("refuse a series that their order lacks", () => {
    const short = { ...series, order: ["computation"] }
    expect(() => stackedBarsOverTime({ data, x, y, series: short, facet })).toThrow(
      'order of "part": "reconfiguration" is in the data but not in ["computation"]',
    )
  })
})
