import { describe, expect, test } from "vitest"
import { Engine, type HostProfiles } from "../../src/index.ts"
import { at, endsOf } from "./scenario.ts"

/** A host of 100 flop/s with profiles. */
function hostWith(profiles: HostProfiles) {
  const engine = new Engine()
  return { engine, h: engine.addHost({ name: "h", speed: 100, ...profiles }) }
}

describe("a profile of speed", () => {
  test("holds from each of its dates on", () => {
    const { engine, h } = hostWith({
      speedProfile: {
        points: [
          [1, 0.5],
          [3, 1],
        ],
      },
    })
    engine.compute(h, 300)
    // 100 by 1 s, 50 a second by 3 s: 200; 100 left
    expect(engine.run()).toBe(4)
  })

  test("holds at date 0 before anything runs", () => {
    const { engine, h } = hostWith({ speedProfile: { points: [[0, 0.25]] } })
    expect(h.availability).toBe(0.25)
    engine.compute(h, 100)
    expect(engine.run()).toBe(4)
  })

  test("starts again after its period, and the first point of a round wins over the last of the one before", () => {
    const { engine, h } = hostWith({
      speedProfile: {
        period: 2,
        points: [
          [0, 1],
          [1, 0.5],
          [2, 0.1],
        ],
      },
    })
    engine.compute(h, 375)
    // each round gives 100 + 50; 375 = 2 x 150 + 75: 4 s and 0.75 s
    expect(engine.run()).toBe(4.75)
  })

  test("counts from the date at which the host is added", () => {
    const engine = new Engine()
    engine.run(10)
    const h = engine.addHost({ name: "h", speed: 100, speedProfile: { points: [[1, 0.5]] } })
    engine.compute(h, 150)
    // 100 by 11 s, 50 at 50
    expect(engine.run()).toBe(12)
  })

  test("does not keep the simulation going, even one without end", () => {
    const { engine, h } = hostWith({ speedProfile: { period: 1, points: [[0, 1]] } })
    engine.compute(h, 250)
    expect(engine.run()).toBe(2.5)
    expect(engine.run()).toBe(2.5)
  })

  test("is waited for by work that has to stand still until then", () => {
    const { engine, h } = hostWith({
      speedProfile: {
        points: [
          [0, 0],
          [7, 1],
        ],
      },
    })
    engine.compute(h, 100)
    expect(engine.run()).toBe(8)
  })

  test("without end does not turn for ever beside work that nobody resumes", () => {
    const { engine, h } = hostWith({ speedProfile: { period: 1, points: [[0, 1]] } })
    const work = engine.compute(h, 100)
    work.suspend()
    engine.spawn("waiter", function* () {
      yield* work
    })
    expect(() => engine.run()).toThrow('"waiter" waits for computation on "h"')
  })
})

describe("a profile of states", () => {
  test("fails what computes, and lets it begin again later", () => {
    const { engine, h } = hostWith({
      stateProfile: {
        points: [
          [1, 0],
          [3, 1],
        ],
      },
    })
    const log: string[] = []
    engine.spawn("stubborn", function* () {
      while ((yield* engine.compute(h, 200)) === "failed") {
        log.push(`failed at ${engine.now}`)
        yield* engine.sleep(1.5)
      }
    })
    // fails at 1 s, at once at 2.5 s, then computes from 4 s on
    expect(engine.run()).toBe(6)
    expect(log).toEqual(["failed at 1", "failed at 2.5"])
  })

  test("switches off at date 0, before a process takes a step", () => {
    const { engine, h } = hostWith({ stateProfile: { points: [[0, 0]] } })
    const process = engine.spawn("early", function* () {}, { host: h })
    expect([h.isOn, process.wasKilled]).toEqual([false, true])
  })

  test("does not keep the simulation going for a restart, but counts while it goes on", () => {
    const run = (isWatched: boolean) => {
      const { engine, h } = hostWith({
        stateProfile: {
          points: [
            [1, 0],
            [5, 1],
          ],
        },
      })
      const begun: number[] = []
      engine.spawn("phoenix", () => rise(), { host: h, restart: true })
      function* rise() {
        begun.push(engine.now)
        yield* engine.sleep(2)
      }
      if (isWatched) at(engine, 6, () => {})
      engine.run()
      return begun
    }
    expect(run(false)).toEqual([0])
    expect(run(true)).toEqual([0, 5])
  })
})

describe("a profile of a link", () => {
  test("changes bandwidth and latency, of both directions where there are two", () => {
    const engine = new Engine()
    const [a, b] = [engine.addHost({ name: "a", speed: 1 }), engine.addHost({ name: "b", speed: 1 })]
    const wire = engine.addLink({
      name: "wire",
      bandwidth: 100,
      policy: "split-duplex",
      bandwidthProfile: { points: [[1, 50]] },
      latencyProfile: { points: [[0, 0.5]] },
    })
    engine.addRoute(a, b, [wire])
    const ends = endsOf(engine, [engine.transfer(a, b, 100), engine.transfer(b, a, 150)])
    engine.run()
    // 0.5 s latency, 50 bytes by 1 s at 100, then 50 a second
    expect(ends).toEqual([2, 3])
  })

  test("that switches it off on the date of an end lets the end be", () => {
    const engine = new Engine()
    const [a, b] = [engine.addHost({ name: "a", speed: 1 }), engine.addHost({ name: "b", speed: 1 })]
    const stateProfile = { points: [[1, 0]] } as const
    engine.addRoute(a, b, [engine.addLink({ name: "wire", bandwidth: 100, stateProfile })])
    const [ends, cut] = [engine.transfer(a, b, 50), engine.transfer(a, b, 100)]
    engine.run()
    // 50 each by 1 s
    expect([ends.result, cut.result, cut.done]).toEqual(["done", "failed", 50])
  })
})

describe("wrong profiles are refused in one line:", () => {
  test.each([
    [
      {
        points: [
          [2, 1],
          [1, 1],
        ],
      },
      "points[1] date is 1; expected a date from 2 s on, after the one before",
    ],
    [{ points: [[0, -1]] }, "points[0] value is -1; expected a number of at least 0"],
    [{ points: [[3, 1]], period: 2 }, "period is 2; expected at least 1e-9 s, and at least the last date 3"],
    [{ points: [[0, 1]], period: 0 }, "period is 0; expected at least 1e-9 s, and at least the last date 0"],
  ] as const)("%j", (profile, message) => {
    const engine = new Engine()
    const link = { name: "l", bandwidth: 1 }
    expect(() => engine.addLink({ ...link, bandwidthProfile: profile })).toThrow(
      `link "l" bandwidth profile: ${message}`,
    )
    expect(engine.addLink(link).name).toBe("l")
  })
})
