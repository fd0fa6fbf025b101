import type { TraceColumns, TraceTable } from "@placelab/core"
import { variableRows } from "./rows.ts"

/*
 * Variables that say how much there was since the record before of the same entity: ENERGY, REQUESTED, SERVED, SATURATED. Of a record that
 * was written after `until` the part before it counts, as if the rate had been constant during the record.
 */

/** The numbers of the rows of such a variable that count, ascending. */
export function amountRows(table: TraceTable, name: string, until: number): number[] {
  const { time, duration } = table.columns
  return variableRows(table, name).filter((i) => time[i]! - duration[i]! < until || time[i]! <= until)
}

/** What counts of one of them. */
export function amountBefore({ number, time, duration }: TraceColumns, i: number, until: number): number {
  const beyond = time[i]! - until
  return beyond > 0 ? number[i]! * (1 - beyond / duration[i]!) : number[i]!
}

/** What counts of all of them. */
export function amountOf(table: TraceTable, name: string, until: number): number {
  const { columns } = table
  return amountRows(table, name, until).reduce((sum, i) => sum + amountBefore(columns, i, until), 0)
}

/** What counts, by the code of the entity; those without a record are not in it. */
export function amountsByEntity(table: TraceTable, name: string, until: number): Map<number, number> {
  const { columns } = table
  const amounts = new Map<number, number>()
  for (const i of amountRows(table, name, until)) {
    const entity = columns.entity[i]!
    amounts.set(entity, (amounts.get(entity) ?? 0) + amountBefore(columns, i, until))
  }
  return amounts
}
