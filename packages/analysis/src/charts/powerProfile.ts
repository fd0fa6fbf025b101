import type { VegaLiteSpec } from "../figure/figure.ts"
import type { Quantity } from "./axis.ts"
import type { Data } from "./data.ts"
import type { Level } from "./level.ts"
import { lines } from "./lineChart.ts"
import type { Published } from "./published.ts"
import type { Category } from "./series.ts"

/** What {@link powerProfile} draws. */
export interface PowerProfile<Row extends object> {
  readonly data: Data<Row>
  /** Each value holds until the next one of its series: repeat the last row where it ends. */
  readonly x: Quantity<Row>
  readonly y: Quantity<Row>
  /** One line for each value, six at most. */
  readonly series: Category<Row>
  /** A line across, such as what the site may draw, in the unit of y. */
  readonly limit?: Level
  readonly published?: Published<Row>
}

/**
 * Power over time, or anything else that is constant between two changes: steps, one line a series (560 x 320 px).
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * powerProfile({
 *   data: [
 *     { hour: 0, watts: 95, machine: "on" }, { hour: 1, watts: 177, machine: "on" }, { hour: 2, watts: 177, machine: "on" },
 *   ],
 *   x: { field: "hour", title: "time", unit: "h" },
 *   y: { field: "watts", title: "power", unit: "W" },
 *   series: { field: "machine", title: "machine" },
 *   limit: { label: "rated", level: 200 },
 * })
 */
export function powerProfile<Row extends object>(options: PowerProfile<Row>): VegaLiteSpec {
  const { limit, ...rest } = options
  const clip = options.x.domain !== undefined || options.y.domain !== undefined
  return lines(rest, { clip, interpolate: "step-after", limit })
}
