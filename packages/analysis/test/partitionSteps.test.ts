import { Trace } from "@placelab/core"
import { describe, expect, it } from "vitest"
import { checkFigure, type PartitionStep, partitionSteps, partitionStepsChart } from "../src/index.ts"
import { renderFigure } from "../src/node/render.ts"
import { figureOf } from "./support/figureOf.ts"

type Point = readonly [date: number, node: string, value: string, id: number, leader: string, state?: string]

/** Steps of a trace with these points, as texts: what happens, and who is where then. */
function steps(points: readonly Point[], nodes = ["1", "2", "3"]): PartitionStep[] {
  let now = 0
  const trace = new Trace(() => now)
  for (const [date, node, value, id, leader, state = "growing"] of points) {
    now = date
    trace.point(node, "PARTITION", value, { id, leader, state, version: 0 })
  }
  trace.close()
  return partitionSteps(trace.records, nodes)
}

const grows: readonly Point[] = [
  [1, "1", "joined", 7, "1"],
  [2, "2", "joined", 7, "2"],
  [2.1, "1", "updated", 7, "2"],
  [9, "2", "left", 7, "2"],
  [9.1, "1", "left", 7, "2"],
]

describe("the steps of partitions", () => {
  it("are who begins, who joins, and the end, each with the place of every node", () => {
    const found = steps(grows)
    expect(
      found.filter(({ node }) => node === "1").map(({ step, date, what }) => [step, date, what]),
    ).toEqual([
      [1, 1, "1 begins A"],
      [2, 2, "2 joins A"],
      [3, 9, "A dissolves"],
    ])
    expect(
      found.filter(({ step }) => step === 2).map(({ node, partition, role }) => [node, partition, role]),
    ).toEqual([
      ["1", "A", "begun by"],
      ["2", "A", "led by"],
      ["3", "free", ""],
    ])
    expect(found.filter(({ step }) => step === 3).every(({ partition }) => partition === "free")).toBe(true)
  })

  it("tell that a partition is blocked, and that two become one", () => {
    const found = steps([
      [1, "1", "joined", 1, "1"],
      [2, "2", "joined", 2, "2"],
      [3, "1", "updated", 1, "1", "blocked"],
      [3.5, "1", "updated", 1, "1", "blocked"],
      [4, "2", "updated", 2, "2", "blocked"],
      [5, "1", "joined", 3, "1"],
      [5.1, "2", "joined", 3, "1"],
    ])
    expect(found.filter(({ node }) => node === "1").map(({ what }) => what)).toEqual([
      "1 begins A",
      "2 begins B",
      "A is blocked",
      "B is blocked",
      "A becomes C",
      "B becomes C",
    ])
    expect(found.at(-2)).toMatchObject({ node: "2", partition: "C", role: "" })
    expect(found.at(-3)).toMatchObject({ node: "1", partition: "C", role: "led by" })
  })

  it("tell the end of a partition once, though other things happen before all its nodes hear of it", () => {
    const found = steps([
      ...grows.slice(0, 4),
      [9.05, "3", "joined", 8, "3"],
      [9.1, "1", "updated", 7, "2"],
      [9.2, "1", "left", 7, "2"],
    ])
    expect(found.filter(({ node }) => node === "1").map(({ what, partition }) => [what, partition])).toEqual([
      ["1 begins A", "A"],
      ["2 joins A", "A"],
      ["A dissolves", "free"],
      ["3 begins B", "free"],
    ])
  })

  it("have rows of the nodes that are asked for only, whoever else is in a partition", () => {
    const found = steps(
      [...grows.slice(0, 3), [9, "1", "left", 7, "2"], [9.1, "2", "left", 7, "2"]],
      ["1", "3"],
    )
    expect(found.map(({ step, node, partition }) => [step, node, partition])).toEqual([
      [1, "1", "A"],
      [1, "3", "free"],
      [2, "1", "A"],
      [2, "3", "free"],
      [3, "1", "free"],
      [3, "3", "free"],
    ])
  })

  it("are none without points", () => {
    expect(steps([])).toEqual([])
  })
})

describe("the chart of partitions", () => {
  const figure = (show: number) => figureOf("partitions", partitionStepsChart(steps(grows), { show }))

  it("is plain JSON with a slider over the steps, and draws the one that is asked for, and all beside", async () => {
    const { spec } = figure(2)
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
    expect(spec.params).toEqual([
      { name: "step", value: 2, bind: { input: "range", min: 1, max: 3, step: 1, name: "step " } },
    ])
    checkFigure(figure(2))
    const svg = async (show: number) => (await renderFigure(figure(show))).svg
    const second = await svg(2)
    expect(second).toContain(">2: 2 joins A<")
    expect(second).not.toContain(">1: 1 begins A<")
    for (const label of ["step", "node", "free", "A"]) expect(second).toContain(`>${label}<`)
    expect(await svg(1)).toContain(">1: 1 begins A<")
  })

  it("writes in white on dark partitions, and in black on light ones", async () => {
    const names = ["1", "2", "3", "4", "5"]
    const points = names.map((node, i) => [i, node, "joined", i, node] as const)
    const spec = partitionStepsChart(steps(points, names), { show: 5 })
    const { svg } = await renderFigure({ ...figure(1), spec })
    const inkOf = (node: string) =>
      svg.match(new RegExp(`font-weight="bold" fill="(#[0-9a-f]{6})"[^>]*>${node}<`))?.[1]
    expect(names.map(inkOf)).toEqual(["#ffffff", "#ffffff", "#000000", "#ffffff", "#000000"])
  })

  it("refuses a step that there is not, and no steps at all", () => {
    expect(() => figure(4)).toThrow("partitions: show is 4, expected a step from 1 to 3")
    expect(() => partitionStepsChart([], { show: 1 })).toThrow("partitions: no steps, expected at least one")
  })
})
