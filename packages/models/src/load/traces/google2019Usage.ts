import { InputError } from "@placelab/core"
import { type NumberRange, shortened } from "./cells.ts"
import { googleDates, googleMaximum, googleShare, googleWindow } from "./googleWindow.ts"
import { shareRow } from "./shareRow.ts"
import type { UsageFormat } from "./traceFormat.ts"

/**
 * The table `instance_usage` of Google's cluster traces of May 2019, as BigQuery exports it in JSON: an object a line, with whole numbers
 * as texts. (BigQuery has no CSV for tables with records in them.) An instance, a task or a reservation, is a VM here,
 * `collection.instance` its name. CPU and memory are shares of the largest machine.
 *
 * A task that runs in a reservation (`alloc_collection_id`) gives no row: what it uses is in the row of its reservation, and would count
 * twice; Google's own analysis leaves it out, too. Rows without a mean CPU give none, nor do windows that last no time.
 *
 * Source: Wilkes, "Google cluster-usage traces v3", 2020; Tirmazi et al., "Borg: the next generation", EuroSys 2020; CC-BY.
 *
 * @example google2019Usage.reader("").row('{"start_time":"600000000","end_time":"900000000",' +
 *   '"collection_id":"7","instance_index":"0","average_usage":{"cpus":0.25,"memory":0.1}}', "")
 * // 7.0, from 600 s to 900 s: cpu 0.25, memory 0.1
 */
export const google2019Usage: UsageFormat = {
  name: "google-2019",
  title: "Google cluster traces 2019 (v3), instance usage",
  shareOf: "the largest machine",
  reader: () => ({
    row: (line, where) => {
      if (line.trim() === "") return undefined
      const record = recordOf(line, where)
      const start = number(record, "start_time", googleDates, where)
      const window = googleWindow(start, number(record, "end_time", googleDates, where), where)
      const id = `${whole(record, "collection_id", where)}.${whole(record, "instance_index", where)}`
      const mean = nested(record, "average_usage", where)
      const cpu = optional(mean, "cpus", googleShare, where, "average_usage.")
      const memory = optional(mean, "memory", googleShare, where, "average_usage.")
      const max = nested(record, "maximum_usage", where)
      const cpuMax = optional(max, "cpus", googleMaximum, where, "maximum_usage.")
      if (window === undefined || cpu === undefined || isInReservation(record, where)) return undefined
      return shareRow(id, window.start, window.duration, cpu, cpuMax, memory)
    },
    end: () => {},
  }),
}

type Json = Readonly<Record<string, unknown>>

function isInReservation(record: Json, where: string): boolean {
  const reservation = record.alloc_collection_id ?? null
  return reservation !== null && whole(record, "alloc_collection_id", where) !== "0"
}

function recordOf(line: string, where: string): Json {
  const value = parsed(line)
  if (isRecord(value)) return value
  const expected = "a JSON object: the table as BigQuery exports it in JSON, one object a line (not CSV)"
  throw new InputError(where, "line", shortened(line), expected)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function nested(record: Json, field: string, where: string): Json {
  const value = record[field] ?? {}
  if (isRecord(value)) return value
  throw new InputError(where, field, value, 'a record of "cpus" and "memory", or nothing')
}

/** A name made of digits. A JSON number that is too large to be exact is refused. */
function whole(record: Json, field: string, where: string): string {
  const value = record[field]
  if (typeof value === "string" && /^-?\d+$/.test(value)) return value
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value)
  throw new InputError(where, field, value, "a whole number, as a text of digits")
}

function number(record: Json, field: string, range: NumberRange, where: string, path = ""): number {
  const value = record[field]
  const amount = typeof value === "string" && value.trim() !== "" ? Number(value) : value
  if (typeof amount === "number" && amount >= range.least && amount <= range.most) return amount
  throw new InputError(where, `${path}${field}`, value, range.expected)
}

function optional(record: Json, field: string, range: NumberRange, where: string, path: string) {
  return (record[field] ?? null) === null ? undefined : number(record, field, range, where, path)
}
