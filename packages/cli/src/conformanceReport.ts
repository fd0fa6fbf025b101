import type { CaseResult, Difference } from "@placelab/conformance"
import { type Column, textTable } from "./textTable.ts"

/** So many differences of a case are shown. */
const shownDifferences = 3

/**
 * Played cases as text: a row each, with the first places where we answer otherwise than SimGrid, and a last line that
 * counts.
 */
export function conformanceReport(results: readonly CaseResult[]): string {
  return [textTable(columns, results.flatMap(rowsOf)), "", countLine(results)].join("\n")
}

/** "N passed, N failed, N quirks". */
export function countLine(results: readonly CaseResult[]): string {
  const count = (verdict: CaseResult["verdict"]) => results.filter((each) => each.verdict === verdict).length
  return `${count("passed")} passed, ${count("failed")} failed, ${count("quirk")} quirks`
}

interface Row {
  readonly id: string
  readonly verdict: string
  readonly where: string
  readonly expected: string
  readonly found: string
  readonly why: string
}

const columns: readonly Column<Row>[] = [
  { over: "case", title: "", cell: ({ id }) => id, align: "left" },
  { over: "verdict", title: "", cell: ({ verdict }) => verdict, align: "left" },
  { over: "where", title: "", cell: ({ where }) => where, align: "left" },
  { over: "SimGrid", title: "", cell: ({ expected }) => expected },
  { over: "ours", title: "", cell: ({ found }) => found },
  { over: "", title: "", cell: ({ why }) => why, align: "left" },
]

function rowsOf(result: CaseResult): Row[] {
  const { id, verdict, differences } = result
  const shown = differences.slice(0, shownDifferences)
  const hidden = differences.length - shown.length
  const [first, ...more] = shown.map((difference) => rowOf(difference))
  const rows = [{ ...empty, ...first, id, verdict, why: whyOf(result) }, ...more]
  return hidden === 0 ? rows : [...rows, { ...empty, where: `and ${hidden} more` }]
}

const empty: Row = { id: "", verdict: "", where: "", expected: "", found: "", why: "" }

function rowOf({ path, expected, found }: Difference): Row {
  const [first, second] = [shown(expected, 10), shown(found, 10)]
  if (first !== second) return { ...empty, where: path, expected: first, found: second }
  return { ...empty, where: path, expected: shown(expected, 17), found: shown(found, 17) }
}

function whyOf({ verdict, differences, error, reason = "" }: CaseResult): string {
  if (error !== undefined) return error
  return verdict === "quirk" && differences.length === 0 ? "SimGrid answers as we do" : reason
}

/** A value in a few characters; what is not there is a dash. */
function shown(value: unknown, digits: number): string {
  if (value === undefined) return "-"
  if (typeof value === "number") return String(Number(value.toPrecision(digits)))
  if (typeof value !== "object" || value === null) return String(value)
  return Object.values(value)
    .map((each) => shown(each, digits))
    .join(" ")
}
