import { describe, expect, test } from "vitest"
import { Engine, type HostPowerSpec, hostPower, linkPower, RandomStream } from "../../src/index.ts"
import { at, oneHost, testRefusals } from "./scenario.ts"

/** One p-state: 100 W idle, 120 W with the first flop, 200 W with all cores; 10 W off. */
const power: HostPowerSpec = { perPstate: [{ idle: 100, epsilon: 120, full: 200 }], off: 10 }

describe("the energy of a host", () => {
  test("is the power of each phase times its duration", () => {
    const { engine, h } = oneHost({ cores: 2 })
    const energy = engine.meter(h, hostPower(h, power))
    engine.compute(h, 100)
    engine.compute(h, 300)
    engine.run(5)
    // both cores by 1 s: 200 W; one by 3 s: 120 + 80 / 2 = 160 W; idle by 5 s: 100 W
    expect(energy.total).toBe(200 + 2 * 160 + 2 * 100)
    expect(energy.rate).toBe(100)
  })

  test("counts from the date of the meter on", () => {
    const { engine, h } = oneHost()
    engine.run(3)
    const energy = engine.meter(h, hostPower(h, power))
    engine.run(5)
    expect(energy.total).toBe(200)
  })

  test("follows p-states and availability, whose load is relative to the whole speed, without any load too", () => {
    const { engine, h } = oneHost({ speed: [100, 50] })
    const spec = { perPstate: [{ idle: 100, full: 200 }, { idle: 60, full: 80 }] } // biome-ignore format: a table
    const energy = engine.meter(h, hostPower(h, spec))
    const work = engine.compute(h, 100)
    at(engine, 0.5, () => h.setAvailability(0.5))
    at(engine, 1, () => h.setPstate(1))
    // 100 flop/s: 200 W; 50 of 100: 150 W; 25 of 50: 70 W for the 25 that are left
    expect(engine.run()).toBe(2)
    expect(work.result).toBe("done")
    expect(energy.total).toBe(0.5 * 200 + 0.5 * 150 + 70)
    at(engine, 3, () => h.setPstate(0))
    engine.run(4)
    // 60 W idle by 3 s, 100 W by 4 s
    expect(energy.total).toBe(245 + 60 + 100)
  })

  test.each([1, 2, 3])(
    "that draws by what it computes is what its guests have computed, with room or none, by their caps and its p-state, seed %i",
    (seed) => {
      const random = new RandomStream(seed, "meter")
      const { engine, h } = oneHost({ speed: [100, 30], cores: 4 })
      const joules = engine.meter(h, () => h.load)
      const guests = Array.from({ length: 6 }, (_, i) => engine.addGuest(h, { name: `g${i}`, cores: 2 }))
      const inner = engine.addGuest(guests[0]!, { name: "inner" })
      for (const guest of [...guests, inner]) engine.compute(guest, Number.POSITIVE_INFINITY)
      for (let i = 0; i < 200; i++) {
        const guest = guests[random.below(6)]!
        const kind = random.below(8)
        if (kind < 5) guest.setCap(random.uniform(0.1, random.below(2) === 0 ? 0.5 : 2))
        else if (kind === 5) guest.setLimit(random.uniform(1, 100))
        else if (kind === 6) h.setPstate(random.below(2))
        else if (guest.isSuspended) guest.resume()
        else guest.suspend()
        engine.run(engine.now + random.uniform())
        const computed = guests.reduce((sum, each) => sum + each.computed, 0)
        expect(Math.abs(joules.total - computed)).toBeLessThan(1e-10 * computed + 1e-10)
      }
    },
  )

  test("is that of being off while the host is off", () => {
    const { engine, h } = oneHost()
    const energy = engine.meter(h, hostPower(h, power))
    engine.compute(h, 1000)
    at(engine, 1, () => h.turnOff())
    at(engine, 3, () => h.turnOn())
    engine.run(4)
    expect(energy.total).toBe(200 + 2 * 10 + 100)
  })

  test("counts a p-state of speed 0 as loaded, as when it boots", () => {
    const { engine, h } = oneHost({ speed: [100, 0], pstate: 1 })
    const spec = { perPstate: [{ idle: 100, full: 200 }, { idle: 1, full: 150 }] } // biome-ignore format: a table
    const energy = engine.meter(h, hostPower(h, spec))
    engine.run(2)
    expect(energy.total).toBe(300)
  })

  test("has the work of guests in it, from the date at which a limit, a suspension or a move changes it", () => {
    const { engine, h } = oneHost()
    const other = engine.addHost({ name: "other", speed: 100 })
    const spec = { perPstate: [{ idle: 100, full: 200 }] }
    const [here, there] = [engine.meter(h, hostPower(h, spec)), engine.meter(other, hostPower(other, spec))]
    const g = engine.addGuest(h, { name: "g" })
    engine.compute(g, Number.POSITIVE_INFINITY)
    // each step is made from elsewhere
    at(engine, 1, () => g.setLimit(50))
    at(engine, 2, () => g.suspend())
    at(engine, 3, () => g.resume())
    at(engine, 4, () => g.moveTo(other))
    at(engine, 5, () => g.remove())
    engine.run(6)
    expect(here.total).toBe(200 + 150 + 100 + 150 + 100 + 100)
    expect(there.total).toBe(4 * 100 + 150 + 100)
  })

  test("counts the start of a parallel task from its date", () => {
    const { engine, h } = oneHost()
    const energy = engine.meter(h, hostPower(h, { perPstate: [{ idle: 100, full: 200 }] }))
    at(engine, 10, () => engine.parallelTask({ hosts: [h], flops: [1000] }))
    engine.run()
    expect(energy.total).toBe(10 * 100 + 10 * 200)
  })
})

