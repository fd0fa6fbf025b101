/*
 * Problem     Will the VMs of a host ask for all of it by the time that one of them could have left?
 * Notation    y(1) ... y(10)   the last ten utilisations, oldest first
 *             a + b x          the line of least squares through (x, y(x))
 *             m                intervals that the longest migration of one of the VMs takes
 *             s                safety
 * Computed    overloaded when s (a + b (10 + m)) >= 1
 * Sums        means and products of deviations are brought up to date point by point, from the oldest on.
 * Source      Beloglazov and Buyya, CCPE 24(13), 2012, section 5.1, equations 15 to 20; s = 1.2 is theirs.
 * Differs     The paper weighs points by the tricube of their age, and for the robust variant by the bisquare of their residual, too. CloudSim
 *             computes these weights, and applies them only when two fifths of them are 0 or less, which they never are: so all that it has
 *             published under LR and LRR comes from this line without weights, and so does what is here.
 */

import { positive } from "@placelab/core"
import { withoutHistory } from "./staticThreshold.ts"
import { measuredLength, type OverloadDetector } from "./watchedHost.ts"

/**
 * LR: a host is overloaded when the line through its last ten utilisations, with a margin, reaches its capacity by the end of a
 * migration. With less than ten of them, above 0.7. Errors: InputError.
 */
export function localRegression(safety = 1.2): OverloadDetector {
  positive("local regression", "safety", safety, "parts of the prediction")
  return (host) => {
    const { history, migrationIntervals } = host
    if (measuredLength(history) < points) return withoutHistory(host)
    let [meanX, meanY] = [1, history[points - 1]!]
    let [sumX, sumY] = [meanX, meanY]
    let [squares, products] = [0, 0]
    for (let n = 1; n < points; n++) {
      const x = n + 1
      const y = history[points - 1 - n]!
      const [dx, dy] = [x - meanX, y - meanY]
      const share = n / (1 + n)
      squares += dx * dx * share
      products += dx * dy * share
      meanX += dx / (1 + n)
      meanY += dy / (1 + n)
      sumX += x
      sumY += y
    }
    const slope = products / squares
    const intercept = (sumY - slope * sumX) / points
    return (intercept + slope * (points + migrationIntervals)) * safety >= 1
  }
}

/**
 * LRR: the same as {@link localRegression}. In the paper points that are far from the line count less; CloudSim, whose arithmetic this is,
 * never applies these weights, and gives the same figures for LR and LRR.
 */
export const robustLocalRegression: typeof localRegression = localRegression

const points = 10
