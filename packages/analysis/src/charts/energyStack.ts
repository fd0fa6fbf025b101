import type { VegaLiteSpec } from "../figure/figure.ts"
import type { Measure } from "./axis.ts"
import { type Data, rowsOf, valuesOf } from "./data.ts"
import { extent } from "./niceDomain.ts"
import type { Published } from "./published.ts"
import type { Category } from "./series.ts"
import { stackHeights } from "./stack.ts"
import { stackedBars } from "./stackedBarChart.ts"

/** What {@link energyStack} draws. */
export interface EnergyStack<Row extends object> {
  /** One row a part of an energy. */
  readonly data: Data<Row>
  /** One bar for each value, such as a scheduler. */
  readonly x: Category<Row>
  readonly energy: Measure<Row>
  /** What the energy went into, such as idling, computing, booting, being off: six at most, from the bottom up. */
  readonly part: Category<Row>
  /** Energies of whole bars, or one as level. */
  readonly published?: Published<Row>
}

/**
 * Energies by what they went into, as stacked bars with their sums below their names (560 x 320 px).
 *
 * Errors    RangeError as for a line chart.
 *
 * @example
 * energyStack({
 *   data: [
 *     { scheduler: "DVMS", kWh: 3.1, part: "idle" }, { scheduler: "DVMS", kWh: 1.4, part: "computing" },
 *   ],
 *   x: { field: "scheduler", title: "scheduler" },
 *   energy: { field: "kWh", title: "energy", unit: "kWh" },
 *   part: { field: "part", title: "part" },
 * })
 */
export function energyStack<Row extends object>(options: EnergyStack<Row>): VegaLiteSpec {
  const { data, x, energy, part, published } = options
  const rows = rowsOf(data)
  const sums = stackHeights(rows, [x.field], energy.field)
  const digits = digitsOf(sums)
  const unit = energy.unit === undefined ? "" : ` ${energy.unit}`
  const below = new Map(valuesOf(rows, x.field).map((bar, i) => [bar, `${sums[i]!.toFixed(digits)}${unit}`]))
  return stackedBars({ data, x, y: energy, series: part, ...(published && { published }) }, below)
}

/** Digits after the point for three that count of the greatest value: 12.3, 0.0457, 12300. */
function digitsOf(values: readonly number[]): number {
  const [, greatest] = extent(values)
  return greatest > 0 ? Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(greatest)))) : 0
}
