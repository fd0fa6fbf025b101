/*
 * What a case gives, as written under `expect`, and as our engine answers it.
 */
import * as Schema from "effect/Schema"
import { flag, list, number, optional, table } from "./parts.ts"

const outcomes = ["ok", "timeout", "host_failure", "network_failure", "vm_failure", "canceled"] as const

/** How an operation came out. */
export type OperationOutcome = (typeof outcomes)[number]

const mark = Schema.Struct({
  t: number(", in seconds"),
  outcome: Schema.Literals(outcomes),
  value: optional(Schema.Union([Schema.Number, Schema.String]).annotate({ expected: "a number or a text" })),
}).annotate({ expected: "a mark: an object with t and outcome" })

const actorEnd = Schema.Struct({ end: number(", in seconds"), killed: flag }).annotate({
  expected: "an object with end and killed",
})

const joules = optional(table("joules", number(", in joules")))

/** The schema of what a simulation gives. */
export const simulationAnswer = Schema.Struct({
  marks: table("marks", mark),
  actors: table("ends of actors", actorEnd),
  host_energy: joules,
  link_energy: joules,
  end: number(", in seconds"),
}).annotate({ expected: "an object with marks, actors and end" })

/** The schema of what a system gives: the values after the first solution, and after each step. */
export const systemAnswer = Schema.Struct({
  values: list(
    "lists of values, one for each solution",
    list("values", Schema.NullOr(Schema.Number).annotate({ expected: "a number, or null once removed" })),
  ),
}).annotate({ expected: "an object with values" })

/** The date and outcome of an operation, and the value if it was a probe. */
export type Mark = typeof mark.Type
/** When and how an actor ended. */
export type ActorEnd = typeof actorEnd.Type
/** What a simulation gives. */
export type SimulationAnswer = typeof simulationAnswer.Type
/** What a system gives. */
export type SystemAnswer = typeof systemAnswer.Type
