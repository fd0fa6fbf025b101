import { InputError, type Seconds } from "@placelab/core"
import type { NumberRange } from "./cells.ts"

/** Dates of Google's traces of 2011 and 2019, which begin at 600 s and last 29 and 31 days. */
export const googleDates: NumberRange = {
  least: 0,
  most: 32 * 86_400e6,
  expected: "microseconds, from 0 to 32 days of them; the traces begin at 600000000",
}

/** A share of the largest machine. Nothing takes ten machines, so that percentages are seen as such now and then. */
export const googleShare: NumberRange = {
  least: 0,
  most: 10,
  expected: "a share of the largest machine, from 0 to 1 (not percent)",
}

/** The highest share in a window, which measurements may have far too high. */
export const googleMaximum: NumberRange = {
  least: 0,
  most: Number.MAX_VALUE,
  expected: "a share of the largest machine, from 0, or nothing",
}

/**
 * A measurement window in seconds; undefined where it lasts no time, so that there is nothing it could tell. Windows are of five
 * minutes, or shorter where the task began or ended within: so much less, or more, is another unit. Errors: InputError.
 */
export function googleWindow(
  start: number,
  end: number,
  where: string,
): { readonly start: Seconds; readonly duration: Seconds } | undefined {
  const length = end - start
  if (length === 0) return undefined
  if (length < 0)
    throw new InputError(where, "end of the window", end, `a date that is not before its start, ${start}`)
  if (length < 1000 || length > 3600e6) {
    const expected = "at most 300000000 as a rule, in microseconds (not in seconds or nanoseconds)"
    throw new InputError(where, "length of the window", length, expected)
  }
  return { start: start / 1e6, duration: length / 1e6 }
}
