import type { Seconds, TraceTable } from "@placelab/core"
import { firstWhere } from "../firstWhere.ts"
import { stateRows } from "./rows.ts"

/**
 * How many entities of a trace were in a state at some dates. A state holds from its begin on, up to its end, which is not in it.
 *
 * @param dates in rising order, in seconds
 *
 * Complexity  O(rows + n log dates) for n rows of this state
 *
 * @example
 * countStates(run.trace.records, "SNOOZE", "leader", [600, 1200]) // [1, 1] when all is in order
 */
export function countStates(
  table: TraceTable,
  state: string,
  value: string,
  dates: readonly Seconds[],
): number[] {
  const { time, duration } = table.columns
  const changes = new Array<number>(dates.length + 1).fill(0)
  const firstFrom = (begin: Seconds) => firstWhere(dates, (date) => date >= begin)
  for (const i of stateRows(table, state, [value])) {
    changes[firstFrom(time[i]!)]!++
    changes[firstFrom(time[i]! + duration[i]!)]!--
  }
  let count = 0
  return dates.map((_, i) => {
    count += changes[i]!
    return count
  })
}
