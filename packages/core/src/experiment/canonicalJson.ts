import { InputError } from "../inputError.ts"

/**
 * JSON text that is the same for equal values, for hashes: no spaces, the keys of every object sorted by their UTF-16 code units,
 * numbers as ECMAScript writes them, fields that are undefined left out. So far it is RFC 8785. Infinity, which is no JSON,
 * becomes "never".
 *
 * Errors: InputError for what has no such text: NaN, functions, undefined in a list, objects of a class.
 *
 * @example
 * canonicalJson({ b: [1, "x"], a: { timeout: Infinity } }) // '{"a":{"timeout":"never"},"b":[1,"x"]}'
 */
export function canonicalJson(value: unknown): string {
  const written = neverForInfinity("", value)
  if (Array.isArray(written)) return `[${Array.from(written, canonicalJson).join(",")}]`
  if (isPlainObject(written)) {
    const fields = Object.entries(written).filter(([, each]) => each !== undefined)
    fields.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(",")}}`
  }
  const isScalar = written === null || typeof written === "string" || typeof written === "boolean"
  if (isScalar || Number.isFinite(written)) return JSON.stringify(written)
  throw new InputError("canonical JSON", "value", value, "what JSON can say, or Infinity")
}

/**
 * For `JSON.stringify`: what does not happen is written as "never", as documents say it.
 *
 * @example
 * JSON.stringify({ timeout: Infinity }, neverForInfinity) // '{"timeout":"never"}'
 */
export function neverForInfinity(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? "never" : value
}

/** Not a Map or a Date, which would look empty. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
