import { documentDecoder } from "@placelab/core/platform"
import type { RawScenario } from "../scenario.ts"
import { scenarioSchema } from "./scenarioSchema.ts"

const decode = documentDecoder(scenarioSchema, [])

/**
 * A scenario from its JSON form: the fields of {@link RawScenario}, where every quantity is a number in SI or a text with a unit,
 * and "never" stands for Infinity. `file` names the document in errors. What is left out is filled in, and all of it checked, by
 * `scenario`.
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the nearest
 * name where a name is wrong.
 *
 * @example
 * decodeScenario({ hosts: 128, scheduler: { name: "snooze", lcsPerGm: 8 } }, "mine.json")
 */
export function decodeScenario(json: unknown, file: string): RawScenario {
  const { description: _, ...raw }: RawScenario & { description?: string } = decode(json, file)
  return raw
}
