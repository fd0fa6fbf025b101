import { withoutHistory } from "./staticThreshold.ts"
import { measuredLength, type OverloadDetector } from "./watchedHost.ts"

/**
 * A host is overloaded when its VMs ask for more than 1 - `safety` x spread of its capacity. `spreadOf` is given the past utilisations in
 * the first `length` places of a list that it may change. With fewer than 12 entries in its history a host is overloaded above 0.7.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 5.1.
 */
export function spreadDetector(
  safety: number,
  spreadOf: (history: Float64Array, length: number) => number,
): OverloadDetector {
  let scratch = new Float64Array(0)
  return (host) => {
    const { demand, capacity, history } = host
    const length = measuredLength(history)
    if (length < fewest) return withoutHistory(host)
    if (scratch.length < length) scratch = new Float64Array(length)
    for (let i = 0; i < length; i++) scratch[i] = history[i]!
    return demand / capacity > 1 - safety * spreadOf(scratch, length)
  }
}

const fewest = 12
