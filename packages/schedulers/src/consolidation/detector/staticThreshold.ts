import { nonNegative } from "@placelab/core"
import type { OverloadDetector } from "./watchedHost.ts"

/**
 * THR: a host is overloaded when its VMs ask for more than a part of its capacity.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 5.1; 0.8 is theirs.
 * Errors: InputError.
 *
 * @example staticThreshold(0.8)({ demand: 4300, capacity: 5320, history: [], migrationIntervals: 0 }) // true
 */
export function staticThreshold(threshold = 0.8): OverloadDetector {
  nonNegative("static threshold", "threshold", threshold, "parts of the capacity")
  return ({ demand, capacity }) => demand / capacity > threshold
}

/** What the detectors that look at the past say of a host that has too little of it. */
export const withoutHistory: OverloadDetector = staticThreshold(0.7)
