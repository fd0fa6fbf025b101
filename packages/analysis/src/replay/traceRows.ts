import { type Seconds, type TraceData, type TraceTable, traceKind } from "@placelab/core"
import { headerOf, numberIn } from "../metrics/rows.ts"
import { sameDate } from "./residencies.ts"

/** A state of a trace, as a replay reads it. */
export interface StateRow {
  readonly entity: string
  readonly value: string
  readonly from: Seconds
  readonly to: Seconds
  readonly data: TraceData | undefined
}

/** What a replay reads of a trace. */
export interface ReplayRows {
  /** Machines of VMs. */
  readonly host: readonly StateRow[]
  readonly power: readonly StateRow[]
  /** Normal and overloaded machines. */
  readonly pm: readonly StateRow[]
  readonly migrate: readonly StateRow[]
  /** How many VMs the run had, 0 when the trace does not say it. */
  readonly vmCount: number
  /** The last date of the run. */
  readonly end: Seconds
}

/**
 * The rows of a trace that a replay is made of. What lasts until the end ends with it, to the last bit. Complexity: O(rows).
 */
export function replayRows(table: TraceTable): ReplayRows {
  const { kind, entity, state, value, time, duration } = table.columns
  const header = headerOf(table)
  const endOf = (i: number) => (kind[i] === traceKind.state ? time[i]! + duration[i]! : time[i]!)
  let end = numberIn(header, "duration") ?? 0
  for (let i = 0; i < kind.length; i++) if (endOf(i) > end) end = endOf(i)
  const of = (name: string): StateRow[] => {
    const code = table.states.find(name)
    const rows: StateRow[] = []
    for (let i = 0; i < kind.length; i++) {
      if (kind[i] !== traceKind.state || state[i] !== code) continue
      const to = end - endOf(i) <= sameDate ? end : endOf(i)
      const names = { entity: table.entities.name(entity[i]!), value: table.values.name(value[i]!) }
      rows.push({ ...names, from: time[i]!, to, data: table.data(i) })
    }
    return rows
  }
  return {
    host: of("HOST"),
    power: of("POWER"),
    pm: of("PM"),
    migrate: of("SERVICE").filter((row) => row.value === "migrate"),
    vmCount: numberIn(header, "vm_count") ?? 0,
    end,
  }
}
