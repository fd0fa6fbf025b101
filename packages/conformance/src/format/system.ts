/*
 * A case of kind "lmm": one fair-share system and what is changed in it, as written in a case file.
 */
import * as Schema from "effect/Schema"
import { amount, concurrencyLimit, count, list, number, optional } from "./parts.ts"

const factors = list("factors, one for each number of users", amount("parts of the bound"))

const constraint = Schema.Struct({
  bound: amount("any unit"),
  policy: optional(Schema.Literals(["shared", "fatpipe"])),
  concurrency_limit: optional(concurrencyLimit),
  capacity_by_load: optional(factors),
}).annotate({ expected: "a constraint: an object with bound" })

const variable = Schema.Struct({
  penalty: amount("any unit"),
  bound: optional(number()),
  elements: list(
    "pairs of constraint and weight",
    Schema.Tuple([count(0), amount("units of the constraint")]).annotate({
      expected: "a pair of the constraint's index and a weight",
    }),
  ),
}).annotate({ expected: "a variable: an object with penalty and elements" })

const change = Schema.Union([
  Schema.Struct({
    op: Schema.Literal("set_constraint_bound"),
    constraint: count(0),
    bound: amount("any unit"),
  }),
  Schema.Struct({ op: Schema.Literal("set_bound"), variable: count(0), bound: number() }),
  Schema.Struct({ op: Schema.Literal("set_penalty"), variable: count(0), penalty: amount("any unit") }),
  Schema.Struct({ op: Schema.Literal("remove"), variable: count(0) }),
  Schema.Struct({ op: Schema.Literal("add"), variable }),
]).annotate({ expected: "a change: an object with op" })

/** The fields of a system, beside those that all cases have. */
export const systemFields = {
  solver: Schema.Literals(["maxmin", "bmf", "fairbottleneck"]),
  constraints: list("constraints", constraint),
  variables: list("variables", variable),
  steps: optional(
    list(
      "steps",
      Schema.Struct({ ops: list("changes", change) }).annotate({ expected: "a step: an object with ops" }),
    ),
  ),
}

/** A constraint of a system. */
export type ConstraintDescription = typeof constraint.Type
/** A variable of a system. */
export type VariableDescription = typeof variable.Type
/** A change of a system between two solutions. */
export type SystemChange = typeof change.Type
