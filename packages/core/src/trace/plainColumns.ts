import type { TraceData } from "./traceRecord.ts"
import { type TraceTable, traceKind } from "./traceTable.ts"

/** The columns of a trace with names in place of codes; entry i of each is of row i. */
export interface PlainColumns {
  readonly kind: readonly ("state" | "variable" | "event")[]
  readonly entity: readonly string[]
  /** The kind of state, or the name of the variable or event. */
  readonly state: readonly string[]
  /** The value of a state, the number of a variable; undefined for events. */
  readonly value: readonly (string | number | undefined)[]
  /** Seconds. */
  readonly time: Float64Array
  /** Seconds. */
  readonly duration: Float64Array
  readonly data: readonly (TraceData | undefined)[]
}

const kinds = Object.keys(traceKind) as (keyof typeof traceKind)[]

/**
 * A trace as plain columns, which a library of tables takes as they are.
 *
 * @example aq.table({ ...plainColumns(trace.records) }).filter((row) => row.value === "violation")
 */
export function plainColumns(table: TraceTable): PlainColumns {
  const { kind, entity, state, value, number, time, duration } = table.columns
  const rows = Array.from(kind, (_, i) => i)
  return {
    kind: rows.map((i) => kinds[kind[i]!]!),
    entity: rows.map((i) => table.entities.name(entity[i]!)),
    state: rows.map((i) => table.states.name(state[i]!)),
    value: rows.map((i) => {
      if (kind[i] === traceKind.state) return table.values.name(value[i]!)
      return kind[i] === traceKind.variable ? number[i] : undefined
    }),
    time: time.slice(),
    duration: duration.slice(),
    data: rows.map((i) => table.data(i)),
  }
}
