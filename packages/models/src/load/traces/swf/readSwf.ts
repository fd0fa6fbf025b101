import { InputError, linesOf } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../../../either.ts"
import { type SwfLog, type SwfRecord, swfFields } from "./swfRecord.ts"

/** A line of a log that is not empty. */
export type SwfLine = { readonly comment: string } | { readonly record: SwfRecord }

/**
 * Reads a workload log line by line, as it is asked for: the whole text, or chunks of it that may end anywhere. `file` is for
 * messages.
 *
 * Errors    InputError with file and line: not 18 fields, no number, a number below 0 that is not -1, no job number or
 *           submit time.
 * Differs   submit times need not rise: logs of the archive break that rule.
 */
export function* swfLines(text: string | Iterable<string>, file = "log"): Generator<SwfLine, void> {
  let number = 0
  for (const line of linesOf(text)) {
    number++
    const trimmed = line.trim()
    if (trimmed.startsWith(";")) yield { comment: trimmed.slice(1).trim() }
    else if (trimmed !== "") yield { record: swfRecordOf(trimmed, `${file}, line ${number}`) }
  }
}

/**
 * A whole log. Left: InputError as of {@link swfLines}.
 *
 * @example
 * readSwf("; MaxNodes: 8\n1 0 -1 3600 7 -1 -1 7 7200 -1 1 -1 -1 -1 -1 -1 -1 -1\n")
 */
export function readSwf(text: string | Iterable<string>, file = "log"): Either<InputError, SwfLog> {
  return checked(() => {
    const comments: string[] = []
    const records: SwfRecord[] = []
    for (const line of swfLines(text, file)) {
      if ("comment" in line) comments.push(line.comment)
      else records.push(line.record)
    }
    return { comments, records }
  })
}

/** What a comment `name: value` says; of several the first. Undefined where there is none. */
export function swfHeader({ comments }: SwfLog, name: string): string | undefined {
  const found = comments.find((comment) => comment.startsWith(`${name}:`))
  return found?.slice(name.length + 1).trim()
}

/** For this package: the record of a line that is no comment. Errors: as of {@link swfLines}. */
export function swfRecordOf(line: string, where: string): SwfRecord {
  const cells = line.split(/\s+/)
  if (cells.length !== swfFields.length)
    throw new InputError(where, "number of fields", cells.length, `${swfFields.length}, between blanks`)
  const record: Partial<Record<keyof SwfRecord, number>> = {}
  for (const [i, [name, isWhole]] of swfFields.entries()) {
    const cell = cells[i]!
    const value = Number(cell)
    const isKnown = value !== -1
    if (!Number.isFinite(value) || (isKnown && value < 0) || (isWhole && !Number.isInteger(value)))
      throw new InputError(
        where,
        name,
        cell,
        `${isWhole ? "a whole number" : "a number"} of at least 0, or -1 for unknown`,
      )
    if (isKnown) record[name] = value
  }
  const { jobNumber, submitTime } = record
  if (jobNumber === undefined) throw new InputError(where, "jobNumber", -1, "a whole number of at least 0")
  if (submitTime === undefined)
    throw new InputError(where, "submitTime", -1, "a number of at least 0, in seconds")
  return { ...record, jobNumber, submitTime }
}
