import { type Seconds, Trace, type TraceData, TraceTable } from "@placelab/core"

/** What is recorded at a date. */
export type Moment = readonly [date: Seconds, record: (trace: Trace) => void]

/** A trace of these moments, closed at `end`. */
export function traceOf(moments: readonly Moment[], end: Seconds): TraceTable {
  let now = 0
  const trace = new Trace(() => now)
  for (const [date, record] of moments) {
    now = date
    record(trace)
  }
  now = end
  trace.close()
  return trace.records
}

/** The moment at which `value` is the only state PM of a machine. */
export function pm(date: Seconds, machine: string, value: string, after?: string): Moment {
  return [date, (trace) => trace.track(machine, "PM").set(value, after === undefined ? undefined : { after })]
}

/** The moment at which a scheduler notices the violation of a machine. */
export function noticed(date: Seconds, machine: string): Moment {
  return [date, (trace) => trace.track(machine, "PM").push("violation-det", { by: "entropy" })]
}

/** A moment at which `value` is pushed on the states SERVICE of an entity. */
export function push(date: Seconds, entity: string, value: string, data?: TraceData): Moment {
  return [date, (trace) => trace.track(entity, "SERVICE").push(value, data)]
}

/** A moment at which the innermost state SERVICE of an entity ends. */
export function pop(date: Seconds, entity: string, data?: TraceData): Moment {
  return [date, (trace) => trace.track(entity, "SERVICE").pop(data)]
}

/** The moment at which a variable of an entity is written. */
export function number(date: Seconds, entity: string, name: string, value: number): Moment {
  return [date, (trace) => trace.variable(entity, name).record(value)]
}

/** The moment at which a value is the only one of a kind of state of an entity. */
export function state(date: Seconds, entity: string, name: string, value: string): Moment {
  return [date, (trace) => trace.track(entity, name).set(value)]
}

/** A table of states: entity, kind of state, value, begin, duration. */
export function tableOf(
  rows: readonly (readonly [string, string, string, Seconds, Seconds, TraceData?])[],
): TraceTable {
  const table = new TraceTable()
  const { entities, states, values } = table
  for (const [entity, state, value, time, duration, data] of rows) {
    table.addState(entities.code(entity), states.code(state), values.code(value), time, duration, data)
  }
  return table
}
