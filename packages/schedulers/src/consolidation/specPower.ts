import type { Watts } from "@placelab/core"

/**
 * What a host draws at a utilisation from 0 to 1: linear between the points of its table, in CloudSim's order of operations. Above 1,
 * which is rounding, as at 1.
 */
export function powerAt(table: readonly Watts[], utilization: number): Watts {
  const place = Math.min(1, utilization) * 10
  const below = Math.floor(place)
  const watts = table[below]!
  const slope = (table[Math.ceil(place)]! - watts) / 10
  return watts + slope * (Math.min(1, utilization) - below / 10) * 100
}

/** Used of total, where up to 1 % too much counts as rounding. */
export function utilizationOf(used: number, total: number): number {
  const utilization = used / total
  return utilization > 1 && utilization < 1.01 ? 1 : utilization
}
