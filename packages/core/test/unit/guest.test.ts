import { describe, expect, test } from "vitest"
import { Engine, type Guest, settled } from "../../src/index.ts"
import { at, endsOf, oneHost, testRefusals } from "./scenario.ts"

/*
 * Two layers. On its host, a guest with n threads in it and V cores is one variable of penalty 1 / min(n, V) and bound
 * min(min(n, V) x speed of a core, limit). What it gets is the capacity that its threads share, each at most at a core's
 * speed. Hosts have 100 flop/s a core.
 */

const endless = Number.POSITIVE_INFINITY

describe("a guest shares its host:", () => {
  test("idle it takes nothing", () => {
    const { engine, h } = oneHost()
    engine.addGuest(h, { name: "g", cores: 4 })
    expect(engine.compute(h, endless).rate).toBe(100)
  })

  test("with n threads it weighs as min(n, cores) computations", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g", cores: 2 })
    const outside = engine.compute(h, endless)
    const rates: number[][] = []
    const inside = [1, 2, 3].map(() => {
      const work = engine.compute(g, endless)
      rates.push([outside.rate, g.load])
      return work
    })
    // 1 : 1, then 1 : 2, and a third thread adds no weight
    expect(rates[0]).toEqual([50, 50])
    expect(rates[1]![0]).toBeCloseTo(100 / 3, 12)
    expect(rates[2]![0]).toBeCloseTo(100 / 3, 12)
    // three threads share 200 / 3
    for (const work of inside) expect(work.rate).toBeCloseTo(200 / 9, 12)
  })

  test("on a host with room it has as many cores as it has threads, up to its own", () => {
    const { engine, h } = oneHost({ cores: 8 })
    const g = engine.addGuest(h, { name: "g", cores: 2 })
    const [single, triple] = [engine.compute(g, endless), engine.compute(g, endless, { threads: 3 })]
    // 200 over 4 threads
    expect([single.rate, triple.rate, g.load, h.load]).toEqual([50, 150, 200, 200])
    triple.suspend()
    expect([single.rate, triple.rate, h.load]).toEqual([100, 0, 100])
    triple.resume()
    triple.cancel()
    expect([single.rate, h.load]).toEqual([100, 100])
  })

  test("a thread that is limited inside does not free the share of the guest", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const inside = engine.compute(g, endless, { limit: 25 })
    const outside = engine.compute(h, endless)
    // the host gives 50 to each, and the guest uses 25 of its own
    expect([g.received, g.load]).toEqual([50, 25])
    expect([inside.rate, outside.rate]).toEqual([25, 50])
  })

  test("a limit of the guest does free it, and can change under way", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g", limit: 20 })
    const [inside, outside] = [engine.compute(g, 100), engine.compute(h, 300)]
    expect([inside.rate, outside.rate, g.limit]).toEqual([20, 80, 20])
    at(engine, 2, () => g.setLimit(endless))
    const ends = endsOf(engine, [inside, outside])
    engine.run()
    // 40 and 160 by 2 s; 50 each: 60 more take until 3.2 s; then 300 - 160 - 60 = 80 at 100
    expect(ends).toEqual([3.2, 4])
  })

  test("a cap in cores follows the p-states of the host, and another host's speed; a limit in flop/s does not", () => {
    const engine = new Engine()
    const [h, fast] = [
      engine.addHost({ name: "h", speed: [100, 50], cores: 2 }),
      engine.addHost({ name: "fast", speed: 400 }),
    ]
    const g = engine.addGuest(h, { name: "g", cores: 2 })
    for (let i = 0; i < 2; i++) engine.compute(g, endless)
    g.setCap(0.5)
    const gets = () => g.load
    expect([g.cap, gets()]).toEqual([0.5, 50])
    h.setPstate(1)
    expect(gets()).toBe(25)
    g.moveTo(fast)
    expect(gets()).toBe(200)
    g.setLimit(120)
    expect(gets()).toBe(120)
    g.setCap(endless)
    g.setLimit(endless)
    expect(gets()).toBe(400)
  })

  test("on a host that is no place it stands still, and goes on where it is moved to", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const work = engine.compute(g, 200)
    at(engine, 1, () => g.moveTo(engine.nowhere))
    at(engine, 3, () => g.moveTo(h))
    engine.run(2)
    expect([work.rate, g.load, h.load, work.done]).toEqual([0, 0, 0, 100])
    engine.run()
    expect([work.result, engine.now, [...engine.hosts]]).toEqual(["done", 4, [h, g]])
  })

  test("three tasks in one and one in another, on two cores, by the equations of the two layers", () => {
    const { engine, h } = oneHost({ cores: 2 })
    const [big, small] = [
      engine.addGuest(h, { name: "big", cores: 2 }),
      engine.addGuest(h, { name: "small", cores: 1, limit: 40 }),
    ]
    const inBig = [300, 300, 600].map((flops) => engine.compute(big, flops))
    const inSmall = engine.compute(small, 200)
    const ends = endsOf(engine, [...inBig, inSmall])
    // small is held at 40; big gets 160 (bound 200) for three: 160 / 3 each
    for (const work of inBig) expect(work.rate).toBeCloseTo(160 / 3, 12)
    expect(inSmall.rate).toBe(40)
    engine.run()
    // small ends at 5 s, when big's have 5 x 160 / 3 = 266.67 done; then 200 / 3 each: 33.33 left, 0.5 s
    expect(ends[3]).toBeCloseTo(5, 12)
    expect(ends[0]).toBeCloseTo(5.5, 12)
    expect(ends[1]).toBeCloseTo(5.5, 12)
    // the last has 300 left at 5.5 s, and one thread gets one core
    expect(ends[2]).toBeCloseTo(8.5, 12)
  })

  test("it follows its host to other p-states and availabilities, under way", () => {
    const { engine, h } = oneHost({ speed: [100, 200] })
    const g = engine.addGuest(h, { name: "g" })
    engine.compute(g, 400)
    at(engine, 1, () => h.setPstate(1))
    at(engine, 2, () => h.setAvailability(0.25))
    // 100, then 200, then 100 left at 50
    expect(engine.run()).toBe(4)
    expect([g.speed, g.availability]).toEqual([200, 0.25])
  })

  test("an end and a start on one date leave it what it had", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    engine.spawn("chain", function* () {
      for (let i = 0; i < 3; i++) yield* engine.compute(g, 100)
    })
    expect(engine.run()).toBe(3)
    const work = engine.compute(g, endless)
    engine.run(4)
    work.cancel()
    expect(engine.compute(g, endless).rate).toBe(100)
  })
})

