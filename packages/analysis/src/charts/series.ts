import { type Field, type PlainRow, valuesOf } from "./data.ts"
import { legend } from "./legend.ts"
import { type Look, lookOf } from "./palette.ts"

/** A name that separates rows. */
export interface Category<Row extends object> {
  readonly field: Field<Row>
  readonly title: string
  /** The values in order. Defaults to the order of first appearance. */
  readonly order?: readonly (string | number)[]
}

/**
 * The values of a category in the order in which they are drawn.
 *
 * Errors    RangeError when a row holds a value that `order` lacks: it would not be drawn.
 */
export function categoryOrder<Row extends object>(
  rows: readonly PlainRow[],
  category: Category<Row>,
): readonly unknown[] {
  const found = valuesOf(rows, category.field)
  const order: readonly unknown[] = category.order ?? found
  const missing = found.find((value) => !order.includes(value))
  if (missing !== undefined) {
    throw new RangeError(
      `order of "${category.field}": ${JSON.stringify(missing)} is in the data but not in ${JSON.stringify(order)}: add it, or leave its rows out`,
    )
  }
  return order
}

/**
 * What identifies a series: the encoding of its colour, which has the legend, and its dash and shape for marks.
 *
 * Errors    RangeError when two looks have one label.
 */
export function identity(field: string, title: string | null, looks: readonly Look[], width: number) {
  const labels = looks.map((look) => String(look.label))
  const twice = labels.find((label, index) => labels.indexOf(label) < index)
  if (twice !== undefined) {
    throw new RangeError(`legend of "${field}": "${twice}" stands for two things, expected distinct names`)
  }
  const scale = { domain: looks.map((look) => look.label), range: looks.map((look) => look.colour) }
  const value = `datum[${JSON.stringify(field)}]`
  return {
    colour: { field, type: "nominal", title, scale, legend: legend(title, looks, width) },
    dash: { expr: lookOf(value, "dash", looks) },
    shape: { expr: lookOf(value, "shape", looks) },
  }
}

/** How a chart tells its series apart. */
export type Identity = ReturnType<typeof identity>
