import type { Field, PlainRow } from "./data.ts"
import { niceDomain, powerOfTen } from "./niceDomain.ts"

/** A number on an axis. */
export interface Measure<Row extends object> {
  readonly field: Field<Row>
  readonly title: string
  /** Shown in parentheses after the title: `time (s)`. */
  readonly unit?: string
}

/** A number on an axis whose scale can be chosen. */
export interface Quantity<Row extends object> extends Measure<Row> {
  /** Defaults to linear. A log scale asks for positive values. */
  readonly scale?: "linear" | "log"
  /** Both ends of the axis; what lies outside is cut off. Defaults to all values; a linear y axis then starts at 0. */
  readonly domain?: readonly [number, number]
}

/** Two dates on an axis, between which something goes on. */
export interface Span<Row extends object> {
  /** The fields of the dates, in the same unit. */
  readonly start: Field<Row>
  readonly end: Field<Row>
  readonly title: string
  /** Shown in parentheses after the title: `time (s)`. */
  readonly unit?: string
}

/** Length of an axis for each of its labels, px. */
const labelSpacing = { x: 62, y: 48 }

/** Decades from which on a log axis labels powers of ten only. */
const manyDecades = 3

/**
 * The encoding of a number along x or y.
 *
 * Errors    RangeError when the ends of the domain are not finite, not in rising order, or not positive on a log
 *           scale.
 *
 * @param length of the axis, px
 * @param values all numbers to be shown, for the ends of a log axis
 */
export function position<Row extends object>(
  channel: "x" | "y",
  quantity: Quantity<Row>,
  length: number,
  values: readonly number[],
) {
  const { field, title, scale = "linear" } = quantity
  const definition = { field, type: "quantitative", title: titled(quantity) }
  if (quantity.domain) requireDomain(title, scale, quantity.domain)
  if (scale === "log") {
    const domain = quantity.domain ?? niceDomain(values, "log")
    return { ...definition, scale: { type: scale, domain, nice: false }, axis: { values: logTicks(domain) } }
  }
  const tickCount = Math.round(length / labelSpacing[channel])
  const ends = quantity.domain
    ? { domain: quantity.domain, nice: false }
    : { zero: channel === "y", nice: tickCount }
  return { ...definition, scale: { type: scale, ...ends }, axis: { tickCount } }
}

/** A title with its unit. */
export function titled({ title, unit }: { readonly title: string; readonly unit?: string }): string {
  return unit === undefined ? title : `${title} (${unit})`
}

/** The encoding of the start of a span along x; `domain` as in {@link Quantity}. */
export function spanPosition<Row extends object>(
  { start, title, unit }: Span<Row>,
  length: number,
  values: readonly number[],
  domain?: readonly [number, number],
) {
  const ends = { ...(unit !== undefined && { unit }), ...(domain && { domain }) }
  return position("x", { field: start, title, ...ends }, length, values)
}

function requireDomain(title: string, scale: "linear" | "log", domain: readonly [number, number]): void {
  const [start, end] = domain
  if (Number.isFinite(start) && Number.isFinite(end) && start < end && (scale === "linear" || start > 0))
    return
  const positive = scale === "log" ? ", above 0 on a log scale" : ""
  throw new RangeError(
    `axis "${title}": domain is [${domain.join(", ")}], expected two finite numbers in rising order${positive}`,
  )
}

/** Drops the rows outside of the domains: clipping would cut the points on their edges in two. */
export function inside<Row extends object>(quantities: readonly Quantity<Row>[]): PlainRow[] {
  return quantities.flatMap(({ field, domain }) => (domain ? { filter: { field, range: domain } } : []))
}

/** 1, 2 and 5 times each power of ten within the ends; powers only where there are many. */
function logTicks([start, end]: readonly [number, number]): number[] {
  const decades = Math.log10(end) - Math.log10(start)
  const steps = decades > manyDecades ? [1] : [1, 2, 5]
  const ticks: number[] = []
  for (let exponent = Math.floor(Math.log10(start)); powerOfTen(exponent) <= end; exponent += 1) {
    ticks.push(...steps.map((step) => step * powerOfTen(exponent)))
  }
  return ticks.filter((tick) => tick >= start && tick <= end)
}

/** The numbers of some fields, less those that the axis cannot show: checking the figure says which they are. */
export function numbersOf(rows: readonly PlainRow[], fields: readonly string[]): number[] {
  return fields.flatMap((field) => rows.map((row) => Number(row[field]))).filter(Number.isFinite)
}
