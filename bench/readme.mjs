import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const file = join(import.meta.dirname, "README.md")

/** Replaces what stands in README.md between the markers of that name. */
export function rewriteReadme(name, text) {
  const [begin, end] = [`<!-- begin: ${name} -->`, `<!-- end: ${name} -->`]
  const readme = readFileSync(file, "utf8")
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`README.md: no place for "${name}": expected ${begin} and ${end}`)
  writeFileSync(file, `${readme.slice(0, from + begin.length)}\n${text.trim()}\n${readme.slice(to)}`)
}

/** A table in Markdown; `rows` are lists of texts. */
export function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")
}
