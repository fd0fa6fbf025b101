import type { VegaLiteSpec } from "../figure/figure.ts"
import { numbersOf, position, type Quantity } from "./axis.ts"
import { bands } from "./band.ts"
import { type Data, type Field, rowsOf } from "./data.ts"
import { errorLayers } from "./errorBars.ts"
import { barOutline, seriesLooks } from "./palette.ts"
import { type Published, publishedAtBars, publishedLook, publishedNumbers } from "./published.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { chart, panel } from "./theme.ts"

/** What {@link barChart} draws. */
export interface BarChart<Row extends object> {
  readonly data: Data<Row>
  /** One group of bars for each value. */
  readonly x: Category<Row>
  readonly y: Quantity<Row>
  /** One bar of each group for each value, six at most. */
  readonly series: Category<Row>
  /** Fields, in the unit of y, that an error bar joins, such as quantiles over seeds. */
  readonly errorBars?: { readonly lower: Field<Row>; readonly upper: Field<Row> }
  /** Points stand at the bar of their series, or amid their group where they name none. */
  readonly published?: Published<Row>
}

/**
 * Bars in groups, one row a bar (560 x 320 px).
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * barChart({
 *   data: [{ memory: "1 GiB", time: 8.7, low: 8.5, high: 9, model: "naive" }],
 *   x: { field: "memory", title: "memory of the VM" },
 *   y: { field: "time", title: "migration time", unit: "s" },
 *   series: { field: "model", title: "model" },
 *   errorBars: { lower: "low", upper: "high" },
 * })
 */
export function barChart<Row extends object>(options: BarChart<Row>): VegaLiteSpec {
  const { x, series, errorBars, published } = options
  const rows = rowsOf(options.data)
  const order = categoryOrder(rows, series)
  const beside = published && "rows" in published ? rowsOf(published.rows) : []
  categoryOrder(beside, { ...series, order: order as (string | number)[] })
  const looks = seriesLooks(order, "bar")
  if (published) looks.push(publishedLook(published))
  const { colour, dash } = identity(series.field, series.title, looks, panel.width)
  const fields = errorBars ? [options.y.field, errorBars.lower, errorBars.upper] : [options.y.field]
  const y = position("y", options.y, panel.height, [
    ...numbersOf(rows, fields),
    ...publishedNumbers(published, options.y.field),
  ])
  const place = {
    x: bands([...rows, ...beside], x, { paddingInner: 0.25, paddingOuter: 0.15 }, panel.width),
    xOffset: { field: series.field, type: "nominal", scale: { domain: order, paddingInner: 0.1 } },
  }
  // On a log scale there is no 0 to begin at: bars begin at the end of the axis.
  const from = options.y.scale === "log" ? { y2: { datum: y.scale.domain![0] } } : {}
  const layer: object[] = [
    {
      mark: { type: "bar", stroke: barOutline, strokeDash: dash, strokeWidth: 1.2 },
      encoding: { ...place, y, ...from, color: colour },
    },
  ]
  if (errorBars) layer.push(...errorLayers(y, place, errorBars))
  if (published) layer.push(...publishedAtBars(published, { ...place, y }))
  return chart({ data: { values: rows }, ...panel, layer })
}
