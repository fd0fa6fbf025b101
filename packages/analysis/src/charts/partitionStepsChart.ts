import type { VegaLiteSpec } from "../figure/figure.ts"
import type { PartitionStep } from "../metrics/partitionSteps.ts"
import { valuesOf } from "./data.ts"
import { inkOn, type Look, lookOf, seriesLooks } from "./palette.ts"
import { identity } from "./series.ts"
import { chart } from "./theme.ts"

/** What {@link partitionStepsChart} draws. */
export interface PartitionStepsChart {
  /** The step at which the slider stands, and a picture shows. */
  readonly show: number
}

const sizes = { ring: 300, cell: 22, radius: 1, node: 1500 }
const free = "free"
const none: Look = { label: free, colour: "#f2f2f2", dash: [], shape: "", symbol: "bar" }

/**
 * Partitions on a ring of nodes, at the step of a slider, and beside it all steps: who was in which partition, who began it (o), and
 * who leads it (x). Up to six partitions, and some twenty steps.
 *
 * Errors    RangeError without steps, for a step that there is not, and for more partitions than there are colours.
 *
 * @example partitionStepsChart(partitionSteps(trace.records, nodes), { show: 5 })
 */
export function partitionStepsChart(
  steps: readonly PartitionStep[],
  { show }: PartitionStepsChart,
): VegaLiteSpec {
  const last = steps.at(-1)?.step
  if (last === undefined) throw new RangeError("partitions: no steps, expected at least one")
  if (!(Number.isInteger(show) && show >= 1 && show <= last))
    throw new RangeError(`partitions: show is ${show}, expected a step from 1 to ${last}`)
  const nodes = valuesOf(
    steps.map((row) => ({ ...row })),
    "node",
  )
  const names = [...new Set(steps.map(({ partition }) => partition))].filter((name) => name !== free)
  const looks = [none, ...seriesLooks(names, "bar")]
  const { colour } = identity("partition", "partition", looks, 460)
  const inks = looks.map((look) => ({ ...look, ink: inkOn(look.colour) }))
  const ink = { expr: lookOf("datum.partition", "ink", inks) }
  const angle = (node: string) => (2 * Math.PI * nodes.indexOf(node)) / nodes.length
  const values = steps.map((row) => ({
    ...row,
    title: `${row.step}: ${row.what}`,
    mark: row.role === "led by" ? "x" : row.role === "begun by" ? "o" : "",
    // Rounded, so that other engines' sines give the same bytes.
    right: Number((sizes.radius * Math.sin(angle(row.node))).toFixed(6)),
    up: Number((sizes.radius * Math.cos(angle(row.node))).toFixed(6)),
    low: Number((sizes.radius * Math.cos(angle(row.node)) - 0.11).toFixed(6)),
  }))
  const place = (field: string) => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [-1.35, 1.35], nice: false },
  })
  const ringText = (text: string, y: string, fontSize: number, fontWeight: string) => ({
    mark: { type: "text", fontSize, fontWeight, color: ink },
    encoding: { x: place("right"), y: place(y), text: { field: text, type: "nominal" } },
  })
  const ring = {
    width: sizes.ring,
    height: sizes.ring,
    transform: [{ filter: "datum.step === step" }],
    view: { stroke: null },
    layer: [
      {
        mark: {
          type: "point",
          filled: true,
          size: sizes.node,
          stroke: "#444444",
          strokeWidth: 1.2,
          shape: "circle",
        },
        encoding: { x: place("right"), y: place("up"), fill: colour },
      },
      ringText("node", "up", 13, "bold"),
      ringText("mark", "low", 10, "normal"),
      {
        transform: [{ filter: `datum.node === ${JSON.stringify(nodes[0])}` }],
        mark: { type: "text", fontSize: 12 },
        encoding: { text: { field: "title", type: "nominal" } },
      },
    ],
  }
  const across = {
    x: { field: "step", type: "ordinal", title: "step", axis: { labelAngle: 0 } },
    y: { field: "node", type: "nominal", title: "node", sort: nodes },
  }
  const table = {
    width: sizes.cell * last,
    height: sizes.cell * nodes.length,
    layer: [
      { mark: { type: "rect", stroke: "#ffffff" }, encoding: { ...across, fill: colour } },
      {
        mark: { type: "text", fontSize: 11, color: ink },
        encoding: { ...across, text: { field: "mark", type: "nominal" } },
      },
      {
        transform: [{ filter: "datum.step === step" }],
        mark: { type: "rect", filled: false, stroke: "#000000", strokeWidth: 1.6 },
        encoding: across,
      },
    ],
  }
  const bind = { input: "range", min: 1, max: last, step: 1, name: "step " }
  return chart({
    params: [{ name: "step", value: show, bind }],
    data: { values },
    hconcat: [ring, table],
    resolve: { scale: { fill: "shared" } },
  })
}
