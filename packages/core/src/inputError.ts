import { nearestName } from "./nearestName.ts"

/**
 * Wrong input, refused at once. The message is one line: where it was found, what is wrong with which value,
 * and what to give instead.
 *
 * @example new InputError('link "backbone"', "bandwidth", 0, "a number above 0, in bytes/s").message
 * // 'link "backbone": bandwidth is 0; expected a number above 0, in bytes/s'
 */
export class InputError extends RangeError {
  override readonly name = "InputError"

  /** The thing or place that was being read, e.g. `link "backbone"` or `table.csv, line 3`. */
  readonly where: string
  /** The field, in the words of the API. */
  readonly what: string
  /** The value that was refused, as it came. */
  readonly value: unknown
  /** What would have been accepted, with its unit. */
  readonly expected: string

  constructor(where: string, what: string, value: unknown, expected: string) {
    super(`${where}: ${what} is ${show(value)}; expected ${expected}`)
    this.where = where
    this.what = what
    this.value = value
    this.expected = expected
  }
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value)
  if (typeof value === "object" && value !== null) return JSON.stringify(value) ?? String(value)
  return String(value)
}

/** Returns `value` when it is finite and above 0. Errors: {@link InputError}; `unit` completes "a number above 0". */
export function positive(where: string, what: string, value: number, unit: string): number {
  if (Number.isFinite(value) && value > 0) return value
  throw new InputError(where, what, value, `a number above 0, in ${unit}`)
}

/** Returns `value` when it is finite and at least 0. Errors: {@link InputError}. */
export function nonNegative(where: string, what: string, value: number, unit: string): number {
  if (Number.isFinite(value) && value >= 0) return value
  throw new InputError(where, what, value, `a number of at least 0, in ${unit}`)
}

/** Like {@link positive}, but `Infinity` is accepted too: a limit that is not there. Errors: {@link InputError}. */
export function positiveOrInfinite(where: string, what: string, value: number, unit: string): number {
  if (value > 0) return value
  throw new InputError(where, what, value, `a number above 0, in ${unit} (Infinity for no limit)`)
}

/** Returns `value` when it is a whole number above 0. Errors: {@link InputError}. */
export function positiveInteger(where: string, what: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value
  throw new InputError(where, what, value, "a whole number above 0")
}

/** The error for a name that nobody has, with the nearest one that exists. */
export function unknownName(where: string, kind: string, name: string, known: Iterable<string>): InputError {
  const names = [...known]
  // Without types it may be no text.
  const nearest = nearestName(String(name), names)
  const expected =
    names.length === 0
      ? `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind} that exists, and there is none yet`
      : nearest === undefined
        ? `one of the ${names.length} known, such as ${JSON.stringify(names[0])}`
        : `a known one: did you mean ${JSON.stringify(nearest)}?`
  return new InputError(where, `${kind} name`, name, expected)
}
