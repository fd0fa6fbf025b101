import * as Schema from "effect/Schema"
import { consolidationSchema } from "./consolidationSchema.ts"
import { scenarioSchema } from "./scenarioSchema.ts"

/**
 * The JSON form of a scenario as JSON Schema, draft 2020-12, for editors that complete and check while one types.
 *
 * @example writeFileSync("scenario.schema.json", JSON.stringify(scenarioJsonSchema()))
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  const { schema, definitions } = Schema.toJsonSchemaDocument(
    Schema.Union([scenarioSchema, consolidationSchema]),
    {
      onExcessProperty: "error",
      generateDescriptions: true,
    },
  )
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema, $defs: definitions }
}
