import { isFailure } from "effect/Result"
import type { Decoder } from "effect/Schema"
import { decodeUnknownResult } from "effect/SchemaParser"
import { InputError } from "../../inputError.ts"
import { issueError } from "./issueError.ts"

/** So many lists and objects may be inside of one another; a decoder calls itself for each. */
const deepest = 500

/**
 * Reads JSON documents of one kind, which `schema` declares; `tags` are the fields that say which of several kinds of
 * object is meant, such as "routing". The decoder takes a document, and the file that names it in errors.
 *
 * Errors of the decoder: InputError in one line, with the file, the path in the document, the value, and what was expected,
 * which is the annotation `expected` of the schema at that place. A field that the schema does not have is refused, with
 * the nearest one that it has.
 *
 * @example
 * const decodeSite = documentDecoder(siteSchema, [])
 * decodeSite({ nmae: "Rennes" }, "site.json")
 * // InputError: site.json: field name is "nmae"; expected a known one: did you mean "name"?
 */
export function documentDecoder<T>(
  schema: Decoder<T>,
  tags: readonly string[],
): (json: unknown, file: string) => T {
  const decode = decodeUnknownResult(schema, { onExcessProperty: "error" })
  return (json, file) => {
    const depth = depthOf(json)
    if (depth > deepest) throw new InputError(file, "depth of lists and objects", depth, `at most ${deepest}`)
    const decoded = decode(json)
    if (isFailure(decoded)) throw issueError(decoded.failure, file, json, tags)
    return decoded.success
  }
}

function depthOf(json: unknown): number {
  let depth = 0
  for (let level = [json]; level.length > 0; depth++) {
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    )
  }
  return depth - 1
}
