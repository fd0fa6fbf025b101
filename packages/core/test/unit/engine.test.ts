import { describe, expect, test } from "vitest"
import {
  all,
  DeadlockError,
  Engine,
  type Host,
  type Link,
  ProcessError,
  race,
  StandstillError,
} from "../../src/index.ts"

/** Two hosts of `cores` cores of 1 Gflop/s, and a wire of 100 MB/s between them. */
function pair({ cores = 1, latency = 0 } = {}): { engine: Engine; a: Host; b: Host; wire: Link } {
  const engine = new Engine()
  const a = engine.addHost({ name: "a", speed: 1e9, cores })
  const b = engine.addHost({ name: "b", speed: 1e9, cores })
  const wire = engine.addLink({ name: "wire", bandwidth: 1e8, latency })
  engine.addRoute(a, b, [wire])
  return { engine, a, b, wire }
}

describe("computations", () => {
  test("share one core equally, and what one leaves speeds the other up", () => {
    const { engine, a } = pair()
    const ends: number[] = []
    for (const flops of [1e9, 2e9]) {
      engine.spawn(`${flops}`, function* () {
        yield* engine.compute(a, flops)
        ends.push(engine.now)
      })
    }
    engine.run()
    // both at half speed until 1e9 is done at 2 s; then 1e9 left at full speed
    expect(ends).toEqual([2, 3])
  })

  test("never get more than one core each", () => {
    const { engine, a } = pair({ cores: 4 })
    engine.compute(a, 3e9)
    expect(engine.run()).toBe(3)
  })

  test("three on two cores get two thirds of a core each", () => {
    const { engine, a } = pair({ cores: 2 })
    for (let i = 0; i < 3; i++) engine.compute(a, 2e9)
    expect(engine.run()).toBeCloseTo(3, 12)
  })

  test("with a limit leave the rest of the core to others, and the limit can change", () => {
    const { engine, a } = pair()
    const limited = engine.compute(a, 1e9, { limit: 0.25e9 })
    const free = engine.compute(a, 3e9)
    engine.spawn("watch", function* () {
      yield* engine.sleep(2)
      expect(limited.done).toBe(0.5e9)
      expect(free.done).toBe(1.5e9)
      limited.setLimit(0.5e9)
    })
    // after 2 s: 0.5e9 left at half a core: 1 s; then 1e9 of the other left at full speed
    expect(engine.run()).toBe(4)
  })

  test("that are suspended do nothing and use nothing", () => {
    const { engine, a } = pair()
    const first = engine.compute(a, 1e9)
    const second = engine.compute(a, 1e9)
    engine.spawn("pause", function* () {
      yield* engine.sleep(1)
      first.suspend()
      yield* second
      expect(engine.now).toBe(1.5)
      expect(first.done).toBe(0.5e9)
      first.resume()
    })
    expect(engine.run()).toBe(2)
  })

  test("tell the rate that they go on with from this date", () => {
    const { engine, a } = pair()
    const first = engine.compute(a, 1e9)
    expect(first.rate).toBe(1e9)
    const rival = engine.compute(a, 1e9)
    expect(first.rate).toBe(5e8)
    rival.cancel()
    expect(first.rate).toBe(1e9)
  })

  test("of nothing that are suspended end when they are resumed", () => {
    const { engine, a, b } = pair({ latency: 1 })
    const works = [engine.compute(a, 0), engine.transfer(a, b, 0)]
    for (const work of works) work.suspend()
    engine.run(5)
    expect(works.map((work) => work.hasEnded)).toEqual([false, false])
    for (const work of works) work.resume()
    engine.run()
    expect(works.map((work) => work.hasEnded)).toEqual([true, true])
  })

  test("of nothing end at once, and endless ones do not keep a run going", () => {
    const { engine, a } = pair()
    const endless = engine.compute(a, Number.POSITIVE_INFINITY)
    const nothing = engine.compute(a, 0)
    expect(engine.run()).toBe(0)
    expect(nothing.hasEnded).toBe(true)
    engine.run(5)
    expect(endless.done).toBe(5e9)
  })
})

