import { describe, expect, test } from "vitest"
import { Engine, lv08Network, RandomStream } from "../../src/index.ts"
import { oneHost } from "./scenario.ts"

/** A busy little data centre: what ends when, in the order of the ends. */
function story(seed: number): string[] {
  const random = new RandomStream(seed, "story")
  const engine = new Engine({ network: lv08Network })
  const log: string[] = []
  const hosts = Array.from({ length: 5 }, (_, i) =>
    engine.addHost({ name: `host ${i}`, speed: 1e9, cores: 2 }),
  )
  const links = hosts.map((_, i) => engine.addLink({ name: `link ${i}`, bandwidth: 1e8, latency: 1e-4 }))
  engine.addRouter((from, to) => [links[hosts.indexOf(from)]!, links[hosts.indexOf(to)]!])
  const guests = hosts.map((host, i) => engine.addGuest(host, { name: `guest ${i}`, cores: 2 }))
  for (let i = 0; i < 60; i++) {
    engine.spawn(`process ${i}`, function* () {
      for (let step = 0; step < 5; step++) {
        // few different dates, so that many fall together
        yield* engine.sleep(random.below(4))
        const [guest, other] = [guests[random.below(5)]!, guests[random.below(5)]!]
        const kind = random.below(4)
        if (kind === 0) yield* engine.compute(guest, 1e9)
        else if (kind === 1) yield* engine.transfer(guest, other, 1e7)
        else if (kind === 2) yield* engine.within(1, engine.compute(guest, 2e9))
        else guest.moveTo(hosts[random.below(5)]!)
        log.push(`${engine.now} process ${i} ${kind}`)
      }
    })
  }
  engine.run()
  return log
}

describe("the same calls", () => {
  test.each([1, 2, 3])("give the same dates in the same order, bit for bit, seed %i", (seed) => {
    const first = story(seed)
    expect(first).toHaveLength(300)
    expect(story(seed)).toEqual(first)
  })
})

describe("what falls on one date", () => {
  test("comes in the order: profiles of hosts, ends of work, profiles of links, timers", () => {
    const engine = new Engine()
    const log: string[] = []
    // added in the reverse of that order
    engine.sleep(1).onEnd(() => log.push("timer"))
    const link = engine.addLink({
      name: "l",
      bandwidth: 100,
      bandwidthProfile: { points: [[1, 50]] },
    })
    const h = engine.addHost({ name: "h", speed: 100 })
    const b = engine.addHost({ name: "b", speed: 100, stateProfile: { points: [[1, 0]] } })
    engine.addRoute(h, b, [link])
    engine.transfer(h, b, 1000).onEnd(() => log.push("failed with its host"))
    engine.compute(h, 100).onEnd(() => log.push(`work, the link has ${link.bandwidth}`))
    engine.sleep(1).onEnd(() => log.push(`later timer, the link has ${link.bandwidth}`))
    engine.run(1)
    expect(log).toEqual([
      "failed with its host",
      "work, the link has 100",
      "timer",
      "later timer, the link has 50",
    ])
  })

  test("and is of one kind comes in the order of its start", () => {
    const { engine, h } = oneHost({ cores: 8 })
    const log: string[] = []
    for (const name of ["a", "b", "c"]) {
      engine.compute(h, 100).onEnd(() => log.push(`work ${name}`))
      engine.sleep(1).onEnd(() => log.push(`timer ${name}`))
    }
    engine.run()
    expect(log).toEqual(["work a", "work b", "work c", "timer a", "timer b", "timer c"])
  })

  test("within a nanosecond counts as one date", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 100 + 5e-8)
    const patient = engine.within(1, work)
    engine.run()
    // the work ends 0.5 ns after the time-out
    expect([patient.result, work.done]).toEqual([true, 100 + 5e-8])
  })

  test("is seen by a run to that date", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 100)
    engine.run(1)
    expect([work.hasEnded, engine.run(1)]).toEqual([true, 1])
    expect(() => engine.run(0.5)).toThrow("run: until is 0.5; expected a date from 1 s on")
  })
})
