import { RandomStream } from "@placelab/core"
import { type CloudsimFleet, planetlabFleet } from "../../src/index.ts"

/**
 * VMs of the experiment's four kinds on few hosts of its two: loads walk in whole percent, stay, or fall to 0, so that equal demands, full
 * hosts, overloads and VMs that are done all occur.
 */
export function randomFleet(seed: number): CloudsimFleet {
  const random = new RandomStream(seed, "fleet")
  const samples = 12 + random.below(30)
  const traces = Array.from({ length: 8 + random.below(40) }, () => {
    const stride = 1 + random.below(25)
    let level = random.below(60)
    const percent = Uint8Array.from({ length: samples }, () => {
      const kind = random.below(10)
      if (kind < 6) level = Math.min(99, Math.max(0, level + random.below(2 * stride + 1) - stride))
      else if (kind === 6) level = 20 * random.below(6)
      return Math.min(100, level)
    })
    return { percent }
  })
  return planetlabFleet(traces, 2 * traces.length)
}
