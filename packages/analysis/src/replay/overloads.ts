import type { Seconds } from "@placelab/core"
import type { ReplayViolation } from "./replay.ts"
import { sameDate } from "./residencies.ts"
import type { StateRow } from "./traceRows.ts"

/**
 * The overloads of all machines, by begin and machine, from the rows of their kind of state PM. `place` gives the number of a machine.
 */
export function overloadsOf(rows: readonly StateRow[], place: (name: string) => number): ReplayViolation[] {
  const spells = rows
    .filter(({ value }) => value === "violation" || value === "violation-out")
    .map(({ entity, from, to }) => ({ host: place(entity), from, to }))
    .sort((a, b) => a.host - b.host || a.from - b.from)
  const joined: ReplayViolation[] = []
  for (const next of spells) {
    const last = joined.at(-1)
    if (last?.host !== next.host || next.from > last.to + sameDate) joined.push(next)
    else joined[joined.length - 1] = { ...last, to: Math.max(last.to, next.to) }
  }
  const noticed = new Map<number, Seconds[]>()
  for (const { entity, value, from } of rows) {
    if (value !== "violation-det") continue
    const host = place(entity)
    noticed.set(host, [...(noticed.get(host) ?? []), from])
  }
  return joined
    .map((spell) => {
      const dates = noticed.get(spell.host)?.filter((date) => isWithin(spell, date)) ?? []
      return dates.length === 0 ? spell : { ...spell, detected: Math.min(...dates) }
    })
    .sort((a, b) => a.from - b.from || a.host - b.host)
}

function isWithin({ from, to }: ReplayViolation, date: Seconds): boolean {
  return date >= from - sameDate && date <= to + sameDate
}
