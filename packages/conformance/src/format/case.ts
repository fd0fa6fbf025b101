import * as Schema from "effect/Schema"
import { simulationAnswer, systemAnswer } from "./answers.ts"
import { actors } from "./operation.ts"
import { amount, list, name, optional, text } from "./parts.ts"
import { platformFields } from "./platform.ts"
import { systemFields } from "./system.ts"

const tolerance = Schema.Struct({
  rel: amount("parts of the value"),
  abs: amount("units of the value"),
}).annotate({ expected: "an object with rel and abs" })

const commonFields = {
  // No literal, since it does not tell one kind of case from the other.
  schema: Schema.Number.annotate({ expected: "1" }).check(
    Schema.makeFilter((version) => version === 1, { expected: "1" }),
  ),
  id: name,
  title: optional(text),
  tags: optional(list("tags", text)),
  note: optional(text),
  tolerance: optional(tolerance),
  // Where a case comes from and who has checked it: not needed to play it.
  origin: optional(Schema.Unknown),
  verified: optional(Schema.Unknown),
  peer_checks: optional(Schema.Unknown),
  differs_in_3_32: optional(Schema.Unknown),
}

const systemCase = Schema.Struct({
  kind: Schema.Literal("lmm"),
  ...commonFields,
  ...systemFields,
  expect: systemAnswer,
})

const simulationCase = Schema.Struct({
  kind: Schema.Literal("sim"),
  ...commonFields,
  ...platformFields,
  actors,
  expect: simulationAnswer,
})

/** The schema of a case file. */
export const caseSchema = Schema.Union([systemCase, simulationCase]).annotate({
  expected: "a case: an object with schema, id and kind",
})

/** How far a number may be from what is expected: by a part of it, or by an absolute amount. */
export type Tolerance = typeof tolerance.Type
/** One fair-share system, with the values of its variables. */
export type SystemCase = typeof systemCase.Type
/** A platform and its actors, with the dates and values that they see. */
export type SimulationCase = typeof simulationCase.Type
/** A scenario and what another engine answers. */
export type Case = SystemCase | SimulationCase
