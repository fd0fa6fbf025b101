import { InputError, linesOf } from "@placelab/core"

/*
 * Comma-separated values as RFC 4180 has them: a record a line; cells stand between commas; a cell with a comma, a quote or a line
 * break in it stands in quotes, where a quote is two.
 *
 * A line is whole where the number of quotes by then is even, so a record is found without a look at its cells.
 *
 * Differs  a line may end without the carriage return. An empty cell without quotes is null, and one in quotes a text of no letters,
 *          which the RFC leaves open.
 */

/** One record. */
export interface CsvRecord {
  /** Of its first line, from 1. */
  readonly line: number
  readonly cells: readonly (string | null)[]
}

/** The records of a text. Errors: InputError with the line, for quotes that are not closed or stand in the middle of a cell. */
export function* csvRecords(text: string | Iterable<string>, file: string): Generator<CsvRecord, void> {
  let number = 0
  let line = 0
  let open: string | undefined
  for (const next of linesOf(text)) {
    number++
    if (open === undefined) line = number
    const record: string = open === undefined ? next : `${open}\n${next}`
    const isOpen: boolean = hasOddQuotes(next) !== (open !== undefined)
    open = isOpen ? record : undefined
    if (!isOpen)
      yield { line, cells: cellsOf(record.endsWith("\r") ? record.slice(0, -1) : record, file, line) }
  }
  if (open !== undefined)
    throw new InputError(
      `${file}, line ${line}`,
      "quote",
      "open",
      "one that is closed before the end of the file",
    )
}

function hasOddQuotes(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}

function cellsOf(record: string, file: string, line: number): (string | null)[] {
  if (!record.includes('"')) return record.split(",").map((cell) => (cell === "" ? null : cell))
  const cells: (string | null)[] = []
  for (let at = 0; at <= record.length; ) {
    const isQuoted = record[at] === '"'
    const end = isQuoted ? endOfQuotes(record, at) : record.indexOf(",", at)
    const next = end < 0 ? record.length : end
    const cell = record.slice(at, next)
    const inner = isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell
    if (isQuoted ? next < record.length && record[next] !== "," : cell.includes('"'))
      throw new InputError(
        `${file}, line ${line}`,
        "cell",
        cell,
        "one that is in quotes as a whole, or has none",
      )
    cells.push(inner === "" && !isQuoted ? null : inner)
    at = next + 1
  }
  return cells
}

/** Where the cell ends whose first quote is at `at`: behind its last one. There is one, since quotes are even in number. */
function endOfQuotes(record: string, at: number): number {
  for (let end = at + 1; ; end += 2) {
    end = record.indexOf('"', end)
    if (end < 0) return record.length
    if (record[end + 1] !== '"') return end + 1
  }
}
