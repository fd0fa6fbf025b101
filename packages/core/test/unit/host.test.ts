import { describe, expect, test } from "vitest"
import { Engine, settled } from "../../src/index.ts"
import { at, endsOf, oneHost, testRefusals } from "./scenario.ts"

describe("the cores of a host", () => {
  test("give each of n computations min(1, cores / n) of a core", () => {
    const { engine, h } = oneHost({ cores: 2 })
    const works = [300, 300, 600].map((flops) => engine.compute(h, flops))
    const ends = endsOf(engine, works)
    engine.run()
    // three on two cores: 200 / 3 each, so 300 / (200 / 3) = 4.5 s; the last has 300 left, at a whole core: 3 s
    expect(ends[0]).toBeCloseTo(4.5, 12)
    expect(ends[1]).toBeCloseTo(4.5, 12)
    expect(ends[2]).toBeCloseTo(7.5, 12)
  })

  test("are taken by threads, each of which has all the flops to do", () => {
    const { engine, h } = oneHost({ cores: 4 })
    const alone = engine.compute(h, 300, { threads: 4 })
    engine.run()
    // 4 threads of 300 flops on 4 cores of 100: 1200 / 400 = 3 s
    expect([engine.now, alone.done]).toEqual([3, 1200])
    const more = engine.compute(h, 300, { threads: 8 })
    // 8 threads on 4 cores: 2400 / 400 = 6 s
    expect(engine.run()).toBe(9)
    expect(more.done).toBe(2400)
  })

  test("go to threads one by one: a computation of 3 weighs three times one of 1", () => {
    const { engine, h } = oneHost({ cores: 2 })
    const [three, one] = [engine.compute(h, 100, { threads: 3 }), engine.compute(h, 100)]
    // 200 over 4 threads: 50 each
    expect([three.rate, one.rate]).toEqual([150, 50])
    const ends = endsOf(engine, [three, one])
    engine.run()
    expect(ends).toEqual([2, 2])
  })

  test("are shared by priority, which can change", () => {
    const { engine, h } = oneHost()
    const [high, low] = [engine.compute(h, 300, { priority: 3 }), engine.compute(h, 300)]
    // 75 and 25 until 2 s: 150 and 50 done; then 50 each: 3 s more for high, which leaves 300 - 50 - 150 = 100 at 100
    at(engine, 2, () => {
      expect([high.done, low.done]).toEqual([150, 50])
      high.setPriority(1)
    })
    const ends = endsOf(engine, [high, low])
    engine.run()
    expect(ends).toEqual([5, 6])
  })

  test("leave what a limit leaves to others, whatever the priority", () => {
    const { engine, h } = oneHost()
    const limited = engine.compute(h, 100, { limit: 10, priority: 100 })
    const free = engine.compute(h, 100)
    expect([limited.rate, free.rate]).toEqual([10, 90])
    limited.setLimit(Number.POSITIVE_INFINITY)
    // 100 : 1
    expect(limited.rate).toBeCloseTo(10000 / 101, 12)
    engine.run()
  })

  test("count as a capacity that may depend on how many compute", () => {
    const { engine, h } = oneHost({
      cores: 4,
      capacityOf: (capacity, users) => capacity / Math.max(1, users),
    })
    engine.compute(h, 100)
    engine.compute(h, 100)
    // 400 / 2 = 200 for two: 100 each
    expect(engine.run()).toBe(1)
  })

  test("serve so many at a time where there is a limit of concurrency, first come first served", () => {
    const { engine, h } = oneHost({ concurrencyLimit: 1 })
    const ends = endsOf(engine, [engine.compute(h, 100), engine.compute(h, 100), engine.compute(h, 100)])
    engine.run()
    expect(ends).toEqual([1, 2, 3])
  })
})

describe("the speed of a host", () => {
  test("is that of its p-state, times its availability", () => {
    const { engine, h } = oneHost({ speed: [100, 50, 20] })
    const work = engine.compute(h, 200)
    at(engine, 1, () => h.setPstate(1))
    at(engine, 2, () => h.setAvailability(0.5))
    // 100 by 1 s, 50 more by 2 s, 50 left at 50 x 0.5 = 25: 2 s
    expect(engine.run()).toBe(4)
    expect([work.done, h.pstate, h.pstates, h.speed, h.availability]).toEqual([200, 1, 3, 50, 0.5])
  })

  test("holds for limits, which stay what they are", () => {
    const { engine, h } = oneHost({ speed: [100, 20] })
    const work = engine.compute(h, 200, { limit: 40 })
    expect(work.rate).toBe(40)
    h.setPstate(1)
    expect(work.rate).toBe(20)
    h.setPstate(0)
    expect(work.rate).toBe(40)
  })

  test("may be 0: what computes stands still and goes on when it comes back", () => {
    const { engine, h } = oneHost({ speed: [100, 0] })
    engine.compute(h, 200)
    at(engine, 1, () => h.setPstate(1))
    at(engine, 5, () => h.setPstate(0))
    // 100 by 1 s, nothing by 5 s, 100 more
    expect(engine.run()).toBe(6)
  })

  test("can change while a computation is suspended", () => {
    const { engine, h } = oneHost({ speed: [100, 50] })
    const work = engine.compute(h, 200)
    at(engine, 1, () => work.suspend())
    at(engine, 2, () => h.setPstate(1))
    at(engine, 3, () => work.resume())
    // 100 by 1 s; the other 100 from 3 s on at 50
    expect(engine.run()).toBe(5)
  })
})

