import { describe, expect, test } from "vitest"
import { all, DeadlockError, Engine, type Host, type Link, ProcessError, race } from "../../src/index.ts"

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
