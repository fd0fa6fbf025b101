/*
 * The JSON form of a consolidation scenario; see `scenarioSchema.ts`.
 */
import { count, quantity, ratio } from "@placelab/core/platform"
import * as Schema from "effect/Schema"
import { consolidationProfiles } from "../../consolidation/scenario/consolidationScenario.ts"
import { detectorNames, selectionNames } from "../../consolidation/scenario/policies.ts"
import { traceFields } from "./traceFields.ts"

const optional = Schema.optionalKey
const seconds = quantity("time", "non-negative")

const scheduler = Schema.Struct({
  name: optional(Schema.Literals(["consolidation", "dvfs", "non-power-aware"])),
  detector: optional(Schema.Literals(detectorNames)),
  parameter: optional(ratio),
  selection: optional(Schema.Literals(selectionNames)),
}).annotate({ expected: 'an object such as { detector: "mad" }' })

export const consolidationSchema = Schema.Struct({
  profile: Schema.Literals(consolidationProfiles),
  description: optional(Schema.String.annotate({ expected: "a text" })),
  seed: optional(Schema.Int.annotate({ expected: "a whole number" })),
  hosts: optional(count(1)),
  vms: optional(count(1)),
  load: optional(
    Schema.Struct(traceFields).annotate({ expected: 'an object such as { trace: "planetlab/20110303" }' }),
  ),
  scheduler: optional(
    Schema.Union([Schema.String, scheduler]).annotate({
      expected: 'the name of a scheduler, or an object such as { detector: "mad", selection: "mmt" }',
    }),
  ),
  engine: optional(
    Schema.Struct({
      updateIntensity: optional(ratio),
      memory: optional(Schema.Literals(["held", "ignored"])),
      bootSeconds: optional(seconds),
      shutdownSeconds: optional(seconds),
    }).annotate({ expected: 'an object such as { memory: "ignored" }' }),
  ),
}).annotate({ expected: 'a scenario: an object such as { profile: "cloudsim" }' })
