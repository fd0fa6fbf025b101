import { type Names, type TraceTable, traceKind } from "@placelab/core"

/** Writes all rows of a trace at the end of another one. Complexity: O(rows). */
export function appendTrace(to: TraceTable, from: TraceTable): void {
  const { kind, entity, state, value, number, time, duration } = from.columns
  const entities = translation(from.entities, to.entities)
  const states = translation(from.states, to.states)
  const values = translation(from.values, to.values)
  for (let i = 0; i < kind.length; i++) {
    const who = entities(entity[i]!)
    const what = states(state[i]!)
    if (kind[i] === traceKind.state) {
      to.addState(who, what, values(value[i]!), time[i]!, duration[i]!, from.data(i))
    } else if (kind[i] === traceKind.variable) {
      to.addVariable(who, what, number[i]!, time[i]!, duration[i]!)
    } else {
      to.addEvent(who, what, time[i]!, from.data(i))
    }
  }
}

/** The codes that names of one column have in another one. */
function translation(from: Names, to: Names): (code: number) => number {
  if (from === to) return (code) => code
  const known: number[] = []
  return (code) => (known[code] ??= to.code(from.name(code)))
}
