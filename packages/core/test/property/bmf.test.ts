import { describe, expect, test } from "vitest"
import { FairShare } from "../../src/fairshare/fairShare.ts"
import { RandomStream } from "../../src/random/randomStream.ts"

const seeds = 3000

/** How weights, penalties and bounds are drawn. */
const shapes = {
  "weights and bounds near 1": { spread: 1, bounded: 4 },
  "weights and penalties over five orders of magnitude": { spread: 6, bounded: 3 },
  "no bounds": { spread: 2, bounded: Number.POSITIVE_INFINITY },
}

describe("bottleneck max fairness", () => {
  test.each(Object.entries(shapes))("is reached on every random system with %s", (_, shape) => {
    for (let seed = 0; seed < seeds; seed++) checkValidity(seed, shape)
  })
})

/** Solves a random system; nothing may be over its capacity, and everybody must be limited by something. */
function checkValidity(seed: number, { spread, bounded }: { spread: number; bounded: number }): void {
  const random = new RandomStream(seed, "bottleneck max fairness")
  const factor = () => Math.exp(random.uniform(-spread, spread))
  const system = new FairShare({ solver: "bmf" })
  const capacities = Array.from({ length: 1 + random.below(8) }, () =>
    random.below(20) === 0 ? 0 : random.uniform(1, 100),
  )
  const isFatpipe = capacities.map(() => random.below(6) === 0)
  capacities.forEach((capacity, c) => {
    system.addConstraint(capacity, { policy: isFatpipe[c] ? "fatpipe" : "shared" })
  })
  const players = Array.from({ length: 1 + random.below(12) }, () => {
    const weights = new Map<number, number>()
    for (let k = random.below(5); k >= 0; k--) weights.set(random.below(capacities.length), factor())
    const penalty = factor()
    const v = system.addVariable(
      penalty,
      random.uniform() * bounded < 1 ? factor() : Number.POSITIVE_INFINITY,
    )
    for (const [c, weight] of weights) system.use(c, v, weight)
    return { v, penalty, weights }
  })
  system.solve()

  const share = (player: (typeof players)[number], c: number) =>
    (player.weights.get(c) ?? 0) * player.penalty * system.value(player.v)
  const largest = capacities.map((_, c) => Math.max(...players.map((player) => share(player, c))))
  capacities.forEach((capacity, c) => {
    if (!(system.load(c) <= capacity * (1 + 1e-8)))
      expect.fail(`seed ${seed}: constraint ${c} is over its capacity`)
  })
  players.forEach((player, i) => {
    const value = system.value(player.v)
    const isLimited =
      value === system.bound(player.v) ||
      [...player.weights].some(([c, weight]) =>
        isFatpipe[c]
          ? weight * value >= capacities[c]! * (1 - 1e-8)
          : system.load(c) >= capacities[c]! * (1 - 1e-8) && share(player, c) >= largest[c]! * (1 - 1e-8),
      )
    if (!isLimited || value < 0) expect.fail(`seed ${seed}: player ${i} could get more than ${value}`)
  })
}
