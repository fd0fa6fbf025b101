import type { PlainRow } from "./data.ts"
import { type Category, categoryOrder } from "./series.ts"

/** The encoding of a category along x, each value a band with its name below. */
export function bands<Row extends object>(
  rows: readonly PlainRow[],
  category: Category<Row>,
  padding: { readonly paddingInner: number; readonly paddingOuter: number },
) {
  return {
    field: category.field,
    type: "nominal",
    title: category.title,
    scale: { domain: categoryOrder(rows, category), ...padding },
    axis: { labelAngle: 0, grid: false },
  }
}
