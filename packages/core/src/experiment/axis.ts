import { InputError } from "../inputError.ts"
import { canonicalJson } from "./canonicalJson.ts"

/** A parameter that takes several values in turn. */
export interface Axis {
  /** Where the values go: the dotted path of a field. Where all values are settings, any name. */
  readonly name: string
  /** Values of the field, or {@link Setting}s. */
  readonly values: readonly unknown[]
}

/** A value of an axis that gives several fields a value together. */
export interface Setting {
  /** What tables call it. */
  readonly label: string
  /** Values of fields, by their dotted paths. */
  readonly set: Readonly<Record<string, unknown>>
}

/** What stands in a cell of a table. */
export type Cell = string | number | boolean | null

/** The fields that a value of an axis sets, each with its dotted path, in order. */
export function axisFields(axis: Axis, value: unknown): readonly (readonly [path: string, value: unknown])[] {
  return isSetting(value) ? Object.entries(value.set) : [[axis.name, value]]
}

/**
 * A value of an axis in a cell of a table: the label of a setting, the value itself where it fits into a cell, its canonical
 * JSON else.
 *
 * @example
 * axisCell({ name: "tree", arity: 4 }) // '{"arity":4,"name":"tree"}'
 */
export function axisCell(value: unknown): Cell {
  if (isSetting(value)) return value.label
  const isCell = value === null || ["string", "number", "boolean"].includes(typeof value)
  return isCell ? (value as Cell) : canonicalJson(value)
}

/**
 * Refuses what a sweep cannot vary: an axis without values or with one twice, one that would undo another, one of seeds.
 * Errors: InputError; `where` names the sweep.
 */
export function requireAxes(where: string, axes: readonly Axis[]): void {
  requireDistinct(
    where,
    "axis",
    axes.map(({ name }) => [name, name]),
  )
  const before: string[] = []
  for (const axis of axes) {
    const place = `${where}: axis ${JSON.stringify(axis.name)}`
    if (axis.values.length === 0) throw new InputError(place, "list of values", [], "at least one")
    for (const value of axis.values) requireSetting(place, value)
    requireDistinct(
      place,
      "value",
      axis.values.map((value) => [String(axisCell(value)), value]),
    )
    if (axis.name === "seed") requireNoSeed(place, axis.name)
    const paths = axis.values.map((value) => axisFields(axis, value).map(([path]) => path))
    for (const ofValue of paths)
      ofValue.forEach((path, i) => {
        requireNoSeed(place, path)
        requireNotUndone(place, path, [...before, ...ofValue.slice(0, i)])
      })
    before.push(...new Set(paths.flat()))
  }
}

/** Refuses a thing that is listed twice; each with the text that tells it from others. Errors: InputError. */
export function requireDistinct(
  place: string,
  what: string,
  things: readonly (readonly [text: string, thing: unknown])[],
): void {
  const seen = new Set<string>()
  for (const [text, thing] of things) {
    if (seen.has(text)) throw new InputError(place, what, thing, "each only once")
    seen.add(text)
  }
}

function isSetting(value: unknown): value is Setting {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "set")
}

function requireSetting(place: string, value: unknown): void {
  if (!isSetting(value)) return
  const { label, set, ...more } = value
  const isRight = typeof label === "string" && typeof set === "object" && set !== null && !Array.isArray(set)
  if (isRight && Object.keys(more).length === 0 && Object.keys(set).length > 0) return
  const expected = 'a setting such as { "label": "large", "set": { "hosts": 128, "load.mean": 0.7 } }'
  throw new InputError(place, "value", value, expected)
}

function requireNoSeed(place: string, path: string): void {
  if (path === "seed") throw new InputError(place, "field", path, 'another one: "seeds" lists the seeds')
}

/** What is set later goes into what was set before, such as "load.mean" into "load"; not the other way round. */
function requireNotUndone(place: string, path: string, before: readonly string[]): void {
  const undone = before.find((each) => each === path || each.startsWith(`${path}.`))
  if (undone === undefined) return
  const first = `it before ${JSON.stringify(undone)}, which it would replace`
  throw new InputError(place, "field", path, undone === path ? "one that is not set already" : first)
}
