import type { VegaLiteSpec } from "../figure/figure.ts"
import { type Measure, numbersOf, type Span, spanPosition, titled } from "./axis.ts"
import { type Data, type PlainRow, rowsOf } from "./data.ts"
import { hatchPath, shapeInPixels } from "./hatch.ts"
import { hatchedLegend } from "./legend.ts"
import { extent } from "./niceDomain.ts"
import { lightnessRamp } from "./palette.ts"
import { type Category, categoryOrder } from "./series.ts"
import { chart, panel } from "./theme.ts"

/** What {@link heatMap} draws. */
export interface HeatMap<Row extends object> {
  /** One row a cell. What has none, or the value null, is hatched. */
  readonly data: Data<Row>
  /** The bins of time. */
  readonly x: Span<Row>
  /** One line for each value, such as a host, from the top down. */
  readonly y: Category<Row>
  /** A share, in 0..1: the darker the more. */
  readonly value: Measure<Row>
}

/** Px: of all lines together about, of one line, and from one name of a line to the next at least. */
const sizes = { height: 640, line: { least: 2, most: 18 }, names: 13 }

/** Lines of the hatching. */
const hatching = "#8a8a8a"

/**
 * A share over time for each of many things, such as the load of hosts, in shades of one colour (560 px wide; as high as its lines
 * need, of which some are named where there are many).
 *
 * Errors    RangeError when there are no rows, a value is outside of 0..1, a bin has no dates or no length, or `order` lacks a line.
 *
 * @example
 * heatMap({
 *   data: [{ host: "pm-0", from: 0, to: 60, load: 0.4 }, { host: "pm-0", from: 60, to: 120, load: 0.9 }],
 *   x: { start: "from", end: "to", title: "time", unit: "s" },
 *   y: { field: "host", title: "host" },
 *   value: { field: "load", title: "load", unit: "of capacity" },
 * })
 */
export function heatMap<Row extends object>(options: HeatMap<Row>): VegaLiteSpec {
  const { x, y, value } = options
  const all = rowsOf(options.data)
  if (all.length === 0) throw new RangeError("heat map: no rows, expected at least one")
  for (const [index, row] of all.entries()) requireCell(row, index, options)
  const rows = all.filter((row) => row[value.field] !== null)
  const domain = categoryOrder(all, y)
  const { least, most } = sizes.line
  const line = Math.min(most, Math.max(least, Math.floor(sizes.height / domain.length)))
  const size = { width: panel.width, height: line * domain.length }

  const dates = numbersOf(all, [x.start, x.end])
  const [start, end] = extent(dates)
  const along = spanPosition(x, panel.width, dates, [start, end])
  const across = {
    field: y.field,
    type: "nominal",
    title: y.title,
    scale: { domain, padding: 0 },
    axis: {
      ticks: false,
      labelLimit: 0,
      maxExtent: 1000,
      values: domain.filter((_, i) => i % Math.ceil(sizes.names / line) === 0),
    },
  }
  const cells = {
    mark: { type: "rect" },
    encoding: {
      // Whole pixels: between cells that meet within one, what is below would shine through.
      x: { ...along, scale: { ...along.scale, round: true }, axis: { ...along.axis, grid: false } },
      x2: { field: x.end },
      y: across,
      color: {
        field: value.field,
        type: "quantitative",
        title: titled(value),
        scale: { domain: [0, 1], range: lightnessRamp, interpolate: "lab" },
        legend: { gradientLength: 220, gradientThickness: 12, tickCount: 5 },
      },
    },
  }
  const covered = rows.reduce((sum, row) => sum + Number(row[x.end]) - Number(row[x.start]), 0)
  const isFull = covered > (1 - 1e-9) * (end - start) * domain.length
  return chart({ data: { values: rows }, ...size, layer: isFull ? [cells] : [noValue(size), cells] })
}

/** The hatching behind all cells, and its entry in the legend. */
function noValue({ width, height }: { readonly width: number; readonly height: number }): PlainRow {
  const label = "no value"
  return {
    data: { values: [{ label }] },
    mark: {
      type: "point",
      shape: hatchPath(width, height),
      size: shapeInPixels,
      strokeWidth: 0.8,
      filled: false,
    },
    encoding: {
      x: { value: 0 },
      y: { value: 0 },
      stroke: {
        field: "label",
        type: "nominal",
        title: null,
        scale: { domain: [label], range: [hatching] },
        legend: hatchedLegend,
      },
    },
  }
}

function requireCell<Row extends object>(row: PlainRow, index: number, { x, value }: HeatMap<Row>): void {
  const share = row[value.field]
  for (const field of [x.start, x.end]) {
    if (!Number.isFinite(row[field]))
      throw new RangeError(
        `heat map: row ${index} has ${field} = ${String(row[field])}, expected a finite number`,
      )
  }
  if (Number(row[x.start]) >= Number(row[x.end]))
    throw new RangeError(
      `heat map: row ${index} has ${x.start} = ${row[x.start]} and ${x.end} = ${row[x.end]}, expected a later end`,
    )
  if (typeof share === "number" && !(share >= 0 && share <= 1))
    throw new RangeError(`heat map: row ${index} has ${value.field} = ${share}, expected 0..1`)
}
