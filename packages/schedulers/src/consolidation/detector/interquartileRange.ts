import { nonNegative } from "@placelab/core"
import { sortInPlace } from "./median.ts"
import { withoutHistory } from "./staticThreshold.ts"
import { measuredLength, type OverloadDetector } from "./watchedHost.ts"

/**
 * IQR: the more a host's utilisation has varied, the lower the threshold.
 *
 *     threshold = 1 - s IQR,   IQR = third quartile - first quartile of u
 *
 * Of n sorted values the quartiles are number round((n + 1) / 4) and round(3 (n + 1) / 4), halves rounded up. With fewer than 12
 * entries in its history a host is overloaded above 0.7.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, equation 14; 1.5 is theirs. The quartiles are CloudSim's. Errors: InputError.
 */
export function interquartileRange(safety = 1.5): OverloadDetector {
  nonNegative("interquartile range", "safety", safety, "ranges")
  let scratch = new Float64Array(0)
  return (host) => {
    const { demand, capacity, history } = host
    const length = measuredLength(history)
    if (length < fewest) return withoutHistory(host)
    if (scratch.length < length) scratch = new Float64Array(length)
    for (let i = 0; i < length; i++) scratch[i] = history[i]!
    sortInPlace(scratch, length)
    const first = scratch[Math.round(0.25 * (length + 1)) - 1]!
    const third = scratch[Math.round(0.75 * (length + 1)) - 1]!
    return demand / capacity > 1 - safety * (third - first)
  }
}

const fewest = 12
