import type { VegaLiteSpec } from "../figure/figure.ts"
import { inside, numbersOf, position, type Quantity } from "./axis.ts"
import { type Data, rowsOf } from "./data.ts"
import { seriesLooks } from "./palette.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { chart, panel } from "./theme.ts"

/** What {@link scatterPlot} draws. */
export interface ScatterPlot<Row extends object> {
  readonly data: Data<Row>
  readonly x: Quantity<Row>
  readonly y: Quantity<Row>
  /** Colour and shape of a point, six at most. */
  readonly series: Category<Row>
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
  const { series } = options
  const rows = rowsOf(options.data)
  const looks = seriesLooks(categoryOrder(rows, series), "point")
  const { colour, shape } = identity(series.field, series.title, looks, panel.width)
  const x = position("x", options.x, panel.width, numbersOf(rows, [options.x.field]))
  const y = position("y", options.y, panel.height, numbersOf(rows, [options.y.field]))
  return chart({
    data: { values: rows },
    transform: inside([options.x, options.y]),
    ...panel,
    mark: { type: "point", filled: true, shape, size: 48, stroke: "white", strokeWidth: 0.6 },
    encoding: { x, y, color: colour },
  })
}