describe("a computation", () => {
  test("that was suspended twice goes on when it is resumed once, with the threads and limit it had", () => {
    const { engine, h } = oneHost({ cores: 2 })
    const work = engine.compute(h, 100, { threads: 2, limit: 100 })
    work.suspend()
    work.suspend()
    at(engine, 3, () => work.resume())
    // 200 flops at the limit of 100, from 3 s on
    expect(engine.run()).toBe(5)
  })

  test("moves with what it has done, and holds, and is safe from the host it left", () => {
    const { engine, h } = oneHost()
    const fast = engine.addHost({ name: "fast", speed: 400 })
    const work = engine.compute(h, 500)
    at(engine, 1, () => {
      work.suspend()
      work.moveTo(fast)
      h.turnOff()
    })
    at(engine, 2, () => work.resume())
    // 100 by 1 s; 400 at 400 from 2 s on
    expect(engine.run()).toBe(3)
    expect([work.result, work.host.name]).toEqual(["done", "fast"])
  })

  test("that moves to a host that is off fails, with what it has done", () => {
    const { engine, h } = oneHost()
    const off = engine.addHost({ name: "off", speed: 100 })
    off.turnOff()
    const work = engine.compute(h, 500)
    at(engine, 1, () => work.moveTo(off))
    engine.run()
    expect([work.result, work.done, work.remaining]).toEqual(["failed", 100, 400])
    work.moveTo(h)
    expect(work.host.name).toBe("off")
  })

  test("of nothing ends at once on its host, and fails at once on one that is off", () => {
    const { engine, h } = oneHost()
    const nothing = engine.compute(h, 0, { threads: 3, limit: 1 })
    engine.run()
    h.turnOff()
    expect([nothing.result, engine.compute(h, 0).result]).toEqual(["done", "failed"])
  })

  test("can be cancelled, suspended and changed after its end, and nothing happens", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 100)
    engine.run()
    work.cancel()
    work.suspend()
    work.resume()
    work.setLimit(1)
    work.setPriority(2)
    expect(engine.run()).toBe(1)
    expect([work.result, work.done, work.rate]).toEqual(["done", 100, 0])
  })
})

describe("a host that goes off", () => {
  test("fails what computes on it, suspended or not, and refuses what comes", () => {
    const { engine, h } = oneHost()
    const [running, held] = [engine.compute(h, 1000), engine.compute(h, 1000)]
    held.suspend()
    const ends = endsOf(engine, [running, held])
    at(engine, 2, () => h.turnOff())
    engine.run()
    expect(ends).toEqual([2, 2])
    expect([running.result, held.result, running.done]).toEqual(["failed", "failed", 200])
    expect(engine.compute(h, 1).result).toBe("failed")
    expect([h.isOn, h.load]).toEqual([false, 0])
    h.turnOff()
    h.turnOn()
    engine.compute(h, 100)
    expect(engine.run()).toBe(3)
  })

  test("kills its processes, and those with restart begin anew when it comes back", () => {
    const { engine, h } = oneHost()
    const begun: string[] = []
    const steps = (name: string) =>
      function* () {
        begun.push(`${name} ${engine.now}`)
        yield* engine.sleep(10)
        begun.push(`${name} is over at ${engine.now}`)
      }
    const mortal = engine.spawn("mortal", steps("mortal"), { host: h })
    engine.spawn("phoenix", steps("phoenix"), { host: h, restart: true })
    engine.spawn("short", () => short(), { host: h, restart: true })
    function* short() {
      begun.push(`short ${engine.now}`)
      yield* []
    }
    at(engine, 2, () => h.turnOff())
    at(engine, 3, () => h.turnOn())
    expect(engine.run()).toBe(13)
    expect(mortal.wasKilled).toBe(true)
    expect(begun).toEqual([
      "mortal 0",
      "phoenix 0",
      "short 0",
      // also one that had come to its end
      "phoenix 3",
      "short 3",
      "phoenix is over at 13",
    ])
  })

  test("can be switched off by its own process, which takes its step to the end", () => {
    const { engine, h } = oneHost()
    const log: string[] = []
    const process = engine.spawn(
      "suicidal",
      function* () {
        try {
          h.turnOff()
          log.push(`still here, host ${h.isOn ? "on" : "off"}`)
          log.push(yield* engine.compute(h, 1))
          yield* engine.sleep(1)
          log.push("never")
        } finally {
          log.push("finally")
        }
      },
      { host: h },
    )
    engine.run()
    // the computation has failed as it was made, so it is not waited for: the sleep is
    expect(log).toEqual(["still here, host off", "failed", "finally"])
    expect([process.wasKilled, process.hasEnded, engine.now]).toEqual([true, true, 0])
  })

  test("kills all its processes, even if the finally block of one throws, which stops the run", () => {
    const { engine, h } = oneHost()
    const ended: string[] = []
    for (const name of ["a", "b", "c"]) {
      engine.spawn(name, () => wait(name), { host: h })
    }
    function* wait(name: string) {
      try {
        yield* engine.sleep(100)
      } finally {
        ended.push(name)
        // biome-ignore lint/correctness/noUnsafeFinally: that is what is tested
        if (name !== "b") throw new Error(`${name} broke`)
      }
    }
    const guest = engine.addGuest(h, { name: "g" })
    at(engine, 1, () => h.turnOff())
    expect(() => engine.run()).toThrow('process "a" failed at 1 s: a broke')
    expect(ended).toEqual(["a", "b", "c"])
    expect(guest.isOn).toBe(false)
    expect(() => engine.run()).toThrow('process "c" failed at 1 s: c broke')
    expect(engine.run()).toBe(1)
  })

  test("kills a process that is spawned on it while it is off", () => {
    const { engine, h } = oneHost()
    h.turnOff()
    const process = engine.spawn("late", () => late(), { host: h })
    function* late() {
      yield* engine.sleep(1)
    }
    const end = engine.spawn("watch", function* () {
      return yield* settled(process)
    })
    engine.run()
    expect(String((end.result as { error: unknown }).error)).toBe(
      'KilledError: process "late" was killed at 0 s',
    )
  })

  test("wins over the end of a computation on the same date when a profile does it, not when a process does", () => {
    const outcomes = [true, false].map((byProfile) => {
      const engine = new Engine()
      const h = engine.addHost({
        name: "h",
        speed: 100,
        ...(byProfile && { stateProfile: { points: [[2, 0]] } }),
      })
      const work = engine.compute(h, 200)
      if (!byProfile) at(engine, 2, () => h.turnOff())
      engine.run()
      return work.result
    })
    expect(outcomes).toEqual(["failed", "done"])
  })
})

