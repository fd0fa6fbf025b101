import type { VegaLiteSpec } from "../figure/figure.ts"
import { inside, numbersOf, position, type Quantity } from "./axis.ts"
import { type Data, type Field, type PlainRow, rowsOf } from "./data.ts"
import { errorLayers } from "./errorBars.ts"
import { type Facet, panels } from "./facet.ts"
import { type Level, levelLayer } from "./level.ts"
import { limitLook, seriesLooks } from "./palette.ts"
import { type Published, publishedLayer, publishedLook, publishedRows } from "./published.ts"
import { type Category, categoryOrder, type Identity, identity } from "./series.ts"
import { facetPanel, panel } from "./theme.ts"

/** What {@link lineChart} draws. */
export interface LineChart<Row extends object> {
  readonly data: Data<Row>
  readonly x: Quantity<Row>
  readonly y: Quantity<Row>
  /** One line for each value, six at most. */
  readonly series: Category<Row>
  /** Fields, in the unit of y, between which an area is shaded, such as quantiles over seeds. */
  readonly band?: { readonly lower: Field<Row>; readonly upper: Field<Row> }
  /** Fields, in the unit of y, that an error bar joins at each row, such as the ends of a confidence interval. */
  readonly errorBars?: { readonly lower: Field<Row>; readonly upper: Field<Row> }
  /** Whether rows are marked by the shape of their series. Defaults to false, for rows too dense to be told apart. */
  readonly points?: boolean
  readonly published?: Published<Row>
  /** One panel for each value, all with the same ends of their axes. */
  readonly facet?: Facet<Row> & { readonly columns: number }
}

/**
 * Lines over x, one a series, in one panel (560 x 320 px) or one panel a facet (320 x 240 px).
 *
 * Errors    RangeError when there are more than six series, a series that `order` lacks, a series named as the
 *           published values, or a domain that is no range. Fields that no row has and values that no axis can show
 *           are refused when the figure is rendered.
 *
 * @example
 * lineChart({
 *   data: [
 *     { dirtyRate: 0, time: 8.19, model: "pre-copy" },
 *     { dirtyRate: 50, time: 16.37, model: "pre-copy" },
 *   ],
 *   x: { field: "dirtyRate", title: "memory update rate", unit: "% of bandwidth" },
 *   y: { field: "time", title: "migration time", unit: "s" },
 *   series: { field: "model", title: "model" },
 *   published: { label: "published (slide 65)", level: 8.19 },
 * })
 */
export function lineChart<Row extends object>(options: LineChart<Row>): VegaLiteSpec {
  const { x, y } = options
  return lines(options, { clip: x.domain !== undefined || y.domain !== undefined })
}

/** How charts of lines differ from each other. */
interface Drawn {
  /** Whether what lies outside of the axes is cut off. */
  readonly clip: boolean
  /** Of steps, each value holds until the next one. */
  readonly interpolate?: "step-after"
  readonly limit?: Level | undefined
}

/** The spec of a chart of lines. Errors: as {@link lineChart}. */
export function lines<Row extends object>(options: LineChart<Row>, drawn: Drawn): VegaLiteSpec {
  const { series, facet, published } = options
  const { limit } = drawn
  const own = rowsOf(options.data)
  const order = categoryOrder(own, series)
  const looks = seriesLooks(order, options.points ? "line and point" : "line")
  if (limit) looks.push(limitLook(limit.label))
  if (published) looks.push(publishedLook(published))

  const rows = published ? [...own, ...publishedRows(published, series.field)] : own
  const size = facet ? facetPanel : panel
  const along = axes(options, limit, size, rows)
  const only = (labels: readonly unknown[]) => ({ filter: { field: series.field, oneOf: labels } })
  const width = facet ? facet.columns * size.width : size.width
  const told = identity(series.field, series.title, looks, width)
  const layer = seriesLayers(options, drawn, along, told, only(order))
  if (limit) layer.push(levelLayer(limitLook(limit.label), limit.level, along.y))
  if (published)
    layer.push(publishedLayer(published, along, [only([published.label]), ...inside([options.x, options.y])]))

  return panels(rows, facet, facet?.columns ?? 1, { ...size, layer })
}

type Axes = ReturnType<typeof axes>

function axes<Row extends object>(
  { x, y, band, errorBars, published }: LineChart<Row>,
  limit: Level | undefined,
  size: typeof panel,
  rows: readonly PlainRow[],
) {
  const levels = [limit, published].flatMap((beside) => (beside && "level" in beside ? [beside.level] : []))
  const yFields = [y.field, ...[band, errorBars].flatMap((ends) => (ends ? [ends.lower, ends.upper] : []))]
  return {
    x: position("x", x, size.width, numbersOf(rows, [x.field])),
    y: position("y", y, size.height, [...numbersOf(rows, yFields), ...levels]),
  }
}

/** Bands below lines below error bars below points, each of the rows that pass `own`. */
function seriesLayers<Row extends object>(
  options: LineChart<Row>,
  { clip, interpolate }: Drawn,
  { x, y }: Axes,
  { colour, dash, shape }: Identity,
  own: PlainRow,
): PlainRow[] {
  const { band, errorBars, points } = options
  const layers: PlainRow[] = []
  if (band) {
    layers.push({
      transform: [own],
      mark: { type: "area", fillOpacity: 0.2, clip },
      encoding: { x, y: { ...y, field: band.lower }, y2: { field: band.upper }, color: colour },
    })
  }
  layers.push({
    transform: [own],
    mark: { type: "line", strokeWidth: 1.8, strokeDash: dash, clip, ...(interpolate && { interpolate }) },
    encoding: { x, y, color: colour },
  })
  if (errorBars) {
    for (const layer of errorLayers(y, { x }, errorBars))
      layers.push({ transform: [own, ...inside([options.x, options.y])], ...layer })
  }
  if (points) {
    layers.push({
      transform: [own, ...inside([options.x, options.y])],
      mark: { type: "point", filled: true, shape, size: 48 },
      encoding: { x, y, color: colour },
    })
  }
  return layers
}