describe("a guest inside a guest", () => {
  test("gets its share of what the outer one gets", () => {
    const { engine, h } = oneHost({ cores: 2 })
    const outer = engine.addGuest(h, { name: "outer", cores: 1 })
    const inner = engine.addGuest(outer, { name: "inner", cores: 2 })
    const deep = [engine.compute(inner, endless), engine.compute(inner, endless)]
    const direct = engine.compute(outer, endless)
    // the outer one is no thread's: its inner guest asks for 2 cores of it, a computation for 1, of 1 core
    expect(inner.speed).toBe(100)
    for (const work of deep) expect(work.rate).toBeCloseTo(100 / 3, 12)
    expect(direct.rate).toBeCloseTo(100 / 3, 12)
    engine.run(3)
    expect(inner.computed).toBeCloseTo(200, 9)
    expect(outer.computed).toBeCloseTo(300, 9)
  })

  test("weighs on the host of the outer one, also alone in it", () => {
    const { engine, h } = oneHost()
    const inner = engine.addGuest(engine.addGuest(h, { name: "outer" }), { name: "inner" })
    engine.compute(inner, 100)
    expect(engine.run()).toBe(1)
  })

  test("is held with the outer one, its processes too, and goes on when it leaves it", () => {
    const { engine, h } = oneHost()
    const outer = engine.addGuest(h, { name: "outer" })
    const inner = engine.addGuest(outer, { name: "inner" })
    const ends: number[] = []
    engine.spawn(
      "sleeper",
      function* () {
        for (let i = 0; i < 3; i++) {
          yield* engine.sleep(1)
          ends.push(engine.now)
        }
      },
      { host: inner },
    )
    const work = engine.compute(inner, 250)
    at(engine, 1.5, () => outer.suspend())
    at(engine, 4, () => inner.moveTo(h))
    engine.run()
    // 150 by 1.5 s; then 100 from 4 s on, when the sleeper finds its sleep over
    expect(engine.now).toBe(5)
    expect(work.result).toBe("done")
    expect(ends).toEqual([1, 4, 5])
  })

  test("is removed with the outer one", () => {
    const { engine, h } = oneHost()
    const outer = engine.addGuest(h, { name: "outer" })
    const inner = engine.addGuest(outer, { name: "inner" })
    const work = engine.compute(inner, 100)
    outer.remove()
    expect([work.result, inner.isRemoved, inner.isOn]).toEqual(["failed", true, false])
    expect([...engine.hosts].map((host) => host.name)).toEqual(["h"])
  })
})

