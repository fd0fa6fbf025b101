import type { Seconds } from "@placelab/core"

export const hour: Seconds = 3600
export const hoursOfDay = 24

/**
 * Means by hour of the day, over their mean: 1 all day long where nothing follows the day. `series` are samples on a grid; NaN is left
 * out. Dates count from the beginning, so what is hour 0 depends on when that was. Undefined for less than a day, for an hour without
 * sample, and where all is 0.
 */
export function dailyShape(series: Iterable<Float64Array>, interval: Seconds): number[] | undefined {
  let longest = 0
  const sums = new Float64Array(hoursOfDay)
  const counts = new Float64Array(hoursOfDay)
  for (const values of series) {
    longest = Math.max(longest, values.length)
    for (const [k, value] of values.entries()) {
      if (Number.isNaN(value)) continue
      const at = Math.floor(((k + 0.5) * interval) / hour) % hoursOfDay
      sums[at]! += value
      counts[at]!++
    }
  }
  if (longest * interval < hoursOfDay * hour) return undefined
  const means = Array.from(sums, (sum, at) => sum / counts[at]!)
  const mean = means.reduce((sum, value) => sum + value, 0) / hoursOfDay
  return mean > 0 ? means.map((value) => value / mean) : undefined
}
