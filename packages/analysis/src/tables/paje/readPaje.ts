import { InputError, linesOf, type TraceData, TraceTable, traceKind } from "@placelab/core"
import { rowsABatch } from "../tableBatch.ts"
import { codeOf, dataOf } from "../traceBatch.ts"
import { pajeEvent, pajeFields, pajeHeader, textInPaje } from "./pajeEvents.ts"

/**
 * Reads a trace that `pajeWriter` has written, in pieces that have their names in common. Links are passed over: the states that
 * they were made from have all that is in them.
 *
 * Complexity  O(file). In memory are states that have begun, and records that wait for one that comes before them in the trace: few, where
 *             the trace was recorded in the order of its ends.
 * Errors      InputError with file and line, for Paje of other programs, and for a file that is not whole.
 */
export function* readPaje(text: string | Iterable<string>, file: string): Generator<TraceTable, void> {
  const reading = new Reading()
  let number = 0
  for (const line of linesOf(text)) {
    number++
    const defined = pajeHeader[number - 1]
    if (defined !== undefined ? line !== defined : !reading.take(line))
      throw new InputError(`${file}, line ${number}`, "the line", line, expected(defined))
    if (reading.table.length >= rowsABatch) yield reading.next()
  }
  if (!reading.isWhole)
    throw new InputError(`${file}, line ${number + 1}`, "the line", "missing", "more of the trace")
  if (reading.table.length > 0) yield reading.next()
}

function expected(definition: string | undefined): string {
  return definition === undefined
    ? "an event as placelab writes them in Paje"
    : `"${definition}", as in the traces that placelab writes`
}

/** A record, as far as it has been read. */
interface Pending {
  readonly kind: number
  readonly who: number
  readonly what: number
  readonly value: number
  readonly number: number
  readonly time: number
  readonly lasted: number
  readonly data: TraceData | undefined
}

class Reading {
  table = new TraceTable()
  readonly #names = new Map<string, string>()
  readonly #begun = new Map<number, Omit<Pending, "lasted">>()
  /** By row: records before which others are to come. */
  readonly #waiting = new Map<number, Pending>()
  #row = 0
  #root: string | undefined
  #isClosed = false

  get isWhole(): boolean {
    return this.#isClosed && this.#begun.size === 0 && this.#waiting.size === 0
  }

  /** The rows so far; what comes is in another table with the same names. */
  next(): TraceTable {
    const { table } = this
    this.table = new TraceTable(table)
    return table
  }

  /** Whether the line is an event that may stand there. */
  take(line: string): boolean {
    const [id, ...fields] = fieldsOf(line)
    const event = /^\d+$/.test(id ?? "") ? Number(id) : -1
    if (this.#isClosed || fields.length !== pajeFields(event)) return false
    switch (event) {
      case pajeEvent.containerType:
      case pajeEvent.linkType:
      case pajeEvent.startLink:
      case pajeEvent.endLink:
        return true
      case pajeEvent.stateType:
      case pajeEvent.variableType:
      case pajeEvent.eventType:
      case pajeEvent.value:
        this.#names.set(fields[0]!, textInPaje(fields[2]!))
        return true
      case pajeEvent.create:
        this.#root ??= fields[1]!
        this.#names.set(fields[1]!, textInPaje(fields[4]!))
        return true
      case pajeEvent.destroy:
        this.#isClosed = fields[2] === this.#root
        return true
      default:
        return this.#takeRecord(event, fields)
    }
  }

  #takeRecord(event: number, fields: readonly string[]): boolean {
    const [date, type, container, ...more] = fields as readonly [string, string, string, ...string[]]
    const time = numberIn(date)
    const [entity, state] = [this.#names.get(container), this.#names.get(type)]
    const isValued = event !== pajeEvent.pop
    const row = numberIn(more[isValued ? 1 : 0]!)
    if (!Number.isFinite(time) || entity === undefined || state === undefined || !Number.isInteger(row))
      return false
    if (event === pajeEvent.pop) {
      const begun = this.#begun.get(row)
      return this.#begun.delete(row) && this.#add(row, { ...begun!, lasted: numberIn(more[1]!) })
    }
    const who = codeOf(this.table.entities, entity)
    const what = codeOf(this.table.states, state)
    const record = { who, what, value: -1, number: Number.NaN, time, lasted: 0, data: undefined }
    if (event === pajeEvent.variable) {
      const number = numberIn(more[0]!)
      const lasted = numberIn(more[2]!)
      return (
        Number.isFinite(number) && this.#add(row, { ...record, kind: traceKind.variable, number, lasted })
      )
    }
    const value = this.#names.get(more[0]!)
    const shown = textInPaje(more[2]!)
    const data = shown === "" ? undefined : dataOf(shown)
    if (value === undefined || data === null) return false
    if (event !== pajeEvent.push) {
      const dated = event === pajeEvent.undated ? Number.NaN : time
      return this.#add(row, { ...record, kind: traceKind.event, time: dated, data })
    }
    if (this.#begun.has(row)) return false
    this.#begun.set(row, { ...record, kind: traceKind.state, value: codeOf(this.table.values, value), data })
    return true
  }

  #add(row: number, record: Pending): boolean {
    if (!(record.lasted >= 0 && Number.isFinite(record.lasted)) || row < this.#row || this.#waiting.has(row))
      return false
    this.#waiting.set(row, record)
    for (let next = this.#waiting.get(this.#row); next !== undefined; next = this.#waiting.get(this.#row)) {
      this.#waiting.delete(this.#row++)
      const { kind, who, what, value, number, time, lasted, data } = next
      if (kind === traceKind.state) this.table.addState(who, what, value, time, lasted, data)
      else if (kind === traceKind.variable) this.table.addVariable(who, what, number, time, lasted)
      else this.table.addEvent(who, what, time, data)
    }
    return true
  }
}

/** The fields of a line: words, and texts in quotes, with a blank between. */
function fieldsOf(line: string): string[] {
  const fields: string[] = []
  for (let at = 0; at < line.length; ) {
    const isQuoted = line[at] === '"'
    const found = isQuoted ? line.indexOf('"', at + 1) : line.indexOf(" ", at)
    const end = found < 0 ? line.length : found
    fields.push(line.slice(isQuoted ? at + 1 : at, end))
    at = end + (isQuoted ? 2 : 1)
  }
  return fields
}

function numberIn(text: string): number {
  return text === "" ? Number.NaN : Number(text)
}
