import type { TableSchema } from "./schema.ts"

/**
 * A schema as a table in Markdown, a row a column.
 *
 * @example console.log(schemaMarkdown(traceSchema))
 */
export function schemaMarkdown({ columns }: TableSchema): string {
  const rows = columns.map(({ name, type, unit = "", nullable = false, meaning }) =>
    [`\`${name}\``, type, unit, nullable ? "yes" : "", meaning.replaceAll("|", "\\|")].join(" | "),
  )
  return ["column | type | unit | may be empty | meaning", "--- | --- | --- | --- | ---", ...rows]
    .map((row) => `| ${row} |`)
    .join("\n")
}
