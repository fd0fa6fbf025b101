import type { VegaLiteSpec } from "../figure/figure.ts"
import { type Field, type PlainRow, valuesOf } from "./data.ts"
import { chart } from "./theme.ts"

/** What separates rows into panels. */
export interface Facet<Row extends object> {
  readonly field: Field<Row>
  readonly title: string
}

/** A chart of rows: one panel, or one for each value of a facet, each with axes of its own that have the same ends. */
export function panels<Row extends object>(
  rows: readonly PlainRow[],
  facet: Facet<Row> | undefined,
  columns: number,
  spec: VegaLiteSpec,
): VegaLiteSpec {
  const data = { values: rows }
  if (!facet) return chart({ data, ...spec })
  return chart({
    data,
    facet: {
      field: facet.field,
      type: "nominal",
      sort: valuesOf(rows, facet.field),
      header: { title: null, labelExpr: `${JSON.stringify(`${facet.title}: `)} + (datum.label)` },
    },
    columns,
    spec,
    resolve: { axis: { x: "independent", y: "independent" } },
  })
}
