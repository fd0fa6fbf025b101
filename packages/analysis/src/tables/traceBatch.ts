import {
  dataText,
  InputError,
  type Names,
  type TraceData,
  type TraceNames,
  TraceTable,
  traceKind,
} from "@placelab/core"
import type { Cell } from "./schema.ts"
import type { Cells, TableBatch } from "./tableBatch.ts"

/** The kinds of records, by their codes. */
const kinds = Object.keys(traceKind) as (keyof typeof traceKind)[]

/** A trace as a batch of rows of `traceSchema`. Complexity: O(rows). */
export function batchOfTrace(table: TraceTable): TableBatch {
  const { kind, entity, state, value, number, time, duration } = table.columns
  const { length } = table
  const column = (cell: (i: number) => Cell): Cells => Array.from({ length }, (_, i) => cell(i))
  return {
    length,
    where: (row) => `trace, row ${row}`,
    columns: [
      column((i) => kinds[kind[i]!]!),
      column((i) => table.entities.name(entity[i]!)),
      column((i) => table.states.name(state[i]!)),
      column((i) => (value[i]! < 0 ? null : table.values.name(value[i]!))),
      column((i) => (kind[i] === traceKind.variable ? number[i]! : null)),
      time.some(Number.isNaN) ? column((i) => (Number.isNaN(time[i]) ? null : time[i]!)) : time,
      duration,
      column((i) => {
        const data = table.data(i)
        return data === undefined ? null : dataText(data)
      }),
    ],
  }
}

/**
 * The trace that rows of `traceSchema` are, whose cells are checked by their types already; with the names of `names`, if the rows
 * are a piece of a trace. Complexity: O(rows).
 *
 * Errors  InputError, with the row, for what is no record: an unknown kind, a state without value or date,
 *         a variable without number, a negative duration, something that this kind of record does not have, data that are no
 *         flat JSON.
 */
export function traceOfBatch(batch: TableBatch, names?: TraceNames): TraceTable {
  const table = new TraceTable(names)
  const [kind, entity, state, value, number, time, duration, data] = batch.columns as readonly [
    ...[Texts, Texts, Texts, ArrayLike<string | null>],
    ...[ArrayLike<number | null>, ArrayLike<number | null>, ArrayLike<number>, ArrayLike<string | null>],
  ]
  let i = 0
  const refused = (what: string, cell: Cell, expected: string) =>
    new InputError(batch.where(i), what, cell, expected)
  for (; i < batch.length; i++) {
    const who = codeOf(table.entities, entity[i]!)
    const what = codeOf(table.states, state[i]!)
    const [date, lasting] = [time[i]!, duration[i]!]
    const own = kind[i]! as keyof typeof traceKind
    if (!Object.hasOwn(traceKind, own)) throw refused("kind", own, "state, variable or event")
    if (!(lasting >= 0)) throw refused("duration", lasting, "a number of at least 0, in s")
    if (own !== "event" && date === null)
      throw refused("time", date, `a finite number, in s: a ${own} has a date`)
    if (own !== "state" && value[i] !== null) throw refused("value", value[i]!, `nothing: a ${own} has none`)
    if (own !== "variable" && number[i] !== null)
      throw refused("number", number[i]!, `nothing: a ${own} has none`)
    const text = data[i]!
    const more = text === null ? undefined : dataOf(text)
    if (more === null) throw refused("data", text, "a JSON object of texts, numbers and truth values")
    if (own === "state") {
      if (value[i] === null) throw refused("value", null, "a text: what the state was")
      table.addState(who, what, codeOf(table.values, value[i]!), date!, lasting, more)
    } else if (own === "variable") {
      if (number[i] === null) throw refused("number", null, "a finite number: what the variable was")
      if (more !== undefined) throw refused("data", text, "nothing: a variable has none")
      table.addVariable(who, what, number[i]!, date!, lasting)
    } else {
      if (lasting !== 0) throw refused("duration", lasting, "0: an event has none")
      table.addEvent(who, what, date ?? Number.NaN, more)
    }
  }
  return table
}

type Texts = ArrayLike<string>

/**
 * The code of a name. A new one is copied: engines keep the text that a name was cut from, which may be a piece of a file, as long
 * as the name.
 */
export function codeOf(names: Names, name: string): number {
  const known = names.find(name)
  return known >= 0 ? known : names.code(` ${name}`.slice(1))
}

/** The data in a text of JSON, null when it is none. */
export function dataOf(text: string): TraceData | null {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null
  for (const key in data) {
    const value: unknown = data[key as keyof typeof data]
    const isFlat = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)
    if (!isFlat) return null
  }
  return data as TraceData
}