describe("transfers", () => {
  test("take the latency, then their bytes at the bandwidth", () => {
    const { engine, a, b } = pair({ latency: 0.5 })
    engine.transfer(a, b, 1e8)
    expect(engine.run()).toBe(1.5)
  })

  test("of both directions share a link, and one in its latency uses nothing", () => {
    const { engine, a, b } = pair({ latency: 1 })
    const ends: number[] = []
    engine.spawn("there", function* () {
      yield* engine.transfer(a, b, 2e8)
      ends.push(engine.now)
    })
    engine.spawn("back", function* () {
      yield* engine.sleep(1)
      yield* engine.transfer(b, a, 1e8)
      ends.push(engine.now)
    })
    engine.run()
    // 1 to 2 s: there alone, 1e8 left; from 2 s on half of the wire each: both end at 4 s
    expect(ends).toEqual([4, 4])
  })

  test("keep to their own limit", () => {
    const { engine, a, b } = pair()
    engine.transfer(a, b, 1e8, { limit: 2e7 })
    expect(engine.run()).toBe(5)
  })

  test("do not slow each other on a fatpipe", () => {
    const engine = new Engine()
    const [a, b] = ["a", "b"].map((name) => engine.addHost({ name, speed: 1 }))
    engine.addRoute(a!, b!, [engine.addLink({ name: "pipe", bandwidth: 1e8, policy: "fatpipe" })])
    engine.transfer(a!, b!, 1e8)
    engine.transfer(a!, b!, 1e8)
    expect(engine.run()).toBe(1)
  })

  test("inside a host go through its loopback", () => {
    const { engine, a } = pair()
    engine.transfer(a, a, 1e10)
    engine.transfer(a, a, 1e10)
    expect(engine.run()).toBe(1)
  })

  test("that are cancelled tell what was sent, and free the link", () => {
    const { engine, a, b } = pair()
    const cut = engine.transfer(a, b, 1e9)
    const other = engine.transfer(a, b, 1e8)
    engine.spawn("cutter", function* () {
      yield* engine.sleep(1)
      cut.cancel()
      expect(yield* cut).toBe("cancelled")
      expect(cut.done).toBe(5e7)
      yield* other
      expect(engine.now).toBe(1.5)
    })
    engine.run()
    expect(cut.done).toBe(5e7)
  })
})

describe("routes", () => {
  test("added again replace the way back that was derived from the first, but not one that was added", () => {
    const { engine, a, b, wire } = pair()
    const fast = engine.addLink({ name: "fast", bandwidth: 1e9 })
    const back = () => {
      const begun = engine.now
      engine.transfer(b, a, 1e9)
      return engine.run() - begun
    }
    expect(back()).toBeCloseTo(10, 9)
    engine.addRoute(a, b, [fast])
    expect(back()).toBeCloseTo(1, 9)
    engine.addRoute(b, a, [wire])
    engine.addRoute(a, b, [fast])
    expect(back()).toBeCloseTo(10, 9)
  })

  test("keep their links when the list is changed afterwards", () => {
    const { engine, a, b, wire } = pair()
    const links = [wire]
    engine.addRoute(a, b, links)
    links.pop()
    engine.transfer(a, b, 1e8)
    expect(engine.run()).toBe(1)
  })

  test("inside a host do not take a name away from the user's links", () => {
    const { engine, a } = pair()
    engine.addLink({ name: "loopback of a", bandwidth: 1 })
    engine.transfer(a, a, 1e10)
    expect(engine.run()).toBe(1)
  })
})

