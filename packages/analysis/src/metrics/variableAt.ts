import type { Seconds, TraceTable } from "@placelab/core"
import { variableRows } from "./rows.ts"

/**
 * What a variable of a trace was at some dates: what was written last, on the date or before it; NaN before the first time.
 *
 * @param dates in rising order, in seconds
 *
 * Complexity  O(rows + dates)
 *
 * @example
 * variableAt(run.trace.records, "injector", "LOAD", [600, 1200, 1800]) // percent of the capacity
 */
export function variableAt(
  table: TraceTable,
  entity: string,
  name: string,
  dates: readonly Seconds[],
): number[] {
  const columns = table.columns
  const wanted = table.entities.find(entity)
  const rows = variableRows(table, name).filter((i) => columns.entity[i] === wanted)
  let next = 0
  let value = Number.NaN
  return dates.map((date) => {
    for (; next < rows.length && columns.time[rows[next]!]! <= date; next++)
      value = columns.number[rows[next]!]!
    return value
  })
}
