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
 * A scenario from its JSON form: the fields of {@link RawScenario}, or, where its profile is one of consolidation, those of
 * {@link RawConsolidationScenario}. Every quantity is a number in SI or a text with a unit, and "never" stands for Infinity. `file`
 * names the document in errors. What is left out is filled in, and all of it checked, by `scenario` and `consolidationScenario`.
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the nearest
 * name where a name is wrong.
 *
 * @example
 * decodeScenario({ hosts: 128, scheduler: { name: "snooze", lcsPerGm: 8 } }, "mine.json")
 */
export function decodeScenario(json: unknown, file: string): RawScenario | RawConsolidationScenario {
  const decode = isConsolidation(profileOf(json, file)) ? decodeConsolidation : decodeCluster
  const { description: _, ...raw }: (RawScenario | RawConsolidationScenario) & { description?: string } =
    decode(json, file)
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
