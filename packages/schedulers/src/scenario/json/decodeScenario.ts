import { unknownName } from "@placelab/core"
import { documentDecoder } from "@placelab/core/platform"
import {
  consolidationProfiles,
  isConsolidation,
  type RawConsolidationScenario,
} from "../../consolidation/scenario/consolidationScenario.ts"
import { profiles } from "../profiles.ts"
import type { RawScenario } from "../scenario.ts"
import { consolidationSchema } from "./consolidationSchema.ts"
import { scenarioSchema } from "./scenarioSchema.ts"

const decodeCluster = documentDecoder(scenarioSchema, [])
const decodeConsolidation = documentDecoder(consolidationSchema, [])

/**
 * A scenario of a cluster from its JSON form: the fields of {@link RawScenario}, where every quantity is a number in SI or a text with a
 * unit, and "never" stands for Infinity. `file` names the document in errors. What is left out is filled in, and all of it checked, by
 * `scenario`.
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the nearest
 * name where a name is wrong.
 *
 * @example
 * decodeScenario({ hosts: 128, scheduler: { name: "snooze", lcsPerGm: 8 } }, "mine.json")
 */
export function decodeScenario(json: unknown, file: string): RawScenario {
  const { description: _, ...raw }: RawScenario & { description?: string } = decodeCluster(json, file)
  return raw
}

/**
 * A scenario of any kind from its JSON form: where its profile is one of consolidation, the fields of {@link RawConsolidationScenario}.
 * Errors: as {@link decodeScenario}.
 *
 * @example
 * decodeAnyScenario({ profile: "cloudsim", load: { trace: "planetlab/20110303" } }, "mine.json")
 */
export function decodeAnyScenario(json: unknown, file: string): RawScenario | RawConsolidationScenario {
  if (!isConsolidation(profileOf(json, file))) return decodeScenario(json, file)
  const decoded = decodeConsolidation(json, file)
  const { description: _, ...raw }: RawConsolidationScenario & { description?: string } = decoded
  return raw
}

/** The field that says which form a document has, before its form is known. */
function profileOf(json: unknown, file: string): { readonly profile?: string } {
  const { profile } = Object(json) as { readonly profile?: unknown }
  if (typeof profile !== "string") return {}
  if (!Object.hasOwn(profiles, profile) && !isConsolidation({ profile }))
    throw unknownName(file, "profile", profile, [...Object.keys(profiles), ...consolidationProfiles])
  return { profile }
}
