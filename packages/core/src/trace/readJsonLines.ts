import { InputError } from "../inputError.ts"
import { eventOfStates, stateOfVariables } from "./jsonLines.ts"
import { linesOf } from "./linesOf.ts"
import type { TraceData } from "./traceRecord.ts"
import { TraceTable } from "./traceTable.ts"

/**
 * Reads VMPlaceS' `events.json`, written by VMPlaceS or by `writeJsonLines`: the whole text, or chunks of it that may end
 * anywhere. Empty lines and blanks around names are passed over, as are fields that a trace does not have.
 *
 * Objects inside `data` are dropped (VMPlaceS' header has one, `algorithm_details`), and so are nulls and lists. An event without
 * a date gets NaN.
 *
 * Errors   `InputError` with the line: no JSON, a field missing or of another kind.
 * Differs  VMPlaceS' scripts pass over lines that they cannot read; here nothing is lost unsaid.
 *
 * @example readJsonLines(readFileSync("events.json", "utf8"), "events.json").length
 */
export function readJsonLines(text: string | Iterable<string>, file = "trace"): TraceTable {
  for (const table of readJsonLineBatches(text, file, Number.POSITIVE_INFINITY)) return table
  return new TraceTable()
}

/**
 * The same in pieces of `rows` rows, the last of fewer, that have their names in common: for traces that are larger than memory.
 * Errors: as {@link readJsonLines}, when the line is reached.
 *
 * @example
 * for (const piece of readJsonLineBatches(chunks, "events.json", 16_384)) count += piece.length
 */
export function* readJsonLineBatches(
  text: string | Iterable<string>,
  file: string,
  rows: number,
): Generator<TraceTable, void> {
  let table = new TraceTable()
  let number = 0
  for (const line of linesOf(text)) {
    number++
    if (line.trim() === "") continue
    addLine(table, new Line(line, file, number))
    if (table.length < rows) continue
    yield table
    table = new TraceTable(table)
  }
  if (table.length > 0) yield table
}

function addLine(table: TraceTable, line: Line): void {
  const event = line.name("event")
  const entity = table.entities.code(line.name("origin"))
  if (event !== eventOfStates) {
    const time = line.has("time") ? line.time() : Number.NaN
    table.addEvent(entity, table.states.code(event), time, line.data())
    return
  }
  const state = line.name("state_name")
  const value = line.name("value")
  const time = line.time()
  const duration = line.duration()
  if (state === stateOfVariables) {
    table.addVariable(entity, table.states.code(value), line.variable(), time, duration)
  } else {
    table.addState(entity, table.states.code(state), table.values.code(value), time, duration, line.data())
  }
}

/** The fields of one line, each checked when it is asked for. */
class Line {
  readonly #file: string
  readonly #number: number
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(text: string, file: string, number: number) {
    this.#file = file
    this.#number = number
    const fields = parsed(text)
    if (!isObject(fields)) throw new InputError(this.#where, "the line", text, "a JSON object")
    this.#fields = fields
  }

  get #where(): string {
    return `${this.#file}, line ${this.#number}`
  }

  has(field: string): boolean {
    return this.#fields[field] !== undefined
  }

  name(field: string): string {
    const name = this.#fields[field]
    if (typeof name === "string" && name.trim() !== "") return name.trim()
    throw this.#refused(field, name, "a text that is not empty")
  }

  time(): number {
    const { time } = this.#fields
    const seconds = typeof time === "string" && time.trim() !== "" ? Number(time) : time
    if (typeof seconds === "number" && Number.isFinite(seconds)) return seconds
    throw this.#refused("time", time, "seconds, as a text or a number")
  }

  duration(): number {
    const { duration } = this.#fields
    if (typeof duration === "number" && Number.isFinite(duration) && duration >= 0) return duration
    throw this.#refused("duration", duration, "a number of at least 0, in seconds")
  }

  variable(): number {
    const { data } = this.#fields
    const value = isObject(data) ? data.value : undefined
    if (typeof value === "number" && Number.isFinite(value)) return value
    throw this.#refused("data.value", value, "the number that the variable was")
  }

  data(): TraceData | undefined {
    const { data } = this.#fields
    if (data === undefined || data === "") return undefined
    if (!isObject(data)) throw this.#refused("data", data, 'an object, or "" for none')
    for (const key in data) if (!isFlat(data[key])) return withoutNested(data)
    return data as TraceData
  }

  #refused(what: string, value: unknown, expected: string): InputError {
    return new InputError(this.#where, what, value, expected)
  }
}

function isFlat(value: unknown): value is TraceData[string] {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

function withoutNested(data: Readonly<Record<string, unknown>>): TraceData {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, TraceData[string]] => isFlat(entry[1])),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
