import { firstWhere } from "../firstWhere.ts"
import type { Replay } from "../replay/replay.ts"
import { sameDate } from "../replay/residencies.ts"

/** A date on which something changes, and a machine on which it does. */
export interface ReplayEvent {
  readonly date: number
  readonly host: number
}

/**
 * The dates on which anything changes, ascending, each once: dates that differ in their last bits only are the last of them. Of the
 * machines that change on a date, one with an overload comes before those of migrations, and others come last.
 */
export function eventsOf({ violations, migrations, power, residencies }: Replay): ReplayEvent[] {
  const changes = [
    ...violations.flatMap(({ host, from, to, detected }) =>
      [from, to, detected ?? from].map((date) => ({ date, host, rank: 0 })),
    ),
    ...migrations.flatMap(({ from, to, begin, end }) => [
      { date: begin, host: from, rank: 1 },
      { date: end, host: to, rank: 1 },
    ]),
    ...[...power, ...residencies].flatMap(({ host, from, to }) =>
      [from, to].map((date) => ({ date, host, rank: 2 })),
    ),
  ].sort((a, b) => a.date - b.date || a.rank - b.rank || a.host - b.host)
  const events: (ReplayEvent & { readonly rank: number })[] = []
  for (const change of changes) {
    const last = events.at(-1)
    if (last === undefined || change.date > last.date + sameDate) events.push(change)
    else events[events.length - 1] = { ...(change.rank < last.rank ? change : last), date: change.date }
  }
  return events.map(({ date, host }) => ({ date, host }))
}

/** The first event after a date. Complexity: O(log events) */
export function eventAfter(events: readonly ReplayEvent[], date: number): ReplayEvent | undefined {
  return events[firstWhere(events, (event) => event.date > date)]
}

/** The last event before a date. Complexity: O(log events) */
export function eventBefore(events: readonly ReplayEvent[], date: number): ReplayEvent | undefined {
  return events[firstWhere(events, (event) => event.date >= date) - 1]
}

/** How many machines are overloaded from each date on, ascending. */
export function overloadCounts({ violations }: Replay): { readonly date: number; readonly count: number }[] {
  const changes = new Map<number, number>([[0, 0]])
  for (const { from, to } of violations) {
    changes.set(from, (changes.get(from) ?? 0) + 1)
    changes.set(to, (changes.get(to) ?? 0) - 1)
  }
  let count = 0
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([date, change]) => {
      count += change
      return { date, count }
    })
}
