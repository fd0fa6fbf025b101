import type { VegaLiteSpec } from "../figure/figure.ts"
import { position, type Quantity } from "./axis.ts"
import { bands } from "./band.ts"
import { type Data, type Field, rowsOf, valuesOf } from "./data.ts"
import { barOutline, publishedLevel, seriesLooks } from "./palette.ts"
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
  const { x, series, limit } = options
  const rows = rowsOf(options.data)
  const order = categoryOrder(rows, series)
  const looks = seriesLooks(order, "bar")
  if (limit) looks.push({ ...publishedLevel(limit.label), dash: [] })
  const { colour, dash } = identity(series.field, series.title, looks, panel.width)
  const bars = valuesOf(rows, x.field)
  const heights = stackHeights(rows, [x.field], options.y.field)
  const limits = limit ? rows.map((row) => Number(row[limit.field])) : []
  const y = position("y", options.y, panel.height, [...heights, ...limits])
  const place = bands(rows, x, { paddingInner: 0.45, paddingOuter: 0.3 })
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
      mark: { type: "tick", color: "#000000", thickness: 2.4, size: (0.75 * panel.width) / bars.length },
      encoding: { x: place, y: { ...y, field: limit.field, stack: null } },
    })
  }
  return chart({ data: { values: rows }, ...panel, layer })
}
