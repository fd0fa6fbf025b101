import { InputError } from "../inputError.ts"
import { dataText } from "./dataText.ts"
import { eventOfStates, stateOfVariables } from "./jsonLines.ts"
import type { Names } from "./names.ts"
import { numberText } from "./numberText.ts"
import { type TraceColumns, type TraceTable, traceKind } from "./traceTable.ts"

const linesAChunk = 1024

/**
 * A trace as the lines of VMPlaceS' `events.json`, in chunks of text to be written one after the other. `readJsonLines` reads them
 * back; `jsonLines.ts` describes them.
 *
 * Errors  `InputError` for a state of the name VARIABLE and an event of the name trace_event, which would not be read back as
 *         what they are. It names the row, counted from `first`, which is not 0 for a piece of a trace.
 *
 * @example [...writeJsonLines(trace.records)].join("")
 */
export function* writeJsonLines(table: TraceTable, first = 0): Generator<string, void> {
  if (table.states.find(stateOfVariables) >= 0 || table.states.find(eventOfStates) >= 0)
    refuseReserved(table, first)
  const entities = new Quoted(table.entities)
  const states = new Quoted(table.states)
  const values = new Quoted(table.values)
  for (let begin = 0; begin < table.length; begin += linesAChunk) {
    const { kind, entity, state, value, number, time, duration }: TraceColumns = table.columns
    const end = Math.min(begin + linesAChunk, kind.length)
    let text = ""
    for (let i = begin; i < end; i++) {
      const origin = entities.of(entity[i]!)
      const name = states.of(state[i]!)
      const date = Number.isNaN(time[i]!) ? "" : `,"time":"${numberText(time[i]!)}"`
      const data = table.data(i)
      if (kind[i] === traceKind.state) {
        const shown = data === undefined ? '""' : dataText(data)
        text += `{"event":"trace_event","origin":${origin},"state_name":${name}${date},"value":${values.of(value[i]!)},"data":${shown},"duration":${numberText(duration[i]!)}}\n`
      } else if (kind[i] === traceKind.variable) {
        text += `{"event":"trace_event","origin":${origin},"state_name":"VARIABLE"${date},"value":${name},"data":{"value":${numberText(number[i]!)}},"duration":${numberText(duration[i]!)}}\n`
      } else {
        const shown = data === undefined ? "" : `,"data":${dataText(data)}`
        text += `{"event":${name},"origin":${origin}${date}${shown}}\n`
      }
    }
    yield text
  }
}

/** The names of a column as JSON, each made once. */
class Quoted {
  readonly #names: Names
  readonly #quoted: string[] = []

  constructor(names: Names) {
    this.#names = names
  }

  of(code: number): string {
    return (this.#quoted[code] ??= JSON.stringify(this.#names.name(code)))
  }
}

function refuseReserved(table: TraceTable, first: number): void {
  const { kind, state } = table.columns
  for (let i = 0; i < kind.length; i++) {
    const name = table.states.name(state[i]!)
    if (kind[i] === traceKind.state && name === stateOfVariables) {
      throw new InputError(
        `trace, row ${first + i}`,
        "the name of a state",
        name,
        "another: it marks variables in this format",
      )
    }
    if (kind[i] === traceKind.event && name === eventOfStates) {
      throw new InputError(
        `trace, row ${first + i}`,
        "the name of an event",
        name,
        "another: it marks states in this format",
      )
    }
  }
}
