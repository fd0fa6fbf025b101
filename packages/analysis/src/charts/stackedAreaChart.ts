import type { VegaLiteSpec } from "../figure/figure.ts"
import { numbersOf, position, type Quantity } from "./axis.ts"
import { type Data, type Field, rowsOf } from "./data.ts"
import { limitLook, seriesLooks, withoutDashes } from "./palette.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { stackHeights, stackOrder } from "./stack.ts"
import { chart, panel } from "./theme.ts"

/** What {@link stackedAreaChart} draws. */
export interface StackedAreaChart<Row extends object> {
  readonly data: Data<Row>
  /** Each value holds until the next one: repeat the last row where it ends. */
  readonly x: Quantity<Row>
  /** The height of a part; at least 0. */
  readonly y: Quantity<Row>
  /** One area for each value, six at most, from the bottom up; each with a row at every x. */
  readonly series: Category<Row>
  /** A line in steps over the areas: the field that has it, in the unit of y, the same in all rows of an x, and its name. */
  readonly line?: { readonly field: Field<Row>; readonly label: string }
}

/**
 * Areas that add up over x, in steps, one row a part (560 x 320 px), with a line over them.
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * stackedAreaChart({
 *   data: [
 *     { hour: 0, from: "grid", watts: 100 }, { hour: 0, from: "sun", watts: 50 },
 *     { hour: 1, from: "grid", watts: 20 }, { hour: 1, from: "sun", watts: 130 },
 *   ],
 *   x: { field: "hour", title: "time", unit: "h" },
 *   y: { field: "watts", title: "power", unit: "W" },
 *   series: { field: "from", title: "from" },
 * })
 */
export function stackedAreaChart<Row extends object>(options: StackedAreaChart<Row>): VegaLiteSpec {
  const { series, line } = options
  const rows = rowsOf(options.data)
  const order = categoryOrder(rows, series)
  const looks = withoutDashes(seriesLooks(order, "bar"))
  const lineLook = line && limitLook(line.label)
  if (lineLook) looks.push(lineLook)
  const { colour } = identity(series.field, series.title, looks, panel.width)
  const x = position("x", options.x, panel.width, numbersOf(rows, [options.x.field]))
  const y = position("y", options.y, panel.height, [
    ...stackHeights(rows, [options.x.field], options.y.field),
    ...(line ? numbersOf(rows, [line.field]) : []),
  ])
  const { transform, order: partOrder } = stackOrder(order, series.field)
  const layer: object[] = [
    {
      transform,
      mark: { type: "area", interpolate: "step-after", opacity: 1 },
      encoding: { x, y: { ...y, stack: "zero" }, color: colour, order: partOrder },
    },
  ]
  if (line && lineLook) {
    layer.push({
      mark: { type: "line", interpolate: "step-after", color: lineLook.colour, strokeWidth: 1.8 },
      encoding: { x, y: { ...y, field: line.field, stack: null } },
    })
  }
  return chart({ data: { values: rows }, ...panel, layer })
}
