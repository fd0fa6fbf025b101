import type { Claim } from "@placelab/analysis"

/** The claims of one notebook. */
export interface NotebookClaims {
  readonly name: string
  readonly claims: readonly Claim[]
}

const headings = ["id", "verdict", "statement", "published", "regenerated"]
const verdicts = { held: "held", missed: "missed", quoted: "quoted only" } as const

/**
 * The claims as a table of text, a part for each notebook, and a line that counts them.
 *
 * @param width Columns of the terminal: longer texts are broken into lines.
 */
export function claimsTable(notebooks: readonly NotebookClaims[], width: number): string {
  const shown = notebooks.filter(({ claims }) => claims.length > 0)
  const rowsOf = shown.map(({ claims }) => claims.map(cells))
  const widths = columnWidths([headings, ...rowsOf.flat()], width)
  const parts = shown.map(({ name }, index) =>
    [name, line(headings, widths), ...rowsOf[index]!.map((row) => line(row, widths))].join("\n"),
  )
  return [...parts, countLine(shown.flatMap(({ claims }) => claims))].join("\n\n")
}

/** `3 held, 0 missed, 1 quoted`. */
function countLine(claims: readonly Claim[]): string {
  const count = (verdict: Claim["verdict"]) => claims.filter((claim) => claim.verdict === verdict).length
  return `${count("held")} held, ${count("missed")} missed, ${count("quoted")} quoted`
}

function cells(claim: Claim): string[] {
  const reason = claim.reason === undefined ? "" : ` (${claim.mayMiss ? "may miss: " : ""}${claim.reason})`
  return [claim.id, verdicts[claim.verdict], claim.statement + reason, claim.published, claim.regenerated]
}

/** No column is narrower than the widest heading, if it has that much to show. */
const leastWidth = 11

/**
 * The widths of the columns. What is left over after the least widths is divided evenly, and what a column does not
 * need of its share goes to the others, so that short columns are not broken for the sake of long ones.
 */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const needed = headings.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const widths = needed.map((need) => Math.min(need, leastWidth))
  let left = Math.max(0, width - 2 * headings.length - widths.reduce((sum, least) => sum + least, 0))
  const byNeed = [...needed.keys()].sort((a, b) => needed[a]! - needed[b]!)
  byNeed.forEach((column, index) => {
    const more = Math.min(needed[column]! - widths[column]!, Math.floor(left / (byNeed.length - index)))
    widths[column]! += more
    left -= more
  })
  return widths
}

/** One row, on as many lines as its longest cell needs. */
function line(row: readonly string[], widths: readonly number[]): string {
  const columns = row.map((text, column) => wrap(text, widths[column]!))
  const height = Math.max(...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, i) =>
    `  ${columns.map((lines, column) => (lines[i] ?? "").padEnd(widths[column]!)).join("  ")}`.trimEnd(),
  ).join("\n")
}

/** Breaks a text at spaces, and after hyphens or anywhere where a single word is too long. */
export function wrap(text: string, width: number): string[] {
  const words = text.split(/\s+/).flatMap((word) => breakWord(word, width))
  const lines: string[] = []
  for (const { text: part, joins } of words) {
    const last = lines.at(-1)
    const joined = last === undefined ? part : last + (joins ? "" : " ") + part
    if (last !== undefined && joined.length <= width) lines[lines.length - 1] = joined
    else lines.push(part)
  }
  return lines
}

/** The parts of a word that fit the width; `joins` when a part belongs to the one before without a space. */
function breakWord(word: string, width: number): { text: string; joins: boolean }[] {
  if (word.length <= width) return [{ text: word, joins: false }]
  const parts = word.split(/(?<=-)/).flatMap((part) => part.match(new RegExp(`.{1,${width}}`, "gu")) ?? [])
  return parts.map((text, index) => ({ text, joins: index > 0 }))
}
