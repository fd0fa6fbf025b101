import { InputError, nonNegative, type Seconds, unknownName } from "@placelab/core"
import type { FailureEvent } from "./failureEvent.ts"

/** A host was down, as a log has it. */
export interface Outage {
  /** Its name. */
  readonly host: string
  readonly from: Seconds
  /** Infinity: it did not come back. */
  readonly to: Seconds
}

/**
 * Failures as a log has them. `hosts` are the names in the list that the events are for; the outages come in any order, and
 * those of one host do not overlap. On one date, hosts come back before others fail. Errors: InputError, with the row.
 */
export function tracedFailures(hosts: readonly string[], outages: readonly Outage[]): FailureEvent[] {
  const places = new Map(hosts.map((name, i) => [name, i]))
  const rows = outages.map((outage, row) => checkedRow(outage, row, places))
  rows.sort((a, b) => a.from - b.from)
  const until = new Float64Array(hosts.length)
  const events: FailureEvent[] = []
  for (const { where, host, from, to } of rows) {
    if (from < until[host]!) {
      const expected = `a date from ${until[host]} s on, when the host is back from the outage before`
      throw new InputError(where, "from", from, expected)
    }
    until[host] = to
    events.push({ date: from, host, isOn: false })
    if (to < Number.POSITIVE_INFINITY) events.push({ date: to, host, isOn: true })
  }
  return events.sort((a, b) => a.date - b.date || Number(b.isOn) - Number(a.isOn) || a.host - b.host)
}

function checkedRow({ host: name, from, to }: Outage, row: number, places: ReadonlyMap<string, number>) {
  const where = `outages[${row}]`
  const host = places.get(name)
  if (host === undefined) throw unknownName(where, "host", name, places.keys())
  nonNegative(where, "from", from, "seconds")
  if (!(to > from)) throw new InputError(where, "to", to, `a date after from = ${from} s (or Infinity)`)
  return { where, host, from, to }
}
