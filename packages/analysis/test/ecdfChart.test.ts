import { describe, expect, it } from "vitest"
import { checkFigure, ecdf, ecdfChart } from "../src/index.ts"
import { violations } from "./support/clouds.ts"
import { figureOf } from "./support/figureOf.ts"

const x = { field: "seconds", title: "duration", unit: "s" } as const
const series = { field: "by", title: "scheduler" } as const
const data = [8, 2, 2, 5].map((seconds) => ({ seconds, by: "DVMS" }))

/** The rows that are drawn. */
const stepsOf = (spec: object) =>
  (spec as { data: { values: { by: string; seconds: number; share: number }[] } }).data.values

describe("a chart of distribution functions", () => {
  it("has the steps of each series, from one end of the axis to the other", () => {
    const spec = ecdfChart({ data, x, series })
    checkFigure(figureOf("ecdf", spec))
    expect(stepsOf(spec).map(({ seconds, share }) => [seconds, share])).toEqual([
      [0, 0],
      [2, 0.5],
      [5, 0.75],
      [8, 1],
    ])
  })

  it("shows the part of the function within a domain, with what lies below it counted", () => {
    const spec = ecdfChart({ data, x: { ...x, domain: [3, 6] }, series })
    expect(stepsOf(spec).map(({ seconds, share }) => [seconds, share])).toEqual([
      [3, 0.5],
      [5, 0.75],
      [6, 0.75],
    ])
  })

  it("is nowhere further than half a pixel from the function, with as many steps as there are half pixels at most", () => {
    const rows = violations(10_000).filter(({ scheduler }) => scheduler === "DVMS")
    const spec = ecdfChart({
      data: rows,
      x: { field: "duration", title: "duration", unit: "s" },
      series: { field: "scheduler", title: "scheduler" },
    })
    const drawn = stepsOf(spec) as unknown as { duration: number; share: number }[]
    expect(drawn.length).toBeLessThanOrEqual(640 + 2)
    let at = 0
    for (const { value, share } of ecdf(rows.map(({ duration }) => duration))) {
      while (drawn[at + 1]!.duration <= value) at++
      expect(share - drawn[at]!.share).toBeGreaterThanOrEqual(0)
      expect(share - drawn[at]!.share).toBeLessThan(0.5 / 320)
    }
  })

  it("makes room for published quantiles", () => {
    const published = { label: "published", quantiles: [{ value: 19, share: 0.9 }] }
    const spec = ecdfChart({ data, x, series, published })
    expect(
      stepsOf(spec)
        .filter(({ by }) => by === "DVMS")
        .at(-1),
    ).toMatchObject({ seconds: 20, share: 1 })
    expect(stepsOf(spec).at(-1)).toEqual({ seconds: 19, share: 0.9, by: "published" })
  })

  it("refuses what has no distribution", () => {
    expect(() => ecdfChart({ data: [], x, series })).toThrow("ecdf chart: no rows, expected at least one")
    expect(() => ecdfChart({ data: [...data, { seconds: Number.NaN, by: "DVMS" }], x, series })).toThrow(
      "ecdf chart: row 4 has seconds = NaN, expected a finite number",
    )
    const log = { ...x, scale: "log" } as const
    expect(() => ecdfChart({ data: [{ seconds: 0, by: "DVMS" }], x: log, series })).toThrow(
      "ecdf chart: row 0 has seconds = 0, expected more than 0 on a log scale",
    )
  })
})
