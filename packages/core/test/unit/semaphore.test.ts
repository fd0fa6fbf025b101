import { describe, expect, test } from "vitest"
import { Engine, type Semaphore } from "../../src/index.ts"
import { at, testRefusals } from "./scenario.ts"

/** Starts a process that holds `semaphore` for so many seconds, and notes when it got it. */
function holder(engine: Engine, semaphore: Semaphore, name: string, seconds: number, log: string[]) {
  return engine.spawn(name, function* () {
    yield* semaphore.acquire()
    try {
      log.push(`${name} at ${engine.now}`)
      yield* engine.sleep(seconds)
    } finally {
      semaphore.release()
    }
  })
}

describe("a semaphore", () => {
  test("lets so many pass at once, and the others in the order of their asking", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(2)
    const log: string[] = []
    for (const [name, seconds] of [
      ["a", 3],
      ["b", 1],
      ["c", 5],
      ["d", 1],
    ] as const) {
      holder(engine, semaphore, name, seconds, log)
    }
    engine.run(0.5)
    expect([semaphore.available, semaphore.waiting]).toEqual([0, 2])
    engine.run()
    expect(log).toEqual(["a at 0", "b at 0", "c at 1", "d at 3"])
    expect([semaphore.available, semaphore.waiting]).toEqual([2, 0])
  })

  test("of 0 is a signal: whoever acquires waits for somebody's release, which is kept when it comes first", () => {
    const engine = new Engine()
    const signal = engine.semaphore(0)
    const waiter = () =>
      engine.spawn("waiter", function* () {
        yield* signal.acquire()
        return engine.now
      })
    const first = waiter()
    at(engine, 2, () => signal.release())
    at(engine, 3, () => signal.release())
    engine.run()
    expect([first.result, signal.available]).toEqual([2, 1])
    const second = waiter()
    engine.run()
    expect([second.result, signal.available]).toEqual([3, 0])
  })

  test("is left by a process that is killed as it waits; the next one has its place", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(1)
    const log: string[] = []
    holder(engine, semaphore, "a", 4, log)
    const killed = holder(engine, semaphore, "b", 4, log)
    holder(engine, semaphore, "c", 4, log)
    at(engine, 1, () => {
      killed.kill()
      expect(semaphore.waiting).toBe(1)
    })
    engine.run()
    expect(log).toEqual(["a at 0", "c at 4"])
    expect(semaphore.available).toBe(1)
  })

  test("has its permit back from a process that is killed as it holds it", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(1)
    const log: string[] = []
    const killed = holder(engine, semaphore, "a", 4, log)
    holder(engine, semaphore, "b", 1, log)
    at(engine, 1, () => killed.kill())
    engine.run()
    expect(log).toEqual(["a at 0", "b at 1"])
    expect(semaphore.available).toBe(1)
  })

  test("has its permit back from a process that is killed after it got it and before it went on", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(0)
    const log: string[] = []
    const killed = holder(engine, semaphore, "a", 4, log)
    at(engine, 1, () => {
      semaphore.release()
      killed.kill()
      expect(semaphore.available).toBe(1)
    })
    engine.run()
    expect([log, semaphore.available]).toEqual([[], 1])
  })

  test("keeps the place of a process that is suspended", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(1)
    const log: string[] = []
    holder(engine, semaphore, "a", 2, log)
    const suspended = holder(engine, semaphore, "b", 1, log)
    holder(engine, semaphore, "c", 1, log)
    at(engine, 1, () => suspended.suspend())
    at(engine, 5, () => suspended.resume())
    engine.run()
    expect(log).toEqual(["a at 0", "b at 5", "c at 6"])
  })
})

describe("a permit", () => {
  test("is waited for with a time-out by `within`, and given up after it", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(1)
    const log: string[] = []
    holder(engine, semaphore, "a", 5, log)
    const patient = engine.spawn("patient", function* () {
      const permit = semaphore.acquire()
      const hasIt = yield* engine.within(2, permit)
      permit.release()
      return [hasIt, permit.result, engine.now, semaphore.waiting]
    })
    engine.run()
    expect(patient.result).toEqual([false, "cancelled", 2, 0])
    expect(semaphore.available).toBe(1)
  })

  test("that was got is given back by its release, once", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(1)
    const permit = semaphore.acquire()
    expect([permit.result, semaphore.available]).toEqual(["done", 0])
    permit.cancel()
    expect(semaphore.available).toBe(0)
    permit.release()
    permit.release()
    expect(semaphore.available).toBe(1)
  })

  test("that nobody gives is named in the report of a deadlock", () => {
    const engine = new Engine()
    const semaphore = engine.semaphore(0)
    engine.spawn("p", () => semaphore.acquire()[Symbol.iterator]())
    expect(() => engine.run()).toThrow('"p" waits for a permit of a semaphore')
  })
})

describe("refused:", () => {
  const engine = new Engine()
  const expected = "expected a whole number of at least 0"
  testRefusals([
    [() => engine.semaphore(-1), `semaphore: count is -1; ${expected}`],
    [() => engine.semaphore(1.5), `semaphore: count is 1.5; ${expected}`],
    [() => engine.semaphore(Number.NaN), `semaphore: count is NaN; ${expected}`],
  ])
})
