import { nonNegative } from "@placelab/core"
import { medianInPlace } from "./median.ts"
import { spreadDetector } from "./spreadDetector.ts"
import type { OverloadDetector } from "./watchedHost.ts"

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
  return spreadDetector(safety, (history, length) => {
    const median = medianInPlace(history, length)
    for (let i = 0; i < length; i++) history[i] = Math.abs(median - history[i]!)
    return medianInPlace(history, length)
  })
}
