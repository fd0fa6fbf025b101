import { type Data, type PlainRow, rowsOf } from "./data.ts"
import { type Look, publishedLevel, publishedPoints } from "./palette.ts"

/** Published values beside regenerated ones: points with the fields of x and y (and of the facet), or a level of y. */
export type Published<Row extends object> =
  | { readonly label: string; readonly rows: Data<Partial<Row>> }
  | { readonly label: string; readonly level: number }

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
  { x, y }: { readonly x: object; readonly y: { readonly field: string } },
  transform: readonly PlainRow[],
): PlainRow {
  const { colour, dash, shape } = publishedLook(published)
  if ("level" in published) {
    const { field: _, ...axis } = y
    return {
      // One row of its own: over the chart's data there would be as many lines as rows.
      data: { values: [{}] },
      mark: { type: "rule", color: colour, strokeDash: dash, strokeWidth: 1.6 },
      encoding: { y: { ...axis, datum: published.level } },
    }
  }
  return {
    transform,
    mark: { type: "point", filled: false, color: colour, shape, size: 130, strokeWidth: 1.4 },
    encoding: { x, y },
  }
}
