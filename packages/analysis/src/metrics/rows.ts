import { type Seconds, type TraceData, type TraceTable, traceKind } from "@placelab/core"
import { clipped } from "./definition.ts"

/** The numbers of the rows in which something of this kind of state was in one of these values, ascending. */
export function stateRows(table: TraceTable, state: string, values: readonly string[]): number[] {
  const columns = table.columns
  const stateCode = table.states.find(state)
  const asked = new Uint8Array(table.values.length)
  for (const value of values) {
    const code = table.values.find(value)
    if (code >= 0) asked[code] = 1
  }
  const rows: number[] = []
  for (let i = 0; i < columns.kind.length; i++) {
    if (columns.kind[i] !== traceKind.state || columns.state[i] !== stateCode) continue
    if (asked[columns.value[i]!] === 1) rows.push(i)
  }
  return rows
}

/** The time that things were in one of these values of this kind of state before `until`, in seconds, summed. */
export function secondsIn(
  table: TraceTable,
  state: string,
  values: readonly string[],
  until: Seconds,
): Seconds {
  const { time, duration } = table.columns
  return stateRows(table, state, values).reduce(
    (sum, i) => (time[i]! < until ? sum + clipped(time[i]!, duration[i]!, until) : sum),
    0,
  )
}

/** The numbers of the rows in which a variable of this name was written, ascending. */
export function variableRows(table: TraceTable, name: string): number[] {
  const { kind, state } = table.columns
  const code = table.states.find(name)
  const rows: number[] = []
  for (let i = 0; i < kind.length; i++) {
    if (kind[i] === traceKind.variable && state[i] === code) rows.push(i)
  }
  return rows
}

/** What the simulator says of a run in the first record of its trace; undefined when there is no such record. */
export function headerOf(table: TraceTable): TraceData | undefined {
  const [start] = stateRows(table, "SIMULATION", ["START"])
  return start === undefined ? undefined : table.data(start)
}

/** A number among the data of a record, undefined when there is none of this name. */
export function numberIn(data: TraceData | undefined, key: string): number | undefined {
  const value = data?.[key]
  return typeof value === "number" ? value : undefined
}

/** How a migration or a computation ended, as its data say; VMPlaceS called it `result` in 2015. */
export function outcomeIn(data: TraceData | undefined): TraceData[string] | undefined {
  return data?.state ?? data?.result
}
