import type { VegaLiteSpec } from "../figure/figure.ts"
import { type Measure, numbersOf, position } from "./axis.ts"
import { type Data, rowsOf } from "./data.ts"
import { niceDomain } from "./niceDomain.ts"
import { identityLine, seriesLooks } from "./palette.ts"
import { type Category, categoryOrder, identity } from "./series.ts"
import { chart, squarePanel } from "./theme.ts"

/** What {@link scatterAgainstIdentity} draws. */
export interface ScatterAgainstIdentity<Row extends object> {
  readonly data: Data<Row>
  /** On the x axis. */
  readonly measured: Measure<Row>
  /** On the y axis, in the unit of `measured`. */
  readonly predicted: Measure<Row>
  /** Colour and shape of a point, six at most. */
  readonly series: Category<Row>
  /** Of both axes. Defaults to linear. A log scale asks for positive values. */
  readonly scale?: "linear" | "log"
}

/**
 * Predictions against measurements, with the line on which they are equal; both axes have the same scale and
 * ends, in a square of 400 px.
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * scatterAgainstIdentity({
 *   data: [{ measured: 9.1, predicted: 8.9, workingSet: "64 MiB" }],
 *   measured: { field: "measured", title: "measured time", unit: "s" },
 *   predicted: { field: "predicted", title: "predicted time", unit: "s" },
 *   series: { field: "workingSet", title: "working set" },
 * })
 */
export function scatterAgainstIdentity<Row extends object>(
  options: ScatterAgainstIdentity<Row>,
): VegaLiteSpec {
  const { measured, predicted, series, scale = "linear" } = options
  const rows = rowsOf(options.data)
  const equal = identityLine("identity")
  const looks = seriesLooks(categoryOrder(rows, series), "point")
  const { colour, shape } = identity(series.field, series.title, [...looks, equal], squarePanel.width)

  const values = numbersOf(rows, [measured.field, predicted.field])
  const domain = niceDomain(values, scale)
  const x = position("x", { ...measured, scale, domain }, squarePanel.width, values)
  const y = position("y", { ...predicted, scale, domain }, squarePanel.height, values)
  return chart({
    ...squarePanel,
    layer: [
      {
        data: { values: domain.map((end) => ({ [measured.field]: end, [predicted.field]: end })) },
        mark: { type: "line", color: equal.colour, strokeWidth: 1.2 },
        encoding: { x, y },
      },
      {
        data: { values: rows },
        mark: { type: "point", filled: true, shape, size: 55, stroke: "white", strokeWidth: 0.6 },
        encoding: { x, y, color: colour },
      },
    ],
  })
}
