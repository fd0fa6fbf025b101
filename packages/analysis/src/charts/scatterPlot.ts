import type { VegaLiteSpec } from "../figure/figure.ts"
import { inside, numbersOf, position, type Quantity } from "./axis.ts"
import { type Data, rowsOf } from "./data.ts"
import { seriesLooks } from "./palette.ts"
import { type Published, publishedLayer, publishedLook, publishedRows } from "./published.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { chart, panel } from "./theme.ts"

/** What {@link scatterPlot} draws. */
export interface ScatterPlot<Row extends object> {
  readonly data: Data<Row>
  readonly x: Quantity<Row>
  readonly y: Quantity<Row>
  /** Colour and shape of a point, six at most. */
  readonly series: Category<Row>
  readonly published?: Published<Row>
}

/**
 * Points, one a row (560 x 320 px).
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * scatterPlot({
 *   data: [{ begin: 412, lasted: 9.5, scheduler: "DVMS" }],
 *   x: { field: "begin", title: "begin of the violation", unit: "s" },
 *   y: { field: "lasted", title: "duration", unit: "s" },
 *   series: { field: "scheduler", title: "scheduler" },
 * })
 */
export function scatterPlot<Row extends object>(options: ScatterPlot<Row>): VegaLiteSpec {
  return points(options, 48)
}

/** The spec of a chart of points of a size in px^2. Errors: as {@link scatterPlot}. */
export function points<Row extends object>(options: ScatterPlot<Row>, size: number): VegaLiteSpec {
  const { series, published } = options
  const own = rowsOf(options.data)
  const order = categoryOrder(own, series)
  const looks = seriesLooks(order, "point")
  if (published) looks.push(publishedLook(published))
  const { colour, shape } = identity(series.field, series.title, looks, panel.width)
  const rows = published ? [...own, ...publishedRows(published, series.field)] : own
  const level = published && "level" in published ? [published.level] : []
  const x = position("x", options.x, panel.width, numbersOf(rows, [options.x.field]))
  const y = position("y", options.y, panel.height, [...numbersOf(rows, [options.y.field]), ...level])
  const transform = inside([options.x, options.y])
  const marks = {
    mark: { type: "point", filled: true, shape, size, stroke: "white", strokeWidth: 0.6 },
    encoding: { x, y, color: colour },
  }
  if (!published) return chart({ data: { values: rows }, transform, ...panel, ...marks })
  const only = (labels: readonly unknown[]) => ({ filter: { field: series.field, oneOf: labels } })
  const layer = [
    { transform: [only(order), ...transform], ...marks },
    publishedLayer(published, { x, y }, [only([published.label]), ...transform]),
  ]
  return chart({ data: { values: rows }, ...panel, layer })
}
