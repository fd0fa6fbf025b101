import type { VegaLiteSpec } from "../figure/figure.ts"
import { numbersOf, position, type Quantity } from "./axis.ts"
import { type Data, rowsOf } from "./data.ts"
import { type Facet, panels } from "./facet.ts"
import { barOutline, seriesLooks, withoutDashes } from "./palette.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { stackHeights, stackOrder } from "./stack.ts"
import { panel } from "./theme.ts"

/** What {@link stackedBarsOverTime} draws. */
export interface StackedBarsOverTime<Row extends object> {
  readonly data: Data<Row>
  /** The date of a bar. */
  readonly x: Quantity<Row>
  /** The height of a part; at least 0. */
  readonly y: Quantity<Row>
  /** One part of each bar for each value, six at most, from the bottom up. */
  readonly series: Category<Row>
  /** One panel below the other for each value, all with the same ends of their axes. */
  readonly facet: Facet<Row>
}

const barWidth = 5
const height = 170

/**
 * Bars of parts that add up, where each stands at a date: such as what each round of something took. One row a part (560 x 170 px a
 * panel).
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * stackedBarsOverTime({
 *   data: [
 *     { date: 60, part: "computation", seconds: 4, by: "engine" }, { date: 60, part: "reconfiguration", seconds: 17, by: "engine" },
 *   ],
 *   x: { field: "date", title: "date", unit: "s" },
 *   y: { field: "seconds", title: "time", unit: "s" },
 *   series: { field: "part", title: "part" },
 *   facet: { field: "by", title: "by" },
 * })
 */
export function stackedBarsOverTime<Row extends object>(options: StackedBarsOverTime<Row>): VegaLiteSpec {
  const { series, facet } = options
  const rows = rowsOf(options.data)
  const order = categoryOrder(rows, series)
  const looks = withoutDashes(seriesLooks(order, "bar"))
  const { colour } = identity(series.field, series.title, looks, panel.width)
  const heights = stackHeights(rows, [facet.field, options.x.field], options.y.field)
  const x = position("x", options.x, panel.width, numbersOf(rows, [options.x.field]))
  const y = position("y", options.y, height, heights)
  const { transform, order: partOrder } = stackOrder(order, series.field)
  return panels(rows, facet, 1, {
    width: panel.width,
    height,
    transform,
    mark: { type: "bar", width: barWidth, stroke: barOutline, strokeWidth: 0.5 },
    encoding: { x: { ...x, stack: null }, y: { ...y, stack: "zero" }, color: colour, order: partOrder },
  })
}
