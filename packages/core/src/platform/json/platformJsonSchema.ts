import { toJsonSchemaDocument } from "effect/Schema"
import { zone } from "./platformSchema.ts"

/**
 * The JSON form of a platform as JSON Schema, draft 2020-12, for editors that complete and check while one types.
 * It knows fields and kinds of values; units, names and sizes are checked by `decodePlatform` alone.
 *
 * @example writeFileSync("platform.schema.json", JSON.stringify(platformJsonSchema()))
 */
export function platformJsonSchema(): Record<string, unknown> {
  const { schema, definitions } = toJsonSchemaDocument(zone, {
    onExcessProperty: "error",
    generateDescriptions: true,
  })
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema, $defs: definitions }
}