describe("processes", () => {
  test("join others and get their result", () => {
    const { engine } = pair()
    const child = engine.spawn("child", function* () {
      yield* engine.sleep(3)
      return 42
    })
    const parent = engine.spawn("parent", function* () {
      return [yield* child, engine.now]
    })
    engine.run()
    expect(parent.result).toEqual([42, 3])
  })

  test("wait for the first of several, or for all of them", () => {
    const { engine } = pair()
    const process = engine.spawn("waiter", function* () {
      const first = yield* race([engine.sleep(3), engine.sleep(1), engine.sleep(2)])
      const at = engine.now
      yield* all([engine.sleep(2), engine.sleep(1)])
      return [first, at, engine.now]
    })
    engine.run()
    expect(process.result).toEqual([1, 1, 3])
  })

  test("wait with a time-out, and an end on the same date wins over it", () => {
    const { engine, a } = pair()
    const process = engine.spawn("patient", function* () {
      const slow = engine.compute(a, 2e9)
      return [yield* engine.within(1, slow), yield* engine.within(1, slow), engine.now]
    })
    engine.run()
    expect(process.result).toEqual([false, true, 2])
  })

  test("that fail stop the run, which can go on with the others", () => {
    const { engine } = pair()
    engine.spawn("fragile", function* () {
      yield* engine.sleep(2)
      throw new Error("it broke")
    })
    const other = engine.spawn("other", function* () {
      yield* engine.sleep(2)
      return engine.now
    })
    expect(() => engine.run()).toThrow(ProcessError)
    engine.run()
    expect(other.result).toBe(2)
  })

  test("that fail while others wait for them fail there, where it can be caught", () => {
    const { engine } = pair()
    const fragile = engine.spawn("fragile", function* () {
      yield* engine.sleep(2)
      throw new Error("it broke")
    })
    const careful = engine.spawn("careful", function* () {
      try {
        yield* fragile
      } catch (error) {
        return (error as Error).message
      }
      return "nothing"
    })
    engine.run()
    expect(careful.result).toBe('process "fragile" failed at 2 s: it broke')
  })

  test("that fail are noticed by whoever waits for them in a race, with a time-out, or for all", () => {
    const { engine } = pair()
    const caught: string[] = []
    const fragile = engine.spawn("fragile", function* () {
      yield* engine.sleep(2)
      throw new Error("it broke")
    })
    const waits = {
      race: () => race([fragile, engine.sleep(5)]),
      within: () => engine.within(5, fragile),
      all: () => all([engine.sleep(5), fragile]),
    }
    for (const [name, wait] of Object.entries(waits)) {
      engine.spawn(name, function* () {
        try {
          yield* wait() as ReturnType<typeof race>
        } catch (error) {
          caught.push(`${name} at ${engine.now}: ${(error as Error).message}`)
        }
      })
    }
    engine.run()
    const message = 'process "fragile" failed at 2 s: it broke'
    expect(caught).toEqual([`race at 2: ${message}`, `within at 2: ${message}`, `all at 2: ${message}`])
  })

  test("that fail after those who waited have given up stop the run", () => {
    const { engine } = pair()
    const fragile = engine.spawn("fragile", function* () {
      yield* engine.sleep(5)
      throw new Error("it broke")
    })
    const impatient = engine.spawn("impatient", () => giveUp())
    function* giveUp() {
      return yield* engine.within(1, fragile)
    }
    expect(() => engine.run()).toThrow('process "fragile" failed at 5 s: it broke')
    expect(impatient.result).toBe(false)
    expect(fragile.hasEnded).toBe(true)
    expect(() => fragile.result).toThrow("it broke")
  })

  test("throw where they wait by a plain yield, too", () => {
    const { engine } = pair()
    const fragile = engine.spawn("fragile", function* () {
      yield* engine.sleep(1)
      throw new Error("it broke")
    })
    engine.spawn("careless", function* () {
      yield fragile
    })
    expect(() => engine.run()).toThrow('process "careless" failed at 1 s')
  })

  test("that wait for nothing at all are refused", () => {
    expect(() => race([])).toThrow("race: list is []; expected at least one to wait for")
  })

  test("may wait within Infinity, and for all of nothing", () => {
    const { engine } = pair()
    const process = engine.spawn("patient", function* () {
      return [yield* engine.within(Number.POSITIVE_INFINITY, engine.sleep(3)), yield* all([])]
    })
    expect(engine.run()).toBe(3)
    expect(process.result).toEqual([true, []])
  })

  test.each([1, 3, 7, 13, 29])(
    "see the end of %i equal computations at their time-out, whatever rounding does",
    (n) => {
      for (let k = 1; k <= 40; k++) {
        const { engine, a } = pair()
        const works = Array.from({ length: n }, () => engine.compute(a, k * 1e8))
        const waits = works.map((work) => engine.spawn("w", () => wait(work)))
        function* wait(work: (typeof works)[number]) {
          return yield* engine.within((n * k) / 10, work)
        }
        engine.run()
        expect(
          waits.every((process) => process.result),
          `${n} of ${k}`,
        ).toBe(true)
      }
    },
  )

  test("cannot run the engine themselves", () => {
    const { engine } = pair()
    engine.spawn("eager", function* () {
      yield* engine.sleep(1)
      engine.run(2)
    })
    expect(() => engine.run()).toThrow(
      'run: state is "running"; expected a call from outside of the processes',
    )
  })

  test("that turn on the spot are stopped, and named", () => {
    const { engine } = pair()
    engine.spawn("dervish", function* () {
      for (;;) yield* engine.sleep(0)
    })
    expect(() => engine.run()).toThrow(StandstillError)
  })

  test("that wait at a date that was asked for are no deadlock: somebody may wake them", () => {
    const { engine, a } = pair()
    const endless = engine.compute(a, Number.POSITIVE_INFINITY)
    const process = engine.spawn("waiter", function* () {
      return [yield* endless, engine.now]
    })
    expect(engine.run(10)).toBe(10)
    endless.cancel()
    engine.run()
    expect(process.result).toEqual(["cancelled", 10])
  })

  test("that nothing can wake are reported as a deadlock, with what they wait for", () => {
    const { engine, a } = pair()
    const endless = engine.compute(a, Number.POSITIVE_INFINITY)
    engine.spawn("stuck", function* () {
      yield* endless
    })
    expect(() => engine.run()).toThrow(DeadlockError)
    expect(() => engine.run()).toThrow('"stuck" waits for computation on "a"')
  })

  test("run in the same order every time on one date", () => {
    const run = () => {
      const { engine, a } = pair()
      const log: string[] = []
      for (const name of ["x", "y", "z"]) {
        engine.spawn(name, function* () {
          log.push(`${name}0`)
          yield* engine.sleep(1)
          log.push(`${name}1`)
          yield* engine.compute(a, 1e9)
          log.push(`${name}2`)
        })
      }
      engine.run()
      return log
    }
    expect(run()).toEqual(["x0", "y0", "z0", "x1", "y1", "z1", "x2", "y2", "z2"])
    expect(run()).toEqual(run())
  })
})
