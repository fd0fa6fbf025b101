/**
 * Dates closer than this count as one, as in SimGrid: sums of durations that should be equal differ by rounding, and an
 * end must win over a time-out of the same date. In seconds.
 */
export const datePrecision = 1e-9

/** The last date that counts as the same as `date`. Far out, where doubles are coarser than the precision, a few of them. */
export function lastOfDate(date: number): number {
  return date + Math.max(datePrecision, date * 2 ** -50)
}
