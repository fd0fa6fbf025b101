import type { VegaLiteSpec } from "../figure/figure.ts"
import { numbersOf, position, type Quantity } from "./axis.ts"
import { type Data, type Field, rowsOf, valuesOf } from "./data.ts"
import { barOutline, seriesLooks } from "./palette.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { chart, panel } from "./theme.ts"

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
  readonly facet: { readonly field: Field<Row>; readonly title: string }
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
  // Dashes would fray bars that are as narrow as these.
  const looks = seriesLooks(order, "bar").map((look) => ({ ...look, dash: [] as readonly number[] }))
  const { colour } = identity(series.field, series.title, looks, panel.width)
  const heights = new Map<string, number>()
  for (const row of rows) {
    const bar = JSON.stringify([row[facet.field], row[options.x.field]])
    heights.set(bar, (heights.get(bar) ?? 0) + Number(row[options.y.field]))
  }
  const x = position("x", options.x, panel.width, numbersOf(rows, [options.x.field]))
  const y = position("y", options.y, height, [...heights.values()])
  return chart({
    data: { values: rows },
    facet: {
      field: facet.field,
      type: "nominal",
      sort: valuesOf(rows, facet.field),
      header: { title: null, labelExpr: `${JSON.stringify(`${facet.title}: `)} + (datum.label)` },
    },
    columns: 1,
    spec: {
      width: panel.width,
      height,
      // The order of the parts is that of the legend, whatever the order of the rows.
      transform: [
        {
          calculate: `indexof(${JSON.stringify(order)}, datum[${JSON.stringify(series.field)}])`,
          as: "part order",
        },
      ],
      mark: { type: "bar", width: barWidth, stroke: barOutline, strokeWidth: 0.5 },
      encoding: {
        x: { ...x, stack: null },
        y: { ...y, stack: "zero" },
        color: colour,
        order: { field: "part order", type: "ordinal" },
      },
    },
    resolve: { axis: { x: "independent", y: "independent" } },
  })
}
