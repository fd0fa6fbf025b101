import { describe, expect, it } from "vitest"
import { lightnessRamp } from "../src/charts/palette.ts"
import { checkFigure, heatMap, type VegaLiteSpec } from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { loads } from "./support/clouds.ts"
import { toLab, toLinear } from "./support/colour.ts"
import { figureOf } from "./support/figureOf.ts"

const options = {
  x: { start: "from", end: "to", title: "time", unit: "s" },
  y: { field: "host", title: "host" },
  value: { field: "load", title: "load", unit: "of 8 cores" },
} as const
const cell = (host: string, from: number, load: number | null) => ({ host, from, to: from + 60, load })

async function drawn(spec: VegaLiteSpec) {
  checkFigure(figureOf("heat", spec))
  const { svg } = await renderFigure(figureOf("heat", spec))
  const cells = svg.match(/<g class="mark-rect role-mark[^>]*>.*?<\/g>/gs)?.join("") ?? ""
  const fills = [...cells.matchAll(/d="M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)[^>]* fill="([^"]+)"/g)]
  return {
    svg,
    cells: fills.map(([, x, y, width, height, fill]) => [...[x, y, width, height].map(Number), fill]),
  }
}

describe("a heat map", () => {
  it("is plain JSON, and has a cell from the begin to the end of each bin, in the line of its host", async () => {
    const data = [cell("a", 0, 0), cell("a", 60, 1), cell("b", 0, 0.5), cell("b", 60, 0.25)]
    const spec = heatMap({ data, ...options })
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    const { svg, cells } = await drawn(spec)
    // 560 px for two minutes, 18 px a host.
    expect(cells.map(([x, y, width, height]) => [x, y, width, height])).toEqual([
      [0, 0, 280, 18],
      [280, 0, 280, 18],
      [0, 18, 280, 18],
      [280, 18, 280, 18],
    ])
    for (const label of ["a", "b", "host", "time (s)", "load (of 8 cores)", "0.0", "1.0"])
      expect(svg).toContain(`>${label}<`)
    expect(svg).not.toContain("no value")
  })

  it("is darker where there is more, in even steps of lightness, so that a grey print keeps the order", async () => {
    const shades = Array.from({ length: 11 }, (_, i) => cell(`pm-${i}`, 0, i / 10))
    const { cells } = await drawn(heatMap({ data: shades, ...options }))
    const lightness = cells.map(([, , , , fill]) => {
      const [red, green, blue] = String(fill)
        .match(/\d+/g)!
        .map((part) => Number(part).toString(16).padStart(2, "0"))
      return toLab(toLinear(`#${red}${green}${blue}`))[0]
    })
    const [lightest, darkest] = lightnessRamp.map((colour) => toLab(toLinear(colour))[0])
    expect(lightest! - darkest!).toBeGreaterThan(70)
    const even = (lightest! - darkest!) / 10
    lightness.slice(1).forEach((value, i) => {
      expect(Math.abs(lightness[i]! - value - even)).toBeLessThan(0.15 * even)
    })
  })

  it("hatches what has no value: rows that lack, and null", async () => {
    const lacking = [cell("a", 0, 0.1), cell("a", 60, 0.2), cell("b", 0, 0.3)]
    const unknown = [...lacking, cell("b", 60, null)]
    for (const data of [lacking, unknown]) {
      const { svg, cells } = await drawn(heatMap({ data, ...options }))
      expect(cells).toHaveLength(3)
      expect(svg).toContain(">no value<")
    }
    // A bin that nobody has.
    const { svg } = await drawn(heatMap({ data: [cell("a", 0, 0.1), cell("a", 120, 0.2)], ...options }))
    expect(svg).toContain(">no value<")
  })

  it("names some of many hosts", async () => {
    const { svg } = await drawn(heatMap({ data: loads(300, 4), ...options }))
    // 2 px a host, and 13 px a name.
    for (const label of ["pm-0", "pm-7", "pm-294"]) expect(svg).toContain(`>${label}<`)
    expect(svg).not.toContain(">pm-1<")
  })

  it("refuses values that are no shares, bins without length, and hosts that its order lacks", () => {
    expect(() => heatMap({ data: [cell("a", 0, 40)], ...options })).toThrow(
      "heat map: row 0 has load = 40, expected 0..1",
    )
    expect(() => heatMap({ data: [{ ...cell("a", 60, 0.4), to: 60 }], ...options })).toThrow(
      "heat map: row 0 has from = 60 and to = 60, expected a later end",
    )
    const short = { ...options, y: { ...options.y, order: ["a"] } }
    expect(() => heatMap({ data: [cell("b", 0, 0.4)], ...short })).toThrow(
      'order of "host": "b" is in the data but not in ["a"]',
    )
  })

  it("refuses no rows, and rows without dates", () => {
    expect(() => heatMap({ data: [], ...options })).toThrow("heat map: no rows, expected at least one")
    const misspelt = { ...options, x: { ...options.x, end: "untl" } }
    expect(() => heatMap<object>({ data: [cell("a", 0, 0.4)], ...misspelt })).toThrow(
      "heat map: row 0 has untl = undefined, expected a finite number",
    )
  })

  it("leaves fields that no row has to the check of the figure", () => {
    const spec = heatMap<object>({
      data: [cell("a", 0, 0.4)],
      ...options,
      value: { field: "laod", title: "load" },
    })
    expect(() => checkFigure(figureOf("heat", spec))).toThrow(
      'color shows the field "laod", which no row has',
    )
  })
})
