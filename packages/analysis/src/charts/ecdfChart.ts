import type { VegaLiteSpec } from "../figure/figure.ts"
import { type EcdfStep, ecdf } from "../statistics/ecdf.ts"
import { numbersOf, type Quantity } from "./axis.ts"
import { type Data, type PlainRow, rowsOf } from "./data.ts"
import { lines } from "./lineChart.ts"
import { niceDomain } from "./niceDomain.ts"
import { type Category, categoryOrder } from "./series.ts"
import { panel } from "./theme.ts"

/** What {@link ecdfChart} draws. */
export interface EcdfChart<Row extends object> {
  /** One row an observation. */
  readonly data: Data<Row>
  /** What was observed. */
  readonly x: Quantity<Row>
  /** One function for each value, six at most. */
  readonly series: Category<Row>
  /** Published quantiles beside the regenerated functions: the share, in 0..1, of the values that are at most `value`. */
  readonly published?: { readonly label: string; readonly quantiles: readonly EcdfStep[] }
}

/** Steps that are lower than this share of the axis, half a pixel, are drawn as one with the next. */
const least = 0.5 / panel.height

/**
 * Which share of the observations is at most x: empirical distribution functions as steps, one a series (560 x 320 px). They reach
 * from one end of the axis to the other.
 *
 * Complexity  O(n log n); at most 640 steps a series are drawn
 * Errors      RangeError as for a line chart, and when there are no observations, or one is no number that the axis can show.
 *
 * @example
 * ecdfChart({
 *   data: [{ seconds: 8, scheduler: "DVMS" }, { seconds: 21, scheduler: "DVMS" }],
 *   x: { field: "seconds", title: "duration of the violation", unit: "s" },
 *   series: { field: "scheduler", title: "scheduler" },
 *   published: { label: "published median", quantiles: [{ value: 15, share: 0.5 }] },
 * })
 */
export function ecdfChart<Row extends object>(options: EcdfChart<Row>): VegaLiteSpec {
  const { series, published } = options
  const { field } = options.x
  const rows = rowsOf(options.data)
  requireObservations(rows, options.x)
  const beside = published?.quantiles.map(({ value, share }) => ({ [field]: value, share })) ?? []
  const domain =
    options.x.domain ?? niceDomain(numbersOf([...rows, ...beside], [field]), options.x.scale ?? "linear")
  const steps = categoryOrder(rows, series).flatMap((name): PlainRow[] => {
    const values = rows.filter((row) => row[series.field] === name).map((row) => Number(row[field]))
    if (values.length === 0) return []
    return within(visible(ecdf(values)), domain).map(({ value, share }) => ({
      [series.field]: name,
      [field]: value,
      share,
    }))
  })
  return lines<object>(
    {
      data: steps,
      x: { ...options.x, domain },
      y: { field: "share", title: "cumulative share" },
      series: { ...series },
      ...(published && { published: { label: published.label, rows: beside } }),
    },
    { clip: false, interpolate: "step-after" },
  )
}

function requireObservations<Row extends object>(
  rows: readonly PlainRow[],
  { field, scale }: Quantity<Row>,
): void {
  if (rows.length === 0) throw new RangeError("ecdf chart: no rows, expected at least one")
  rows.forEach((row, index) => {
    const value = row[field]
    const shown = `ecdf chart: row ${index} has ${field} = ${String(value)}, expected`
    if (!Number.isFinite(value)) throw new RangeError(`${shown} a finite number`)
    if (scale === "log" && Number(value) <= 0) throw new RangeError(`${shown} more than 0 on a log scale`)
  })
}

/** The steps that can be told apart: a step is drawn when the function is far enough above the last one that was, or at its end. */
function visible(steps: readonly EcdfStep[]): EcdfStep[] {
  let drawn = 0
  return steps.filter(({ share }) => {
    if (share - drawn < least && share < 1) return false
    drawn = share
    return true
  })
}

/** The part of a function between two ends, at which it begins and ends. */
function within(steps: readonly EcdfStep[], [start, end]: readonly [number, number]): EcdfStep[] {
  const shareAt = (value: number) => steps.findLast((step) => step.value <= value)?.share ?? 0
  const inside = steps.filter(({ value }) => value > start && value < end)
  return [{ value: start, share: shareAt(start) }, ...inside, { value: end, share: shareAt(end) }]
}
