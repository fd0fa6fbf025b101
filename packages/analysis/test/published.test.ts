import { describe, expect, it } from "vitest"
import {
  barChart,
  energyStack,
  lineChart,
  powerProfile,
  scatterPlot,
  stackedBarChart,
  type VegaLiteSpec,
  violationScatter,
} from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { energies, powers, violations } from "./support/clouds.ts"
import { figureOf } from "./support/figureOf.ts"

const data = [
  { load: "60 %", seconds: 10, model: "naive" },
  { load: "60 %", seconds: 20, model: "pre-copy" },
  { load: "80 %", seconds: 40, model: "naive" },
  { load: "80 %", seconds: 30, model: "pre-copy" },
]
const x = { field: "load", title: "CPU load" } as const
const y = { field: "seconds", title: "time", unit: "s" } as const
const series = { field: "model", title: "model" } as const

async function marksOf(spec: VegaLiteSpec, kind: string): Promise<string[]> {
  const { svg } = await renderFigure(figureOf("published", spec))
  const groups = svg.match(new RegExp(`<g class="mark-${kind} role-mark[^>]*>.*?</g>`, "gs")) ?? []
  return groups.flatMap((group) => group.match(/<(path|line)(?! class)[^>]*>/g) ?? [])
}

/** Where the middles of marks are, px. */
const placesOf = (marks: readonly string[]) =>
  marks.map((mark) =>
    mark
      .match(/translate\(([-\d.]+),([-\d.]+)\)/)!
      .slice(1)
      .map(Number),
  )

describe("published values beside bars", () => {
  it("stand at the bar of their series, or amid their group where they name none, at their height", async () => {
    const rows = [
      { load: "60 %", seconds: 20, model: "pre-copy" },
      { load: "80 %", seconds: 40 },
    ]
    const spec = barChart({ data, x, y, series, published: { label: "published", rows } })
    const bars = (await marksOf(spec, "rect")).map((bar) =>
      bar
        .match(/d="M([\d.]+),([\d.]+)h([\d.]+)/)!
        .slice(1)
        .map(Number),
    )
    const middle = (bar: number) => bars[bar]![0]! + bars[bar]![2]! / 2
    const [rim, atBar, , amid] = placesOf(await marksOf(spec, "symbol"))
    expect(rim).toEqual(atBar)
    expect(atBar).toEqual([expect.closeTo(middle(1), 6), expect.closeTo(bars[1]![1]!, 6)])
    expect(amid).toEqual([expect.closeTo((middle(2) + middle(3)) / 2, 6), expect.closeTo(bars[2]![1]!, 6)])
  })

  it("have a place of their own where nothing was regenerated", async () => {
    const rows = [{ load: "100 %", seconds: 70, model: "naive" }]
    const spec = barChart({ data, x, y, series, published: { label: "published", rows } })
    const { svg } = await renderFigure(figureOf("published", spec))
    for (const label of ["100 %", "published", "70"]) expect(svg).toContain(`>${label}<`)
  })

  it("are refused for a series that there is not", () => {
    const rows = [{ load: "60 %", seconds: 20, model: "post-copy" }]
    expect(() => barChart({ data, x, y, series, published: { label: "published", rows } })).toThrow(
      'order of "model": "post-copy" is in the data but not in ["naive","pre-copy"]',
    )
  })

  it("stand at the height of a whole stack", async () => {
    const published = { label: "published", rows: [{ load: "80 %", seconds: 70 }] }
    const spec = stackedBarChart({ data, x, y, series, published })
    const tops = (await marksOf(spec, "rect")).map((bar) => Number(bar.match(/d="M[\d.]+,([\d.]+)/)![1]))
    const [[, height]] = placesOf(await marksOf(spec, "symbol")) as [[number, number]]
    expect(height).toBeCloseTo(Math.min(...tops), 6)
  })
})

describe("a level", () => {
  it.each([
    ["a line chart", () => lineChart({ ...lines, published: { label: "published", level: 50 } })],
    ["a scatter plot", () => scatterPlot({ ...lines, published: { label: "published", level: 50 } })],
    ["bars", () => barChart({ data, x, y: cut, series, published: { label: "published", level: 50 } })],
    ["a power profile", () => powerProfile({ ...lines, limit: { label: "published", level: 50 } })],
  ])("beyond the ends of the axis of %s is refused, as it would be drawn off the panel", (_, chart) => {
    expect(chart).toThrow(
      'axis "time (s)": the level "published" is 50, expected it within the domain [0, 40]',
    )
  })

  const cut = { ...y, domain: [0, 40] } as const
  const lines = { data, x: { field: "seconds", title: "seconds" }, y: cut, series } as const
})

describe("a power profile", () => {
  it("is made of level and upright pieces only", async () => {
    const spec = powerProfile({
      data: powers(5),
      x: { field: "minute", title: "time", unit: "min" },
      y: { field: "kW", title: "power", unit: "kW" },
      series: { field: "way", title: "machines" },
      limit: { label: "contract", level: 14 },
    })
    for (const line of await marksOf(spec, "line")) {
      const points = [...line.matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(
        ([, a, b]) => [Number(a), Number(b)] as const,
      )
      expect(points).toHaveLength(11)
      points.slice(1).forEach(([right, down], i) => {
        expect(right === points[i]![0] || down === points[i]![1]).toBe(true)
      })
    }
  })
})

describe("an energy stack", () => {
  it("has the sum of its parts below the name of each bar, with three digits of the greatest", async () => {
    const spec = energyStack({
      data: energies(["none", "DVMS"]),
      x: { field: "scheduler", title: "scheduler" },
      energy: { field: "kWh", title: "energy", unit: "kWh" },
      part: { field: "part", title: "part" },
    })
    const { svg } = await renderFigure(figureOf("energy", spec))
    for (const label of ["none", "5.10 kWh", "DVMS", "4.80 kWh", "energy (kWh)", "booting"])
      expect(svg).toContain(`>${label}<`)
  })
})

describe("a scatter of violations", () => {
  it("has its axes in seconds, and smaller points where there are many", async () => {
    const scatter = (each: number) =>
      violationScatter({ data: violations(each), series: { field: "kind", title: "begun by" } })
    const { svg } = await renderFigure(figureOf("violations", scatter(10)))
    for (const label of ["begin of the violation (s)", "duration of the violation (s)", "in", "out"])
      expect(svg).toContain(`>${label}<`)
    const sizeOf = (spec: VegaLiteSpec) => (spec.mark as { size: number }).size
    expect(sizeOf(scatter(400))).toBeLessThan(sizeOf(scatter(10)))
  })
})
