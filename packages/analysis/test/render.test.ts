import * as aq from "arquero"
import { describe, expect, it } from "vitest"
import { lineChart } from "../src/index.ts"
import { renderFigure } from "../src/node/index.ts"
import { figureOf } from "./support/figureOf.ts"
import { charts } from "./support/figures.ts"
import { fullLoad } from "./support/migrations.ts"
import { decodePng } from "./support/png.ts"
import { textFaults } from "./support/texts.ts"

const white = 0xffffff

/** How many marks of a kind, such as `mark-line`, a picture shows, without those of axes and legends. */
function countMarks(svg: string, kind: string): number {
  const groups = svg.split('<g class="').filter((group) => group.startsWith(`${kind} role-mark `))
  return groups.reduce((sum, group) => sum + (group.match(/<(path|line|text)(?! class)/g)?.length ?? 0), 0)
}

describe.each(Object.entries(charts))("the chart %s", (id, { spec, marks, isFilled = false }) => {
  const rendered = renderFigure(figureOf(id, spec))

  it("shows each of its marks, and no number that is none", async () => {
    const { svg } = await rendered
    const counts = Object.keys(marks).map((kind) => [kind, countMarks(svg, kind)])
    expect(Object.fromEntries(counts)).toEqual(marks)
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/)
  })

  it("has no text that stands on another, leaves the picture, or was shortened", async () => {
    expect(textFaults((await rendered).svg)).toEqual([])
  })

  it("is a standalone SVG in DejaVu Sans with fallbacks, and needs no network", async () => {
    const { svg } = await rendered
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    const fonts = new Set(svg.match(/font-family="[^"]*"/g))
    expect(fonts).toEqual(new Set(['font-family="DejaVu Sans, Verdana, sans-serif"']))
    expect(svg).not.toMatch(/href="http|url\(http|<image/)
  })

  it("has a PNG of twice the size, white beside its marks, in many colours", async () => {
    const { svg, png } = await rendered
    const { width, height, colours } = decodePng(png)
    expect(svg).toContain(`width="${width / 2}" height="${height / 2}"`)
    expect(new Set(colours).size).toBeGreaterThan(20)
    const inked = colours.reduce((sum, colour) => sum + (colour === white ? 0 : 1), 0) / colours.length
    expect(inked).toBeGreaterThan(0.02)
    expect(inked).toBeLessThan(isFilled ? 0.85 : 0.5)
  })

  it("gives the same bytes again, alone and beside others", async () => {
    const again = await Promise.all([1, 2].map(() => renderFigure(figureOf(id, spec))))
    expect(again).toEqual([await rendered, await rendered])
  })
})

describe("renderFigure", () => {
  it("draws an arquero table like the same rows", async () => {
    const options = {
      x: { field: "rate", title: "rate" },
      y: { field: "time", title: "time", unit: "s" },
      series: { field: "model", title: "model" },
    }
    const table = lineChart({ data: aq.from([...fullLoad]), ...options })
    const rows = lineChart({ data: fullLoad as readonly object[], ...options })
    expect((await renderFigure(figureOf("a", table))).svg).toBe((await renderFigure(figureOf("a", rows))).svg)
  })

  it("keeps the figure's own words beside its pictures", async () => {
    const input = figureOf("line-chart", charts["line-chart"]!.spec)
    expect(await renderFigure(input)).toMatchObject(input)
  })

  it("repeats bootstrapped intervals, as vega's random numbers are seeded", async () => {
    const spec = {
      data: { values: fullLoad },
      mark: { type: "errorbar", extent: "ci" },
      encoding: { x: { field: "model", type: "nominal" }, y: { field: "time", type: "quantitative" } },
    }
    const [first, second] = await Promise.all([1, 2].map(() => renderFigure(figureOf("interval", spec))))
    expect(first?.svg).toBe(second?.svg)
  })

  it("refuses a spec of which vega-lite complains, with the figure and the complaint", async () => {
    const spec = { data: { values: [{ a: 1 }] }, mark: "point", encoding: { strokeDash: { expr: "1" } } }
    await expect(renderFigure(figureOf("broken", spec))).rejects.toThrow(
      /^figure "broken": the spec cannot be drawn: Dropping .* from channel "strokeDash"/,
    )
  })

  it("refuses what is no spec at all", async () => {
    await expect(renderFigure(figureOf("empty", {}))).rejects.toThrow(
      /^figure "empty": the spec cannot be drawn: /,
    )
  })
})
