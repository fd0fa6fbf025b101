import { nonNegative } from "@placelab/core"
import { sortInPlace } from "./median.ts"
import { spreadDetector } from "./spreadDetector.ts"
import type { OverloadDetector } from "./watchedHost.ts"

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
  return spreadDetector(safety, (history, length) => {
    sortInPlace(history, length)
    const first = history[Math.round(0.25 * (length + 1)) - 1]!
    const third = history[Math.round(0.75 * (length + 1)) - 1]!
    return third - first
  })
}
