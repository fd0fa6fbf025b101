import type { Profile } from "../../engine/profile.ts"
import { InputError } from "../../inputError.ts"

type Point = readonly [date: number, value: number]

/**
 * A profile from SimGrid's text form: lines of "date value", dates rising; "PERIODICITY p" or "LOOPAFTER d" for
 * patterns that repeat p seconds after their start, or d seconds after their last point; lines that begin with # or
 * % are comments.
 *
 * `period`, when above 0, is that of the element that holds the text.
 *
 * Errors: InputError with the line. Source: SimGrid's profiles; stochastic ones are refused.
 */
export function readProfile(text: string, where: string, period: number, valueKind: string): Profile {
  const points: Point[] = []
  let repeat = period
  let loopAfter: number | undefined
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === "" || line.startsWith("#") || line.startsWith("%")) continue
    const refuse = (expected: string) =>
      new InputError(`${where}, line ${i + 1} of the profile`, "line", line, expected)
    const [first, second, ...rest] = line.split(/\s+/)
    const number = second === undefined || rest.length > 0 ? Number.NaN : Number(second)
    if (first === "PERIODICITY" || first === "LOOPAFTER") {
      if (!(number >= 0)) throw refuse("a number of seconds of at least 0 after it")
      if (first === "PERIODICITY") repeat = number
      else loopAfter = number
      continue
    }
    points.push(readPoint(Number(first), number, points.at(-1), valueKind, refuse))
  }
  const last = points.at(-1)
  if (last === undefined) throw new InputError(where, "profile", text, "at least one line of date and value")
  if (loopAfter !== undefined) return { points, period: last[0] + loopAfter }
  if (repeat > 0 && repeat < last[0]) {
    throw new InputError(where, "period of the profile", repeat, `at least its last date, ${last[0]}`)
  }
  return repeat > 0 ? { points, period: repeat } : { points }
}

function readPoint(
  date: number,
  value: number,
  before: Point | undefined,
  valueKind: string,
  refuse: (expected: string) => InputError,
): Point {
  if (!(date >= 0 && value >= 0 && Number.isFinite(date + value))) {
    throw refuse(`a date in seconds and ${valueKind}, both at least 0`)
  }
  if (before !== undefined && date < before[0])
    throw refuse(`a date of at least the one before, ${before[0]}`)
  return [date, value]
}
