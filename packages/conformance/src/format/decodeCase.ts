import { documentDecoder } from "@placelab/core/platform"
import { type Case, caseSchema } from "./case.ts"
import { checkSimulation } from "./checkSimulation.ts"
import { checkSystem } from "./checkSystem.ts"

const decode = documentDecoder(caseSchema, ["op", "kind"])

/**
 * A case from its JSON form; `file` names the document in errors. What it refers to (hosts, links, activities, actors,
 * constraints) is checked, too. A field, operation, solver or policy that nobody knows is refused, since it might change
 * what the case means.
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the nearest
 * name where a name is wrong.
 */
export function decodeCase(json: unknown, file: string): Case {
  const played: Case = decode(json, file)
  if (played.kind === "lmm") checkSystem(played, file)
  else checkSimulation(played, file)
  return played
}
