import type { Seconds, TraceColumns, TraceTable } from "@placelab/core"
import { ended } from "./definition.ts"
import { numberIn, stateRows } from "./rows.ts"

/*
 * What is read: the states `reconfigure`. While a plan is carried out, every node of its set is in that state, and so is the one that
 * made the plan. Records are of one plan when `plan` in their data is the same, or, where one has none, when they began
 * and ended at the same dates, as the records of VMPlaceS do. A plan lasts from the first begin to the last end of its records.
 *
 * So plans of a run are found where all records of each are: a set of machines that a plan crosses has a part of it.
 */

/** A plan that began to be carried out. */
export interface PlanRun {
  readonly duration: Seconds
  /** How long it was foreseen to last: `planned` in the data. */
  readonly planned: Seconds | undefined
  /** Whether `until`, or the end of the run there, has cut it. */
  readonly isCut: boolean
}

/** The rows of the nodes under reconfiguration that began before `until`. */
export function reconfigureRows(table: TraceTable, until: Seconds): number[] {
  const { time } = table.columns
  return stateRows(table, "SERVICE", ["reconfigure"]).filter((i) => time[i]! < until)
}

/** The plans that these rows are of. Complexity: O(rows). */
export function plansOf(table: TraceTable, rows: readonly number[], until: Seconds): PlanRun[] {
  const { columns } = table
  const { time, duration } = columns
  const nameOf = (i: number) => table.data(i)?.plan
  const datesOf = (i: number) => `${time[i]} ${duration[i]}`
  const named = rows.filter((i) => nameOf(i) !== undefined)
  const groups = [...grouped(named, nameOf).values()]
  if (named.length < rows.length) {
    const datesOfNamed = new Set(named.map(datesOf))
    const others = rows.filter((i) => nameOf(i) === undefined && !datesOfNamed.has(datesOf(i)))
    groups.push(...grouped(others, datesOf).values())
  }
  return groups.map((group) => planOf(table, columns, group, until))
}

/** The rows with each key, in the order in which the keys come first. */
function grouped<K>(rows: readonly number[], keyOf: (row: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** The plan that these records are of. */
function planOf(
  table: TraceTable,
  { time, duration }: TraceColumns,
  rows: readonly number[],
  until: Seconds,
): PlanRun {
  let begin = Number.POSITIVE_INFINITY
  for (const i of rows) begin = Math.min(begin, time[i]!)
  let longest = 0
  let planned: number | undefined
  let isCut = false
  for (const i of rows) {
    longest = Math.max(longest, time[i]! - begin + duration[i]!)
    planned ??= numberIn(table.data(i), "planned")
    isCut ||= !ended(time[i]!, duration[i]!, until)
  }
  return { duration: longest, planned, isCut }
}