describe("wrong input is refused in one line:", () => {
  const { engine, h } = oneHost({ speed: [100, 50] })
  const other = oneHost().h
  const work = engine.compute(h, 1)
  testRefusals([
    [
      () => engine.addHost({ name: "h", speed: 1 }),
      'host "h": name is "h"; expected a name that no other host has',
    ],
    [
      () => engine.addHost({ name: "x", speed: 0 }),
      'host "x": speed is 0; expected a number above 0, in flop/s',
    ],
    [
      () => engine.addHost({ name: "x", speed: [1, -1] }),
      'host "x": speed[1] is -1; expected a number of at least 0, in flop/s',
    ],
    [
      () => engine.addHost({ name: "x", speed: 1, cores: 1.5 }),
      'host "x": cores is 1.5; expected a whole number above 0',
    ],
    [
      () => engine.addHost({ name: "x", speed: [1, 2], pstate: 2 }),
      'host "x": pstate is 2; expected a whole number from 0 to 1',
    ],
    [() => h.setPstate(-1), 'host "h": pstate is -1; expected a whole number from 0 to 1'],
    [() => h.setAvailability(-0.1), 'host "h": availability is -0.1; expected a number of at least 0'],
    [
      () => engine.compute(h, -1),
      'computation on "h": size is -1; expected a number of at least 0, in flops (or Infinity)',
    ],
    [
      () => engine.compute(h, 1, { threads: 0 }),
      'computation on "h": threads is 0; expected a whole number above 0',
    ],
    [
      () => engine.compute(h, 1, { limit: 0 }),
      'computation on "h": limit is 0; expected a number above 0, in flop/s (Infinity for no limit)',
    ],
    [
      () => engine.compute(h, 1, { priority: Number.POSITIVE_INFINITY }),
      'computation on "h": priority is Infinity; expected a number above 0',
    ],
    [() => work.setPriority(0), 'computation on "h": priority is 0; expected a number above 0'],
    [() => work.moveTo(other), 'computation on "h": host is "h"; expected a host of the same engine'],
    [() => engine.compute(other, 1), 'engine: host is "h"; expected a host of this engine'],
    [() => engine.host("host"), 'engine: host name is "host"; expected one of the 1 known, such as "h"'],
    [
      () => engine.spawn("p", function* () {}, { restart: true }),
      'process "p": restart is true; expected a host too, whose return restarts it',
    ],
  ])

  test("a host that was refused leaves its name free", () => {
    const spec = { name: "new", speed: 1 }
    expect(() => engine.addHost({ ...spec, speedProfile: { points: [[0, -2]] } })).toThrow(
      'host "new" speed profile: points[0] value is -2; expected a number of at least 0',
    )
    expect(engine.addHost(spec).name).toBe("new")
  })
})
