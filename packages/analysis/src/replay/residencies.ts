import type { Seconds } from "@placelab/core"
import type { ReplayMigration, Residency } from "./replay.ts"

/**
 * Seconds. A record has a begin and a duration, so that an end and the begin that follows on it differ in the last bits: dates
 * closer than this are one.
 */
export const sameDate = 1e-6

/**
 * Residencies by VM and date, where one that goes on is one, and ends where the next begins.
 *
 * Errors    RangeError for a VM on two machines at once, with both.
 */
export function joinedResidencies(
  residencies: readonly Residency[],
  names: { readonly hosts: readonly string[]; readonly vms: readonly string[] },
): Residency[] {
  const joined: Residency[] = []
  for (const next of residencies
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.vm - b.vm || a.from - b.from)) {
    const last = joined.at(-1)
    if (last === undefined || last.vm !== next.vm || next.from > last.to + sameDate) {
      joined.push(next)
      continue
    }
    joined.pop()
    if (last.host === next.host) {
      joined.push({ ...last, to: Math.max(last.to, next.to) })
      continue
    }
    if (next.from < last.to - sameDate) {
      const [vm, one, other] = [names.vms[next.vm], names.hosts[last.host], names.hosts[next.host]]
      throw new RangeError(
        `trace: ${vm} is on ${one} until ${last.to} s and on ${other} from ${next.from} s, expected one machine at a time`,
      )
    }
    joined.push({ ...last, to: next.from }, next)
  }
  return joined
}

/**
 * Where VMs were as their migrations tell: each on the machine that it leaves until the end of the migration, and where that has led
 * to until the next one.
 */
export function residenciesOfMigrations(migrations: readonly ReplayMigration[], end: Seconds): Residency[] {
  const lasts = new Map<number, { readonly host: number; readonly from: Seconds }>()
  const residencies: Residency[] = []
  for (const { vm, from, to, end: over, ok } of migrations) {
    residencies.push({ vm, host: from, from: lasts.get(vm)?.from ?? 0, to: over })
    lasts.set(vm, { host: ok ? to : from, from: over })
  }
  for (const [vm, { host, from }] of lasts) residencies.push({ vm, host, from, to: end })
  return residencies
}
