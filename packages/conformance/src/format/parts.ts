import * as Schema from "effect/Schema"

/** A field that may be left out. */
export function optional<S extends Schema.Constraint>(schema: S) {
  return Schema.optionalKey(schema)
}

/** A name: a text that is not empty. */
export const name = checked(Schema.String, "a name", (text) => text !== "")

/** Any text. */
export const text = Schema.String.annotate({ expected: "a text" })

/** true or false. */
export const flag = Schema.Boolean.annotate({ expected: "true or false" })

/** A number; `unit` completes "a number". */
export function number(unit = "") {
  return Schema.Number.annotate({ expected: `a number${unit}` }).check(
    Schema.makeFilter(Number.isFinite, { expected: `a number${unit}` }),
  )
}

/** A number of at least 0; `unit` is what it is counted in. */
export function amount(unit: string) {
  const isAmount = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY
  return checked(Schema.Number, `a number of at least 0, in ${unit}`, isAmount)
}

/** A whole number of at least `least`. */
export function count(least: number) {
  const isCount = (value: number) => Number.isInteger(value) && value >= least
  return checked(Schema.Number, `a whole number of at least ${least}`, isCount)
}

/** The most users at a time: a whole number, or -1 for no limit. */
export const concurrencyLimit = checked(
  Schema.Number,
  "a whole number of at least 0, or -1 for no limit",
  (limit) => Number.isInteger(limit) && limit >= -1,
)

/** A list of things, named in the plural. */
export function list<S extends Schema.Constraint>(things: string, schema: S) {
  return Schema.Array(schema).annotate({ expected: `a list of ${things}` })
}

/** An object whose keys are names. */
export function table<S extends Schema.Constraint>(things: string, schema: S) {
  return Schema.Record(Schema.String, schema).annotate({ expected: `an object of ${things}` })
}

function checked<S extends typeof Schema.String | typeof Schema.Number>(
  schema: S,
  expected: string,
  isRight: (value: S["Type"]) => boolean,
): S["Rebuild"] {
  return schema.annotate({ expected }).check(Schema.makeFilter(isRight, { expected }))
}
