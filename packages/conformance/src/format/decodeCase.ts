import { isFailure } from "effect/Result"
import { decodeUnknownResult } from "effect/SchemaParser"
import { type Case, caseSchema } from "./case.ts"
import { checkNames } from "./checkNames.ts"
import { issueError } from "./issueError.ts"

const decode = decodeUnknownResult(caseSchema, { onExcessProperty: "error" })

/**
 * A case from its JSON form; `file` names the document in errors. What it refers to (hosts, links, activities, actors,
 * constraints) is checked, too. A field, operation, solver or policy that nobody knows is refused, since it might change
 * what the case means.
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the nearest
 * name where a name is wrong.
 */
export function decodeCase(json: unknown, file: string): Case {
  const decoded = decode(json)
  if (isFailure(decoded)) throw issueError(decoded.failure, file, json)
  const played: Case = decoded.success
  checkNames(played, file)
  return played
}
