import type { VegaLiteSpec } from "../figure/figure.ts"
import { type Data, rowsOf } from "./data.ts"
import type { Published } from "./published.ts"
import { points } from "./scatterPlot.ts"
import type { Category } from "./series.ts"

/** What {@link violationScatter} draws. */
export interface ViolationScatter<Row extends object> {
  /** Rows with `begin` and `duration` in seconds, as the episodes of `violationsOf`. */
  readonly data: Data<Row>
  /** Colour and shape of a point, such as the kind of a violation or the scheduler; six at most. */
  readonly series: Category<Row>
  /** Points with `begin` and `duration`, or a duration as level. */
  readonly published?: Published<Row>
}

/** Areas of points, px^2: of few ones, and of so many that they would hide each other. */
const sizes = { few: 48, many: 20, manyFrom: 400 }

/**
 * When violations began, and how long they lasted (560 x 320 px).
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * violationScatter({
 *   data: violationsOf(trace.records, { definition: "corrected", until: 1800 }).episodes,
 *   series: { field: "kind", title: "begun by", order: ["in", "out"] },
 * })
 */
export function violationScatter<Row extends object>(options: ViolationScatter<Row>): VegaLiteSpec {
  const { published, series } = options
  const data = rowsOf(options.data)
  const size = data.length < sizes.manyFrom ? sizes.few : sizes.many
  return points<object>(
    {
      data,
      x: { field: "begin", title: "begin of the violation", unit: "s" },
      y: { field: "duration", title: "duration of the violation", unit: "s" },
      series: { ...series },
      ...(published && { published }),
    },
    size,
  )
}
