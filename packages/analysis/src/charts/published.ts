import { numbersOf } from "./axis.ts"
import { type Data, type PlainRow, rowsOf } from "./data.ts"
import { type Level, type LevelAxis, levelLayer } from "./level.ts"
import { type Look, publishedLevel, publishedPoints } from "./palette.ts"

/** Published values beside regenerated ones: points with the fields of x and y (and of the facet), or a level of y. */
export type Published<Row extends object> =
  | { readonly label: string; readonly rows: Data<Partial<Row>> }
  | Level

/** How published values look, in the legend and in the chart. */
export function publishedLook<Row extends object>(published: Published<Row>): Look {
  return "level" in published ? publishedLevel(published.label) : publishedPoints(published.label)
}

/** The published points as one more series; they join the data, and so reach the panel of their facet. */
export function publishedRows<Row extends object>(published: Published<Row>, series: string): PlainRow[] {
  if ("level" in published) return []
  return rowsOf(published.rows).map((row) => ({ ...row, [series]: published.label }))
}

/** The layer of the published values, whose points are the rows that pass `transform`. */
export function publishedLayer<Row extends object>(
  published: Published<Row>,
  place: { readonly x: object; readonly y: LevelAxis; readonly xOffset?: object },
  transform: readonly PlainRow[],
): PlainRow {
  const look = publishedLook(published)
  if ("level" in published) return levelLayer(look, published.level, place.y)
  return {
    transform,
    mark: {
      type: "point",
      filled: false,
      color: look.colour,
      shape: look.shape,
      size: 130,
      strokeWidth: 1.4,
    },
    encoding: place,
  }
}

/** Where bars stand; bars that stand alone have no series. */
interface Bars {
  readonly x: object
  readonly y: LevelAxis
  readonly xOffset?: { readonly field: string }
}

/**
 * The layers of published values beside bars, with a white rim, so that they show on dark bars and on paper: points stand at the
 * bar of their series, or amid all bars of their x where they name none.
 */
export function publishedAtBars<Row extends object>(
  published: Published<Row>,
  { x, y, xOffset }: Bars,
): PlainRow[] {
  if ("level" in published) return rimmed(levelLayer(publishedLook(published), published.level, y))
  const rows = rowsOf(published.rows)
  const hasBar = (row: PlainRow) => xOffset !== undefined && row[xOffset.field] !== undefined
  return [
    { values: rows.filter(hasBar), place: { x, y, ...(xOffset && { xOffset }) } },
    { values: rows.filter((row) => !hasBar(row)), place: { x, y } },
  ]
    .filter(({ values }) => values.length > 0)
    .flatMap(({ values, place }) => rimmed({ data: { values }, ...publishedLayer(published, place, []) }))
}

function rimmed(layer: PlainRow): PlainRow[] {
  const { strokeDash: _, ...mark } = layer.mark as PlainRow
  return [{ ...layer, mark: { ...mark, color: "white", strokeWidth: 3.6 } }, layer]
}

/** The numbers of some published values, for the ends of an axis. */
export function publishedNumbers<Row extends object>(
  published: Published<Row> | undefined,
  field: string,
): number[] {
  if (!published) return []
  return "level" in published ? [published.level] : numbersOf(rowsOf(published.rows), [field])
}
