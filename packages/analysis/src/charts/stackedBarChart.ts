import type { VegaLiteSpec } from "../figure/figure.ts"
import { position, type Quantity } from "./axis.ts"
import { bands } from "./band.ts"
import { type Data, type Field, rowsOf } from "./data.ts"
import { barOutline, limitLook, seriesLooks } from "./palette.ts"
import { type Published, publishedAtBars, publishedLook, publishedNumbers } from "./published.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { stackHeights, stackOrder } from "./stack.ts"
import { chart, panel } from "./theme.ts"

/** What {@link stackedBarChart} draws. */
export interface StackedBarChart<Row extends object> {
  readonly data: Data<Row>
  /** One bar for each value. */
  readonly x: Category<Row>
  /** The height of a part; at least 0. */
  readonly y: Quantity<Row>
  /** One part of each bar for each value, six at most, from the bottom up. */
  readonly series: Category<Row>
  /** A line across each bar, such as a capacity: the field that has it, in the unit of y, and its name in the legend. */
  readonly limit?: { readonly field: Field<Row>; readonly label: string }
  /** The heights of whole bars, or a level. */
  readonly published?: Published<Row>
}

/**
 * Bars of parts that add up, one row a part (560 x 320 px), with a line where a bar must end.
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * stackedBarChart({
 *   data: [{ link: "A", flow: "x", used: 4, capacity: 10 }, { link: "A", flow: "y", used: 6, capacity: 10 }],
 *   x: { field: "link", title: "link" },
 *   y: { field: "used", title: "bandwidth", unit: "MB/s" },
 *   series: { field: "flow", title: "flow" },
 *   limit: { field: "capacity", label: "capacity" },
 * })
 */
export function stackedBarChart<Row extends object>(options: StackedBarChart<Row>): VegaLiteSpec {
  return stackedBars(options, new Map())
}

/**
 * The spec of a chart of stacked bars, some with a line of text below their names.
 *
 * Errors    as {@link stackedBarChart}
 */
export function stackedBars<Row extends object>(
  options: StackedBarChart<Row>,
  below: ReadonlyMap<unknown, string>,
): VegaLiteSpec {
  const { x, series, limit, published } = options
  const rows = rowsOf(options.data)
  const order = categoryOrder(rows, series)
  const looks = seriesLooks(order, "bar")
  if (limit) looks.push(limitLook(limit.label))
  if (published) looks.push(publishedLook(published))
  const { colour, dash } = identity(series.field, series.title, looks, panel.width)
  const heights = stackHeights(rows, [x.field], options.y.field)
  const limits = limit ? rows.map((row) => Number(row[limit.field])) : []
  const y = position("y", options.y, panel.height, [
    ...heights,
    ...limits,
    ...publishedNumbers(published, options.y.field),
  ])
  const beside = published && "rows" in published ? rowsOf(published.rows) : []
  const padding = { paddingInner: 0.45, paddingOuter: 0.3 }
  const place = bands([...rows, ...beside], x, padding, panel.width, below)
  const { transform, order: partOrder } = stackOrder(order, series.field)
  const layer: object[] = [
    {
      transform,
      mark: { type: "bar", stroke: barOutline, strokeDash: dash, strokeWidth: 1.2 },
      encoding: {
        x: place,
        y: { ...y, stack: "zero" },
        color: colour,
        order: partOrder,
      },
    },
  ]
  if (limit) {
    layer.push({
      mark: { type: "tick", color: "#000000", thickness: 2.4, size: (0.75 * panel.width) / heights.length },
      encoding: { x: place, y: { ...y, field: limit.field, stack: null } },
    })
  }
  if (published) layer.push(...publishedAtBars(published, { x: place, y }))
  return chart({ data: { values: rows }, ...panel, layer })
}
