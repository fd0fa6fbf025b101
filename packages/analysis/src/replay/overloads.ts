import type { Seconds } from "@placelab/core"
import type { ReplayViolation } from "./replay.ts"
import { sameDate } from "./residencies.ts"
import type { StateRow } from "./traceRows.ts"

/** When a scheduler noticed that a machine is overloaded. */
interface Notice {
  readonly host: number
  readonly date: Seconds
}

/**
 * The overloads of all machines, by begin and machine, from the rows of their kind of state PM. `place` gives the number of a machine.
 * Complexity: sorting of the rows.
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
  const noticed = rows
    .filter(({ value }) => value === "violation-det")
    .map(({ entity, from }): Notice => ({ host: place(entity), date: from }))
    .sort((a, b) => a.host - b.host || a.date - b.date)
  let next = 0
  return joined
    .map((spell) => {
      while (next < noticed.length && isBefore(noticed[next]!, spell)) next++
      const first = noticed[next]
      const isOfSpell = first?.host === spell.host && first.date <= spell.to + sameDate
      return isOfSpell ? { ...spell, detected: first.date } : spell
    })
    .sort((a, b) => a.from - b.from || a.host - b.host)
}

function isBefore(notice: Notice, { host, from }: ReplayViolation): boolean {
  return notice.host < host || (notice.host === host && notice.date < from - sameDate)
}
