import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import { InvalidValue } from "effect/SchemaIssue"
import { expectedQuantity, type QuantityBound, type QuantityKind, readQuantity } from "../quantity.ts"

/** A name: a text that is not empty. */
export const name = checked(Schema.String, "a name", (text) => text !== "")

/** Any text. */
export const text = Schema.String.annotate({ expected: "a text" })

/** A whole number of at least `least`. */
export function count(least: number) {
  const isCount = (number: number) => Number.isInteger(number) && number >= least
  return checked(Schema.Finite, `a whole number of at least ${least}`, isCount)
}

/** A share of a speed: 1 for all of it. */
export const ratio = checked(Schema.Finite, "a number of at least 0", (number) => number >= 0)

function checked<S extends typeof Schema.String | typeof Schema.Finite>(
  schema: S,
  expected: string,
  isRight: (value: S["Type"]) => boolean,
): S["Rebuild"] {
  return schema.annotate({ expected }).check(Schema.makeFilter(isRight, { expected }))
}

/** A quantity in SI, or a text with a unit; decoded to SI. */
export function quantity(kind: QuantityKind, bound: QuantityBound) {
  const expected = expectedQuantity(kind, bound)
  const written = Schema.Union([Schema.Finite, Schema.String]).annotate({ expected })
  return written
    .pipe(
      Schema.decodeTo(Schema.Finite, {
        decode: SchemaGetter.transformEffect((input: number | string) => {
          const read = readQuantity(kind, bound, input)
          return "value" in read ? Effect.succeed(read.value) : Effect.fail(new InvalidValue(read))
        }),
        encode: SchemaGetter.passthroughSubtype<number | string, number>(),
      }),
    )
    .annotate({ expected })
}

/** A profile whose values are read by `value`. */
export function profile<S extends Schema.Decoder<number>>(value: S) {
  const point = Schema.Tuple([quantity("time", "non-negative"), value])
  return Schema.Struct({
    points: Schema.Array(point.annotate({ expected: "a pair of date and value" })).annotate({
      expected: "a list of pairs of date and value",
    }),
    period: Schema.optionalKey(quantity("time", "positive")),
  }).annotate({ expected: "an object with points, and period when they repeat" })
}

/** Names and texts that the simulation does not read. */
export const properties = Schema.Record(Schema.String, text).annotate({ expected: "an object of texts" })

/** A list of things, named in the plural. */
export function list<S extends Schema.Constraint>(things: string, schema: S) {
  return Schema.Array(schema).annotate({ expected: `a list of ${things}` })
}
