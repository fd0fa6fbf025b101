import { describe, expect, it } from "vitest"
import { checkFigure, ganttChart, type VegaLiteSpec } from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { figureOf } from "./support/figureOf.ts"

const data = ["EASY", "FCFS"].flatMap((policy) => [
  { policy, job: "running", from: 0, to: 6, first: 0, last: 4, how: "in turn" },
  { policy, job: "2", from: 0, to: 3, first: 5, last: 6, how: "in a hole" },
  { policy, job: "a job with a long name", from: 3, to: 3.5, first: 5, last: 5, how: "in turn" },
])
const x = { start: "from", end: "to", title: "time", unit: "min" } as const
const y = { first: "first", last: "last", title: "node", count: 8 } as const
const series = { field: "how", title: "began" } as const
const facet = { field: "policy", title: "schedule" } as const
const one = data.filter(({ policy }) => policy === "EASY")

const figure = (spec: VegaLiteSpec) => figureOf("gantt", spec)

async function drawn(spec: VegaLiteSpec) {
  checkFigure(figure(spec))
  const { svg } = await renderFigure(figure(spec))
  const bars = svg.match(/<g class="mark-rect role-mark[^>]*>.*?<\/g>/gs)?.join("") ?? ""
  const rectangles = [...bars.matchAll(/ d="M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)/g)].map((match) =>
    match.slice(1).map(Number),
  )
  return { svg, rectangles }
}

describe("a Gantt chart", () => {
  it("is plain JSON, and has a bar over the dates and the nodes of each row", async () => {
    const spec = ganttChart({ data: one, x, y, label: "job", series })
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    const { svg, rectangles } = await drawn(spec)
    expect(rectangles).toHaveLength(3)
    // 560 px for 6 min, 18 px a node from below: 5 nodes from 0; 2 nodes from 5
    const [running, two] = rectangles
    expect(running).toEqual([0, expect.closeTo(54, 6), expect.closeTo(560, 6), expect.closeTo(90, 6)])
    expect(two).toEqual([0, expect.closeTo(18, 6), expect.closeTo(280, 6), expect.closeTo(36, 6)])
    for (const label of ["running", "2", "time (min)", "node", "0", "7", "in turn", "in a hole"])
      expect(svg).toContain(`>${label}<`)
  })

  it("leaves out labels that their bars have no room for", async () => {
    const { svg } = await drawn(ganttChart({ data: one, x, y, label: "job", series }))
    expect(svg).not.toContain("a job with a long name")
  })

  it("writes in white on dark bars, and in black on light ones", async () => {
    const rows = ["dark", "between", "light"].map((how, i) => ({
      ...one[0]!,
      job: how.toUpperCase(),
      first: i,
      last: i,
      how,
    }))
    const { svg } = await drawn(ganttChart({ data: rows, x, y, label: "job", series }))
    const inkOf = (text: string) => svg.match(new RegExp(`fill="(#[0-9a-f]{6})"[^>]*>${text}<`))?.[1]
    expect([inkOf("DARK"), inkOf("LIGHT")]).toEqual(["#ffffff", "#000000"])
  })

  it("has a panel for each facet", async () => {
    const { svg, rectangles } = await drawn(ganttChart({ data, x, y, label: "job", series, facet }))
    expect(rectangles).toHaveLength(6)
    for (const label of ["schedule: EASY", "schedule: FCFS"]) expect(svg).toContain(`>${label}<`)
  })

  it("names some of many nodes", async () => {
    const { svg } = await drawn(ganttChart({ data: one, x, y: { ...y, count: 64 }, label: "job", series }))
    for (const label of ["0", "4", "60"]) expect(svg).toContain(`>${label}<`)
    expect(svg).not.toContain(">63<")
  })

  it("refuses a series that its order lacks", () => {
    expect(() => ganttChart({ data, x, y, label: "job", series: { ...series, order: ["in turn"] } })).toThrow(
      'order of "how": "in a hole" is in the data but not in ["in turn"]',
    )
  })
})
