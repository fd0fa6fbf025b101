import { nonNegative } from "@placelab/core"
import { medianInPlace } from "./median.ts"
import { withoutHistory } from "./staticThreshold.ts"
import { measuredLength, type OverloadDetector } from "./watchedHost.ts"

/**
 * MAD: the more a host's utilisation has varied, the lower the threshold.
 *
 *     threshold = 1 - s MAD,   MAD = median of |median(u) - u|
 *
 * With fewer than 12 entries in its history a host is overloaded above 0.7.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, equations 12 and 13; 2.5 is theirs. Errors: InputError.
 */
export function medianAbsoluteDeviation(safety = 2.5): OverloadDetector {
  nonNegative("median absolute deviation", "safety", safety, "deviations")
  let scratch = new Float64Array(0)
  return (host) => {
    const { demand, capacity, history } = host
    const length = measuredLength(history)
    if (length < fewest) return withoutHistory(host)
    if (scratch.length < length) scratch = new Float64Array(length)
    for (let i = 0; i < length; i++) scratch[i] = history[i]!
    const median = medianInPlace(scratch, length)
    for (let i = 0; i < length; i++) scratch[i] = Math.abs(median - scratch[i]!)
    return demand / capacity > 1 - safety * medianInPlace(scratch, length)
  }
}

const fewest = 12