describe("a guest that is suspended", () => {
  test("computes nothing, takes nothing and loses nothing", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const [inside, outside] = [engine.compute(g, 100), engine.compute(h, 200)]
    at(engine, 1, () => g.suspend())
    at(engine, 2, () => g.resume())
    const ends = endsOf(engine, [inside, outside])
    engine.run()
    // 50 each by 1 s; outside alone: 150 by 2 s; then 50 each: both end at 3 s
    expect(ends).toEqual([3, 3])
  })

  test("holds its processes; one that is spawned in it begins at the resume", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const dates: number[] = []
    const steps = () =>
      (function* () {
        dates.push(engine.now)
        yield* engine.sleep(2)
        dates.push(engine.now)
      })()
    engine.spawn("old", steps, { host: g })
    at(engine, 1, () => {
      g.suspend()
      engine.spawn("new", steps, { host: g })
    })
    at(engine, 5, () => g.resume())
    engine.run()
    // the sleep of the old one was over at 2 s; the new one sleeps from 5 s on
    expect(dates).toEqual([0, 5, 5, 7])
  })

  test("holds what its processes have started elsewhere, and a process that suspends itself too stays held", () => {
    const { engine, h } = oneHost()
    const other = engine.addHost({ name: "other", speed: 100 })
    const g = engine.addGuest(h, { name: "g" })
    const process = engine.spawn(
      "p",
      function* () {
        yield* engine.compute(other, 200)
        return engine.now
      },
      { host: g },
    )
    at(engine, 1, () => {
      g.suspend()
      process.suspend()
    })
    at(engine, 2, () => g.resume())
    at(engine, 3, () => process.resume())
    engine.run()
    // 100 by 1 s, the rest from 3 s on
    expect(process.result).toBe(4)
  })

  test("can move and be removed, and can be read afterwards", () => {
    const { engine, h } = oneHost()
    const fast = engine.addHost({ name: "fast", speed: 300 })
    const g = engine.addGuest(h, { name: "g" })
    const work = engine.compute(g, 400)
    at(engine, 1, () => {
      g.suspend()
      g.moveTo(fast)
    })
    at(engine, 2, () => g.resume())
    // 100 by 1 s, 300 at 300
    expect(engine.run()).toBe(3)
    expect(work.result).toBe("done")
    g.suspend()
    g.remove()
    expect([g.computed, g.load, g.isOn, g.isRemoved]).toEqual([400, 0, false, true])
  })
})

describe("a guest that moves", () => {
  test("goes on at the speed and the share of its new host", () => {
    const { engine, h } = oneHost()
    const busy = engine.addHost({ name: "busy", speed: 300 })
    const g = engine.addGuest(h, { name: "g" })
    engine.compute(busy, endless)
    const work = engine.compute(g, 250)
    at(engine, 1, () => g.moveTo(busy))
    // 100 by 1 s, the other 150 at half of 300
    expect(engine.run()).toBe(2)
    expect([work.result, g.host.name, g.machine.name, g.computed]).toEqual(["done", "busy", "busy", 250])
    expect(h.load).toBe(0)
  })

  test("to a host that serves nobody just now waits there, without a share that it had before", () => {
    const { engine, h } = oneHost()
    const full = engine.addHost({ name: "full", speed: 100, concurrencyLimit: 1 })
    engine.compute(full, 300)
    const g = engine.addGuest(h, { name: "g" })
    engine.compute(g, 200)
    at(engine, 1, () => g.moveTo(full))
    // 100 by 1 s, nothing until the place is free at 3 s
    expect(engine.run()).toBe(4)
  })

  test("keeps its processes, suspended or not, and lives when its old host goes off", () => {
    const { engine, h } = oneHost()
    const other = engine.addHost({ name: "other", speed: 100 })
    const g = engine.addGuest(h, { name: "g" })
    const process = engine.spawn(
      "p",
      function* () {
        yield* engine.compute(g, 200)
        return engine.now
      },
      { host: g },
    )
    at(engine, 1, () => {
      process.suspend()
      g.moveTo(other)
      h.turnOff()
    })
    at(engine, 2, () => process.resume())
    engine.run()
    expect(process.result).toBe(3)
  })
})

