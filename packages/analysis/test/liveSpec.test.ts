import { compile, type TopLevelSpec } from "vega-lite"
import { describe, expect, it } from "vitest"
import { canZoom, liveSpec } from "../src/browser/liveSpec.ts"
import type { VegaLiteSpec } from "../src/index.ts"
import { charts } from "./support/figures.ts"

const values = [{ a: 1, b: 2, c: "x" }]
const quantity = (field: string) => ({ field, type: "quantitative" })
const name = { field: "c", type: "nominal", legend: { columns: 4 } }
const bars = { data: { values }, mark: "bar", encoding: { x: quantity("a"), y: name } }

/** What vega-lite makes of a specification, with what it warns of. */
function compiled(spec: VegaLiteSpec) {
  const complaints: unknown[] = []
  const collect = (...message: unknown[]) => {
    complaints.push(message)
    return logger
  }
  const logger = {
    level: () => logger,
    error: collect,
    warn: collect,
    info: () => logger,
    debug: () => logger,
  } as never
  const { signals = [], marks = [] } = compile(spec as unknown as TopLevelSpec, { logger }).spec
  return { complaints, signals: signals.map((signal) => signal.name), clips: marks.map((mark) => mark.clip) }
}

describe("a live specification", () => {
  it("moves along the axes that are continuous, and no others", () => {
    const live = liveSpec(bars, 900) as { params: { select: { encodings: string[] } }[] }
    expect(live.params[0]!.select.encodings).toEqual(["x"])
    expect(canZoom({ ...bars, encoding: { x: name, y: name } })).toBe(false)
  })

  it("cuts marks at the border only when it was moved, and always where that was asked for", () => {
    const layer = [
      { mark: { type: "line", clip: false } },
      { mark: "point" },
      { mark: { type: "rule", clip: true } },
    ].map((view) => ({ ...view, encoding: { x: quantity("a"), y: quantity("b") } }))
    const moved = { signal: "isObject(shown_tuple)" }
    const { clips, signals } = compiled(liveSpec({ data: { values }, layer }, 900))
    expect(clips).toEqual([moved, moved, true])
    expect(signals).toContain("shown_tuple")
  })

  it("keeps what a specification can be moved by already", () => {
    const own = { name: "step", value: 1 }
    expect((liveSpec({ ...bars, params: [own] }, 900) as { params: unknown[] }).params[0]).toEqual(own)
  })

  it("is made to fit a narrow place, with fewer columns in its legends", () => {
    const layered = { data: { values }, width: 560, layer: [{ mark: "bar", encoding: bars.encoding }] }
    expect(liveSpec(layered, 334)).toMatchObject({
      width: 334,
      autosize: { type: "fit-x", contains: "padding" },
      layer: [{ encoding: { y: { legend: { columns: 2 } } } }],
    })
    expect(liveSpec(layered, 560)).not.toHaveProperty("autosize")
  })

  it("is the same where panels stand side by side", () => {
    const facets = { data: { values }, facet: name, spec: { ...bars } }
    expect(liveSpec(facets, 334)).toBe(facets)
    expect(canZoom(facets)).toBe(false)
  })

  it("leaves the specification that it was made from as it is", () => {
    const before = JSON.stringify(bars)
    liveSpec(bars, 100)
    expect(JSON.stringify(bars)).toBe(before)
  })

  it.each(Object.keys(charts))("of a %s is one that vega-lite takes without a warning", (kind) => {
    for (const width of [334, 900])
      expect(compiled(liveSpec(charts[kind]!.spec, width)).complaints).toEqual([])
  })
})