describe("the energy of a link", () => {
  test("is linear in what crosses it, whatever changes that", () => {
    const engine = new Engine()
    const [a, b, c] = ["a", "b", "c"].map((name) => engine.addHost({ name, speed: 1 }))
    const [near, far] = ["near", "far"].map((name) => engine.addLink({ name, bandwidth: 100 }))
    engine.addRoute(a!, b!, [near!])
    engine.addRoute(a!, c!, [near!, far!])
    const energy = engine.meter(far!, linkPower(far!, { idle: 1, busy: 2, off: 0.5 }))
    engine.transfer(a!, c!, 200)
    // 100 bytes/s by 1 s; then half, as another one begins on the other link only
    at(engine, 1, () => engine.transfer(a!, b!, 50))
    engine.run(4)
    // by 2 s: 50 bytes/s, 1.5 W; then 50 bytes at 100: by 2.5 s; then idle
    expect(energy.total).toBe(2 + 1.5 + 0.5 * 2 + 1.5 * 1)
    far!.turnOff()
    engine.run(6)
    expect(energy.total).toBe(6 + 2 * 0.5)
  })

  test("of a bandwidth of 0 is idle", () => {
    const engine = new Engine()
    const link = engine.addLink({ name: "l", bandwidth: 1 })
    const energy = engine.meter(link, linkPower(link, { idle: 3, busy: 5 }))
    link.setBandwidth(0)
    engine.run(2)
    expect(energy.total).toBe(6)
  })
})

describe("no sampling interval exists:", () => {
  /** Computations of random sizes and dates on two cores, and what the meter says at 1000 s. */
  function joules(seed: number, readings: number): number {
    const random = new RandomStream(seed, "work")
    const { engine, h } = oneHost({ cores: 2 })
    const energy = engine.meter(h, hostPower(h, power))
    for (let i = 0; i < 200; i++) {
      const flops = random.uniform() * 500
      at(engine, random.uniform() * 900, () => engine.compute(h, flops))
    }
    let before = 0
    for (let i = 1; i <= readings; i++) {
      engine.run((1000 * i) / readings)
      expect(energy.total).toBeGreaterThan(before)
      before = energy.total
    }
    engine.run(1000)
    return energy.total
  }

  test.each([1, 2, 3, 4, 5])(
    "a meter that is read often and one that is read once agree bit for bit, seed %i",
    (seed) => {
      const once = joules(seed, 1)
      for (const readings of [7, 1000, 12_345]) expect(joules(seed, readings)).toBe(once)
    },
  )

  test("a total is the same however often its rate is asked for in one step", () => {
    const run = (isAsked: boolean) => {
      const { engine, h } = oneHost({ cores: 3 })
      const energy = engine.meter(h, hostPower(h, power))
      for (let i = 0; i < 10; i++) {
        at(engine, i / 7, () => {
          engine.compute(h, 100 / 3)
          if (isAsked) expect(energy.rate).toBeGreaterThan(100)
          engine.compute(h, 100 / 7)
          if (isAsked) expect(h.load).toBeGreaterThan(0)
        })
      }
      engine.run()
      return energy.total
    }
    expect(Math.abs(run(true) / run(false) - 1)).toBeLessThan(1e-15)
  })
})

describe("a meter", () => {
  test("measures whatever follows from load and state", () => {
    const { engine, h } = oneHost()
    const busySeconds = engine.meter(h, () => (h.load > 0 ? 1 : 0))
    const flops = engine.meter(h, () => h.load)
    const work = engine.compute(h, 250, { limit: 50 })
    at(engine, 1, () => work.suspend())
    at(engine, 2, () => work.resume())
    engine.run()
    expect([busySeconds.total, flops.total, engine.now]).toEqual([5, 250, 6])
  })

  test("of a guest sees what it carries, whether it is suspended, and that it is gone", () => {
    const { engine, h } = oneHost()
    const g = engine.addGuest(h, { name: "g" })
    const flops = engine.meter(g, () => g.load)
    const held = engine.meter(g, () => (g.isSuspended ? 1 : 0))
    const there = engine.meter(g, () => (g.isRemoved ? 0 : 1))
    at(engine, 1, () => g.suspend())
    at(engine, 3, () => {
      g.resume()
      engine.compute(g, 1000)
    })
    at(engine, 5, () => g.remove())
    engine.run(8)
    expect([flops.total, held.total, there.total]).toEqual([200, 2, 5])
  })

  test("whose measure throws stops the run, which can go on", () => {
    const { engine, h } = oneHost()
    let isBroken = false
    const meter = engine.meter(h, () => {
      if (isBroken) throw new Error("no reading")
      return h.load
    })
    const work = engine.compute(h, 200)
    at(engine, 1, () => {
      isBroken = true
      work.setLimit(50)
    })
    expect(() => engine.run()).toThrow("no reading")
    isBroken = false
    expect(engine.run()).toBe(3)
    expect(meter.total).toBe(200)
  })
})

describe("wrong meters are refused in one line:", () => {
  const { engine, h } = oneHost({ speed: [1, 2] })
  const foreign = oneHost().h
  const link = engine.addLink({ name: "l", bandwidth: 1 })
  testRefusals([
    [() => engine.meter(foreign, () => 0), 'meter: resource is "h"; expected a host or link of this engine'],
    [
      () => hostPower(h, { perPstate: [] }),
      'power of host "h": perPstate is []; expected one for each of its 2 p-states',
    ],
    [
      () => hostPower(foreign, { perPstate: [{ idle: -1, full: 1 }] }),
      'power of host "h": perPstate[0].idle is -1; expected a number of at least 0, in watts',
    ],
    [
      () => linkPower(link, { idle: 1, busy: -1 }),
      'power of link "l": busy is -1; expected a number of at least 0, in watts',
    ],
  ])
})
