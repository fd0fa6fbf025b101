import type { VegaLiteSpec } from "../figure/figure.ts"
import { numbersOf, type Span, spanPosition } from "./axis.ts"
import { type Data, type Field, type PlainRow, rowsOf } from "./data.ts"
import { type Facet, panels } from "./facet.ts"
import { extent } from "./niceDomain.ts"
import { inkOn, lookOf, seriesLooks, withoutDashes } from "./palette.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { panel } from "./theme.ts"

/** What {@link ganttChart} draws: one row a bar, which stands for one thing on neighbouring nodes. */
export interface GanttChart<Row extends object> {
  readonly data: Data<Row>
  readonly x: Span<Row>
  /** The fields of the numbers of the first and the last node, from 0. */
  readonly y: {
    readonly first: Field<Row>
    readonly last: Field<Row>
    readonly title: string
    readonly count: number
  }
  /** What is written into bars that have room for it. */
  readonly label: Field<Row>
  /** One colour for each value, six at most. */
  readonly series: Category<Row>
  /** One panel below the other for each value. Default: one panel. */
  readonly facet?: Facet<Row>
}

/** Between bars: neighbours are often of one colour. */
const gap = "#ffffff"

/** Px. */
const sizes = { node: 18, least: 120, letter: 7.5, font: 11 }

/**
 * Bars over time and nodes: who has which nodes, when (560 px wide). Bars are told apart by colour, by the gaps between them,
 * and by their labels; a label that its bar has no room for is left out.
 *
 * Errors    RangeError when there are more than six series, or a series that `order` lacks.
 *
 * @example
 * ganttChart({
 *   data: [
 *     { job: "1", from: 0, to: 6, first: 0, last: 4, how: "in turn" },
 *     { job: "2", from: 0, to: 3, first: 5, last: 6, how: "backfilled" },
 *   ],
 *   x: { start: "from", end: "to", title: "time", unit: "min" },
 *   y: { first: "first", last: "last", title: "node", count: 8 },
 *   label: "job",
 *   series: { field: "how", title: "began" },
 * })
 */
export function ganttChart<Row extends object>(options: GanttChart<Row>): VegaLiteSpec {
  const { x, y, label, series, facet } = options
  const rows = rowsOf(options.data)
  const looks = withoutDashes(seriesLooks(categoryOrder(rows, series), "bar"))
  const { colour } = identity(series.field, series.title, looks, panel.width)
  const height = Math.max(sizes.least, sizes.node * y.count)
  const dates = numbersOf(rows, [x.start, x.end])
  const along = spanPosition(x, panel.width, dates)
  const [first, last] = extent(dates)
  const hasRoom = (row: PlainRow) =>
    ((Number(row[x.end]) - Number(row[x.start])) / (last - Math.min(0, first))) * panel.width >
    sizes.letter * String(row[label]).length
  const values = rows.map((row) => ({
    ...row,
    "bar bottom": Number(row[y.first]),
    "bar top": Number(row[y.last]) + 1,
    "bar date": (Number(row[x.start]) + Number(row[x.end])) / 2,
    "bar node": (Number(row[y.first]) + Number(row[y.last]) + 1) / 2,
    "bar label": hasRoom(row) ? String(row[label]) : "",
  }))
  const ink = looks.map((look) => ({ label: look.label, ink: inkOn(look.colour) }))
  const across = {
    field: "bar bottom",
    type: "quantitative",
    title: y.title,
    scale: { domain: [0, y.count], nice: false },
    axis: nodeAxis(y.count),
  }
  const timed = { ...along, scale: { ...along.scale, zero: true } }
  const layer = [
    {
      mark: { type: "rect", stroke: gap, strokeWidth: 1 },
      encoding: { x: timed, x2: { field: x.end }, y: across, y2: { field: "bar top" }, color: colour },
    },
    {
      mark: {
        type: "text",
        fontSize: sizes.font,
        color: { expr: lookOf(`datum[${JSON.stringify(series.field)}]`, "ink", ink) },
      },
      encoding: {
        x: { ...timed, field: "bar date" },
        y: { ...across, field: "bar node" },
        text: { field: "bar label", type: "nominal" },
      },
    },
  ]
  return panels(values, facet, 1, { width: panel.width, height, layer })
}

/** Node i lies between i and i + 1, and is named in the middle; of many nodes some are. */
function nodeAxis(count: number) {
  const step = Math.ceil(count / 16)
  const named = Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step + 0.5)
  return { values: named, labelExpr: "format(datum.value - 0.5, 'd')", grid: false, ticks: false }
}