describe("a guest that goes away", () => {
  test("goes off with its host, and comes back when somebody switches it on", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const work = engine.compute(g, 1000)
    const process = engine.spawn("p", () => wait(), { host: g })
    function* wait() {
      yield* engine.sleep(100)
    }
    at(engine, 2, () => h.turnOff())
    engine.run()
    expect([work.result, work.done, process.wasKilled, g.isOn, engine.now]).toEqual([
      "failed",
      200,
      true,
      false,
      2,
    ])
    expect(() => g.turnOn()).toThrow('guest "g": host is "h"; expected a host that is on')
    h.turnOn()
    expect([g.isOn, engine.compute(g, 1).result]).toEqual([false, "failed"])
    g.turnOn()
    engine.compute(g, 100)
    expect(engine.run()).toBe(3)
    expect(g.computed).toBe(300)
  })

  test("fails what computes in it when it is removed, frees its share and its name, once", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const [inside, outside] = [engine.compute(g, 1000), engine.compute(h, 150)]
    const process = engine.spawn("p", () => wait(), { host: g })
    function* wait() {
      yield* engine.sleep(100)
    }
    at(engine, 1, () => {
      g.remove()
      // its number in the fair-share system goes to a new one, which must not feel what is done to the old one
      const next = engine.addGuest(h, { name: "g", limit: 10 })
      g.remove()
      g.setLimit(1)
      g.suspend()
      g.resume()
      expect(engine.host("g")).toBe(next)
      expect(engine.compute(next, endless).rate).toBe(10)
    })
    const ends = endsOf(engine, [inside, outside])
    engine.run()
    // 50 by 1 s, then 90 a second
    expect(ends[0]).toBe(1)
    expect(ends[1]).toBeCloseTo(1 + 100 / 90, 12)
    expect([inside.result, inside.done, process.wasKilled, g.computed]).toEqual(["failed", 50, true, 50])
    expect([g.load, engine.compute(g, 1).result]).toEqual([0, "failed"])
  })

  test("can be removed by what it makes fail", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    engine.compute(g, 1000).onEnd(() => g.remove())
    engine.spawn("p", () => wait(), { host: g })
    function* wait() {
      try {
        yield* engine.sleep(100)
      } finally {
        g.remove()
      }
    }
    at(engine, 1, () => h.turnOff())
    expect(engine.run()).toBe(1)
    expect(g.isRemoved).toBe(true)
  })

  test("tells those who wait for its processes", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const inside = engine.spawn("inside", () => wait(), { host: g })
    function* wait() {
      yield* engine.sleep(100)
    }
    const watch = engine.spawn("watch", function* () {
      const end = yield* settled(inside)
      return "error" in end ? String(end.error) : "no error"
    })
    at(engine, 1, () => g.remove())
    engine.run()
    expect(watch.result).toBe('KilledError: process "inside" was killed at 1 s')
  })
})

describe("what cannot be done with guests is refused in one line:", () => {
  const { engine, h } = oneHost()
  const g = engine.addGuest(h, { name: "g" })
  const inner = engine.addGuest(g, { name: "inner" })
  const off = engine.addHost({ name: "off", speed: 1 })
  off.turnOff()
  const gone: Guest = engine.addGuest(h, { name: "gone" })
  gone.remove()
  const foreign = oneHost().h
  testRefusals([
    [() => g.setPstate(0), 'guest "g": pstate is 0; expected a change of its host\'s: a guest follows it'],
    [
      () => g.setAvailability(1),
      'guest "g": availability is 1; expected a change of its host\'s: it follows',
    ],
    [
      () => g.setLimit(0),
      'guest "g": limit is 0; expected a number above 0, in flop/s (Infinity for no limit)',
    ],
    [() => g.setCap(-1), 'guest "g": cap is -1; expected a number above 0, in cores (Infinity for no limit)'],
    [() => g.moveTo(g), 'guest "g": host is "g"; expected a host that is not inside of it'],
    [() => g.moveTo(inner), 'guest "g": host is "inner"; expected a host that is not inside of it'],
    [() => g.moveTo(off), 'guest "g": host is "off"; expected a host that is on'],
    [() => g.moveTo(foreign), 'guest "g": host is "h"; expected a host of the same engine'],
    [() => engine.addGuest(off, { name: "x" }), 'guest "x": host is "off"; expected a host that is on'],
    [
      () => engine.addGuest(h, { name: "g" }),
      'host "g": name is "g"; expected a name that no other host has',
    ],
    [() => gone.moveTo(h), 'guest "gone": state is "removed"; expected a guest that was not removed'],
    [() => gone.turnOn(), 'guest "gone": state is "removed"; expected a guest that was not removed'],
    [() => engine.addGuest(gone, { name: "x" }), 'guest "x": host is "gone"; expected a host that is on'],
  ])
})
