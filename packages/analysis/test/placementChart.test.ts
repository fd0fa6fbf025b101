import { describe, expect, it } from "vitest"
import { hatchPath } from "../src/charts/hatch.ts"
import { alarm } from "../src/charts/palette.ts"
import { placementLanes } from "../src/charts/placementLanes.ts"
import { checkFigure, placementChart, type VegaLiteSpec } from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { toLab, toLinear } from "./support/colour.ts"
import { figureOf } from "./support/figureOf.ts"

const residencies = [
  { vm: "vm-0", host: "a", from: 0, to: 56 },
  { vm: "vm-1", host: "a", from: 0, to: 28 },
  { vm: "vm-1", host: "b", from: 28, to: 56 },
]
const migrations = [{ vm: "vm-1", source: "a", target: "b", begin: 14, end: 28 }]
const violations = [{ host: "a", from: 7, to: 28 }]

async function drawn(spec: VegaLiteSpec) {
  checkFigure(figureOf("placement", spec))
  const { svg } = await renderFigure(figureOf("placement", spec))
  const marks = (kind: string) =>
    svg.match(new RegExp(`<g class="mark-${kind} role-mark[^>]*>.*?</g>`, "gs")) ?? []
  const rectangles = marks("rect")
    .join("")
    .matchAll(/ d="M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)/g)
  return { svg, marks, rectangles: [...rectangles].map((match) => match.slice(1).map(Number)) }
}

describe("a chart of a placement", () => {
  it("is plain JSON, and has a block for each residency, in a lane of its host", async () => {
    const spec = placementChart({ residencies, migrations: [], violations: [] })
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    const { svg, rectangles } = await drawn(spec)
    // 10 px a second; lanes of 14 px, less the slit between blocks, and half a lane between the hosts.
    expect(rectangles).toEqual([
      [0, 0, 560, expect.closeTo(12.5, 6)],
      [0, 14, 280, expect.closeTo(12.5, 6)],
      [280, 35, 280, expect.closeTo(12.5, 6)],
    ])
    for (const label of ["vm-0", "vm-1", "a", "b", "host", "time (s)", "VM stays"])
      expect(svg).toContain(`>${label}<`)
    for (const label of ["VM moves", "migration", "violation"]) expect(svg).not.toContain(`>${label}<`)
  })

  it("links the lane that a VM leaves and the one that it comes to, while it migrates", async () => {
    const { svg, marks } = await drawn(placementChart({ residencies, migrations, violations: [] }))
    const lines = [
      ...marks("rule")
        .join("")
        .matchAll(/translate\(([-\d.]+),([-\d.]+)\)" x2="([-\d.]+)" y2="([-\d.]+)"/g),
    ]
    // From the middle of the second lane to that of the fourth, half a lane lower: 14 s, and 21 px.
    for (const line of lines) expect(line.slice(1).map(Number)).toEqual([140, 21, 140, 21])
    expect(lines).toHaveLength(2)
    for (const label of ["VM stays", "VM moves", "migration"]) expect(svg).toContain(`>${label}<`)
  })

  it("hatches and outlines violations over all lanes of their host, dark enough for a grey print", async () => {
    const { svg, marks, rectangles } = await drawn(placementChart({ residencies, migrations, violations }))
    expect(rectangles.at(-1)).toEqual([70, 0, 210, 28])
    expect(marks("symbol")[0]).toContain(hatchPath(210, 28).slice(0, 12))
    expect(svg).toContain(">violation<")
    const lightness = [alarm, "#a4cbea", "#e6e6e6"].map((colour) => toLab(toLinear(colour))[0])
    expect(Math.min(lightness[1]!, lightness[2]!) - lightness[0]!).toBeGreaterThan(40)
  })

  it("leaves out names that their blocks have no room for", async () => {
    const short = [...residencies, { vm: "vm-with-a-long-name", host: "b", from: 0, to: 8 }]
    const { svg } = await drawn(placementChart({ residencies: short, migrations: [], violations: [] }))
    expect(svg).not.toContain("vm-with-a-long-name")
  })

  it("points a migration that has not ended at its target as a whole", async () => {
    const spec = placementChart({
      residencies: residencies.slice(0, 1),
      migrations: [{ vm: "vm-0", source: "a", target: "b", begin: 28, end: 56 }],
      violations: [],
    })
    expect((await drawn(spec)).svg).toContain(">b<")
  })

  it("has the hosts in an order that is asked for, those without VMs too", async () => {
    const { svg } = await drawn(
      placementChart({ residencies, migrations: [], violations: [], hosts: ["c", "b", "a"] }),
    )
    expect(svg).toContain(">c<")
    expect(svg.indexOf(">c<")).toBeLessThan(svg.indexOf(">a<"))
  })

  it("refuses what cannot have been", () => {
    expect(() => placementChart({ residencies: [], migrations, violations })).toThrow(
      "placement: no residencies, expected at least one",
    )
    expect(() =>
      placementChart({
        residencies: [{ vm: "vm-0", host: "a", from: 5, to: 5 }],
        migrations: [],
        violations,
      }),
    ).toThrow('placement: "vm-0" is on "a" from 5 to 5, expected a later end')
    const never = Number.NaN
    expect(() =>
      placementChart({ residencies, migrations, violations: [{ host: "a", from: 7, to: never }] }),
    ).toThrow('placement: "a" is in violation from 7 to NaN, expected a later end')
    expect(() =>
      placementChart({ residencies, migrations: [{ ...migrations[0]!, end: 13 }], violations }),
    ).toThrow('placement: "vm-1" migrates from 14 to 13, expected a later end')
    expect(() =>
      placementChart({ residencies, migrations: [{ ...migrations[0]!, source: "b" }], violations }),
    ).toThrow('placement: "vm-1" migrates from "b" at 14, but is not there then: add its residency')
    expect(() => placementChart({ residencies, migrations, violations, hosts: ["a"] })).toThrow(
      'order of "host": "b" is in the data but not in ["a"]',
    )
  })
})

describe("the lanes of a placement", () => {
  it("are given again as soon as they are free, and are as many as there were VMs at once", () => {
    const at = (vm: string, from: number, to: number) => ({ vm, host: "a", from, to })
    const { placed, hosts, height } = placementLanes(
      [at("x", 0, 10), at("y", 0, 4), at("z", 4, 8), at("w", 5, 9)],
      ["a", "b"],
    )
    expect(placed.map(({ vm, lane }) => [vm, lane])).toEqual([
      ["x", 0],
      ["y", 1],
      ["z", 1],
      ["w", 2],
    ])
    expect(hosts).toEqual([
      { host: "a", first: 0, count: 3 },
      { host: "b", first: 3.5, count: 1 },
    ])
    expect(height).toBe(4.5)
  })
})

describe("a hatching", () => {
  it("stays within its rectangle, and reaches all its sides", () => {
    const points = [...hatchPath(50, 20).matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    for (const [x, y] of points) expect(x! >= 0 && x! <= 50 && y! >= 0 && y! <= 20).toBe(true)
    for (const side of [(x: number) => x === 0, (x: number) => x === 50])
      expect(points.some(([x]) => side(x!))).toBe(true)
    for (const side of [0, 20]) expect(points.some(([, y]) => y === side)).toBe(true)
  })
})
