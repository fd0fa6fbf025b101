import { dirname, isAbsolute, join } from "node:path"
import { type Axis, seedsFrom } from "@placelab/core"
import { count, documentDecoder, list } from "@placelab/core/platform"
import { decodeAnyScenario } from "@placelab/schedulers/scenario"
import * as Schema from "effect/Schema"
import { readJson } from "../readJson.ts"

/** A sweep as it is written, with its scenario in it. */
export interface SweepDocument {
  readonly description?: string
  /** What is not varied; a document, not decoded. */
  readonly scenario: Readonly<Record<string, unknown>>
  /** Values by the dotted paths of fields; see `Axis`. */
  readonly axes: Readonly<Record<string, readonly unknown[]>>
  readonly seeds: readonly number[] | { readonly first: number; readonly count: number }
}

const whole = Schema.Int.annotate({ expected: "a whole number" })
const seeds = "a list of whole numbers, or an object such as { first: 1, count: 10 }"
const sweep =
  'a sweep: an object such as { scenario: "mine.json", axes: { hosts: [64, 128] }, seeds: [1, 2] }'
const scenario = "the name of a file, or a scenario: an object such as { hosts: 128 }"

const decode = documentDecoder(
  Schema.Struct({
    description: Schema.optionalKey(Schema.String.annotate({ expected: "a text" })),
    scenario: Schema.Union([Schema.String, Schema.Record(Schema.String, Schema.Unknown)]).annotate({
      expected: scenario,
    }),
    axes: Schema.Record(Schema.String, list("values", Schema.Unknown)).annotate({
      expected: "an object of lists of values, such as { hosts: [64, 128] }",
    }),
    seeds: Schema.Union([
      list("whole numbers", whole),
      Schema.Struct({ first: whole, count: count(1) }).annotate({
        expected: "an object with first and count",
      }),
    ]).annotate({ expected: seeds }),
  }).annotate({ expected: sweep }),
  [],
)

/**
 * The sweep of a JSON file. A scenario that is named is looked for beside it, and checked as far as it goes. Errors: InputError in
 * one line.
 */
export function readSweep(file: string): SweepDocument {
  const { description, scenario, axes, seeds } = decode(readJson(file, "a sweep"), file)
  const isNamed = typeof scenario === "string"
  const from = isNamed ? beside(file, scenario) : `${file}: scenario`
  const base = isNamed ? readJson(from, "a scenario") : scenario
  decodeAnyScenario(base, from)
  return {
    ...(description !== undefined && { description }),
    scenario: base as SweepDocument["scenario"],
    axes,
    seeds,
  }
}

const beside = (file: string, name: string) => (isAbsolute(name) ? name : join(dirname(file), name))

/** The axes of a sweep, in the order of the document. */
export function axesOf({ axes }: SweepDocument): Axis[] {
  return Object.entries(axes).map(([name, values]) => ({ name, values }))
}

/** All seeds of a sweep. Errors: InputError; `where` names the sweep. */
export function seedsOf(where: string, { seeds }: SweepDocument): readonly number[] {
  return "count" in seeds ? seedsFrom(where, seeds) : seeds
}
