import { describe, expect, test } from "vitest"
import { all, type End, type Engine, race, type Steps, settled } from "../../src/index.ts"
import { at, endsOf, oneHost } from "./scenario.ts"

/** A process that fails at `date`. */
function fragile(engine: Engine, date: number, name = "fragile") {
  return engine.spawn(name, function* (): Steps<string> {
    yield* engine.sleep(date)
    throw new Error(`${name} broke`)
  })
}

describe("race", () => {
  test("ends with the first end, whether anybody waits then or later", () => {
    const { engine } = oneHost()
    const group = race([engine.sleep(3), engine.sleep(1), engine.sleep(2)])
    const ends = endsOf(engine, [group])
    const late = engine.spawn("late", function* () {
      yield* engine.sleep(5)
      return yield* group
    })
    engine.run()
    expect([ends, late.result]).toEqual([[1], 1])
  })

  test("of what has ended already gives the first in the list", () => {
    const { engine } = oneHost()
    const sleeps = [engine.sleep(2), engine.sleep(1)]
    engine.run()
    expect(race(sleeps).result).toBe(0)
  })

  test("of one thing twice ends once", () => {
    const { engine } = oneHost()
    const sleep = engine.sleep(1)
    const group = race([sleep, sleep])
    engine.run()
    expect(group.result).toBe(0)
  })
})

describe("all", () => {
  test("ends with the last end; the results are in the order of the list", () => {
    const { engine, h } = oneHost()
    const cut = engine.compute(h, 1000)
    const group = all([engine.sleep(3), cut])
    const ends = endsOf(engine, [group])
    at(engine, 1, () => cut.cancel())
    engine.run()
    expect([ends, group.result]).toEqual([[3], ["done", "cancelled"]])
  })

  test("of nothing, and of what has ended, is over at once", () => {
    const { engine } = oneHost()
    const sleep = engine.sleep(1)
    engine.run()
    expect([all([]).result, all([sleep]).result]).toEqual([[], ["done"]])
  })
})

describe("within", () => {
  test("says false at its date, when what it waits for goes on", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 200)
    const short = engine.within(1, work)
    const ends = endsOf(engine, [short, work])
    engine.run()
    expect([short.result, ends]).toEqual([false, [1, 2]])
  })

  test("of 0 s is over at this date; of what has ended it is true", () => {
    const { engine, h } = oneHost()
    const soon = engine.within(0, engine.compute(h, 100))
    engine.run()
    expect([soon.result, engine.within(0, engine.sleep(0)).hasEnded]).toEqual([false, false])
    engine.run()
    expect(engine.within(0, soon).result).toBe(true)
  })

  test("keeps no date in the calendar when it is over early", () => {
    const { engine } = oneHost()
    const group = engine.within(1000, engine.sleep(1))
    expect(engine.run()).toBe(1)
    expect(group.result).toBe(true)
  })

  test("is refused for a time-out that is none", () => {
    const { engine } = oneHost()
    expect(() => engine.within(-1, engine.sleep(1))).toThrow(
      "within: time-out is -1; expected a number of at least 0, in seconds (or Infinity)",
    )
    expect(() => engine.sleep(Number.NaN)).toThrow(
      "sleep: duration is NaN; expected a number of at least 0, in seconds",
    )
  })
})

describe("settled", () => {
  test("never fails, and tells how it ended", () => {
    const { engine } = oneHost()
    const good = engine.spawn("good", function* (): Steps<number> {
      yield* engine.sleep(1)
      return 7
    })
    const bad = fragile(engine, 2)
    const victim = engine.spawn("victim", function* () {
      yield* engine.sleep(10)
    })
    at(engine, 3, () => victim.kill())
    const watch = engine.spawn("watch", function* () {
      return yield* all<End<unknown>>([settled(good), settled(bad), settled(victim)])
    })
    engine.run()
    const texts = watch.result.map((end) => ("error" in end ? String(end.error) : end.result))
    expect(texts).toEqual([
      7,
      'ProcessError: process "fragile" failed at 2 s: fragile broke',
      'KilledError: process "victim" was killed at 3 s',
    ])
  })

  test("takes the failure even while nobody waits for it yet", () => {
    const { engine } = oneHost()
    const end = settled(fragile(engine, 1))
    expect(engine.run()).toBe(1)
    expect("error" in end.result).toBe(true)
  })
})

describe("what fails in a group that nobody waits for", () => {
  test.each([
    ["a race", (engine: Engine) => race([fragile(engine, 2), engine.sleep(5)])],
    ["all", (engine: Engine) => all([fragile(engine, 2), engine.sleep(5)])],
    ["a time-out", (engine: Engine) => engine.within(5, fragile(engine, 2))],
    [
      "a race in a race",
      (engine: Engine) => race([race([fragile(engine, 2), engine.sleep(5)]), engine.sleep(6)]),
    ],
  ])("stops the run: %s that was never waited for, or whose waiter was killed", (_, make) => {
    const never = oneHost().engine
    make(never)
    expect(() => never.run()).toThrow('process "fragile" failed at 2 s: fragile broke')

    const { engine } = oneHost()
    const group = make(engine)
    const waiter = engine.spawn("waiter", function* () {
      yield group
    })
    at(engine, 1, () => waiter.kill())
    expect(() => engine.run()).toThrow('process "fragile" failed at 2 s: fragile broke')
  })

  test("reaches who waits, through groups of groups", () => {
    const { engine } = oneHost()
    const waiter = engine.spawn("waiter", function* () {
      try {
        yield* race([all([fragile(engine, 2), engine.sleep(5)]), engine.sleep(6)])
      } catch (error) {
        return `${engine.now}: ${(error as Error).message}`
      }
      return "nothing"
    })
    engine.run()
    expect(waiter.result).toBe('2: process "fragile" failed at 2 s: fragile broke')
  })

  test("after the group is over stops the run, too", () => {
    const { engine } = oneHost()
    const group = all([fragile(engine, 1, "first"), fragile(engine, 2, "second")])
    const waiter = engine.spawn("waiter", function* () {
      return yield* settled(group)
    })
    expect(() => engine.run()).toThrow('process "second" failed at 2 s: second broke')
    expect("error" in waiter.result).toBe(true)
  })
})

describe("a listener", () => {
  test("is told at once of what has ended, and not at all once it was taken back", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const sleep = engine.sleep(1)
    const listeners = ["a", "b", "c"].map((name) => () => log.push(name))
    for (const listener of listeners) sleep.onEnd(listener)
    sleep.offEnd(listeners[1]!)
    sleep.offEnd(() => {})
    engine.run()
    sleep.onEnd(() => log.push("late"))
    expect(log).toEqual(["a", "c", "late"])
  })
})
