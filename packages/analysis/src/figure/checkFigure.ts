import { type Figure, isFigureId } from "./figure.ts"

/*
 * What a drawing library forgives (a field that no row has, a time that is NaN) becomes an empty or a wrong
 * picture. This check walks a vega-lite specification before it is drawn.
 *
 * A view's rows are the nearest `data.values` above it, less those that filters by `oneOf` or `range` drop. Views
 * under any other transform are left to the library, as their fields may come from the transform.
 */

type Node = Readonly<Record<string, unknown>>

/** The rows that a view draws; undefined where a transform hides them from the check. */
type Rows = readonly Node[] | undefined

/**
 * Refuses a figure that could not be drawn as it was meant.
 *
 * Errors    RangeError that names the figure and: an id that is no file name, data outside of the spec, a view
 *           without rows, a field that the rows lack (with the fields there are), a value that its axis cannot show.
 */
export function checkFigure(figure: Figure): void {
  const fail = (problem: string): never => {
    throw new RangeError(`figure "${figure.id}": ${problem}`)
  }
  if (!isFigureId(figure.id)) {
    fail(
      'the id names its files, expected lower case letters, digits and single hyphens such as "time-by-rate"',
    )
  }
  checkView(figure.spec, [], fail)
}

function checkView(view: Node, above: Rows, fail: (problem: string) => never): void {
  const rows = rowsOf(view, above, fail)
  for (const [channel, definition] of definitions(view)) {
    if ("datum" in definition && definition.type === "quantitative" && !Number.isFinite(definition.datum)) {
      fail(`${channel} shows the level ${String(definition.datum)}, expected a finite number`)
    }
    if (rows && typeof definition.field === "string")
      checkField(channel, definition, definition.field, rows, fail)
  }
  for (const inner of innerViews(view)) checkView(inner, rows, fail)
}

function rowsOf(view: Node, above: Rows, fail: (problem: string) => never): Rows {
  let rows = above
  if (isNode(view.data)) {
    if (!Array.isArray(view.data.values)) fail("its data is not in the spec, expected rows in data.values")
    rows = view.data.values as readonly Node[]
  }
  for (const transform of Array.isArray(view.transform) ? view.transform : []) {
    const keep =
      isNode(transform) && Object.keys(transform).length === 1 ? keptBy(transform.filter) : undefined
    if (!keep) return undefined
    rows = rows?.filter(keep)
  }
  return rows
}

/** The test behind a filter by values or by a range; undefined for any other. */
function keptBy(filter: unknown): ((row: Node) => boolean) | undefined {
  if (!isNode(filter) || typeof filter.field !== "string") return undefined
  const { field, oneOf, range } = filter
  if (Array.isArray(oneOf)) return (row) => oneOf.includes(row[field])
  if (!Array.isArray(range)) return undefined
  const [start, end] = range
  return (row) => Number(row[field]) >= start && Number(row[field]) <= end
}

/** The channels of a view that may name a field. */
function definitions(view: Node): [string, Node][] {
  const channels: (readonly [string, unknown])[] = isNode(view.encoding) ? Object.entries(view.encoding) : []
  if (isNode(view.facet)) {
    channels.push(...("field" in view.facet ? [["facet", view.facet] as const] : Object.entries(view.facet)))
  }
  return channels.flatMap(([channel, definition]) =>
    (Array.isArray(definition) ? definition : [definition])
      .filter(isNode)
      .map((node): [string, Node] => [channel, node]),
  )
}

function innerViews(view: Node): Node[] {
  return ["layer", "concat", "hconcat", "vconcat", "spec"].flatMap((key) => view[key] ?? []).filter(isNode)
}

function checkField(
  channel: string,
  definition: Node,
  field: string,
  rows: readonly Node[],
  fail: (problem: string) => never,
): void {
  const known = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  if (rows.length === 0) fail(`${channel} shows the field "${field}" of no rows, expected at least one`)
  if (!known.includes(field)) {
    const names = known.map((name) => `"${name}"`).join(", ")
    fail(`${channel} shows the field "${field}", which no row has, expected one of ${names}`)
  }
  if (/[.[\]]/.test(field)) {
    fail(`${channel} shows the field "${field}", but vega-lite reads dots and brackets as a path: rename it`)
  }
  const quantitative = definition.type === "quantitative" || channel === "x2" || channel === "y2"
  const log = isNode(definition.scale) && definition.scale.type === "log"
  rows.forEach((row, index) => {
    const value = row[field]
    const shown = `row ${index} has ${field} = ${String(value)}, expected`
    if (value === undefined || value === null) {
      fail(`row ${index} has no "${field}", which ${channel} shows: add it, or leave the row out`)
    }
    if (quantitative && !Number.isFinite(value)) fail(`${shown} a finite number, as ${channel} shows it`)
    if (log && Number(value) <= 0) fail(`${shown} more than 0 on the log scale of ${channel}`)
  })
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
