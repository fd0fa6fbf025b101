import { expect, it } from "vitest"
import { cm02Network, Engine, lv08Network, plainNetwork, RandomStream } from "../../src/index.ts"

it.each([plainNetwork, cm02Network, lv08Network])(
  "the travel time of bytes is when a transfer that is alone ends, in the $name network",
  (network) => {
    const random = new RandomStream(1, network.name)
    for (let round = 0; round < 200; round++) {
      const engine = new Engine({ network })
      const [a, b] = ["a", "b"].map((name) => engine.addHost({ name, speed: 1e9 }))
      const links = Array.from({ length: 1 + random.below(4) }, (_, i) =>
        engine.addLink({
          name: `link ${i}`,
          bandwidth: 10 ** (5 + 5 * random.uniform()),
          latency: random.below(3) === 0 ? 0 : 10 ** (-6 + 5 * random.uniform()),
          policy: random.below(2) === 0 ? "shared" : "split-duplex",
        }),
      )
      engine.addRoute(a!, b!, links)
      const bytes = random.below(10) === 0 ? 0 : Math.floor(10 ** (9 * random.uniform()))
      const expected = engine.travelTime(a!, b!, bytes)
      engine.transfer(a!, b!, bytes)
      const end = engine.run()
      expect(Math.abs(end - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, end))
    }
  },
)

it("bytes below 0 do not travel", () => {
  const engine = new Engine()
  const a = engine.addHost({ name: "a", speed: 1e9 })
  expect(() => engine.travelTime(a, a, -1)).toThrow('travel from "a" to "a": size is -1; expected')
})
