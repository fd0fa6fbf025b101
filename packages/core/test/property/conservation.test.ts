import { describe, expect, test } from "vitest"
import { type Computation, Engine, type Guest, hostPower, RandomStream } from "../../src/index.ts"

const seeds = Array.from({ length: 40 }, (_, i) => i + 1)

/** Computations on hosts and in guests, and somebody who interferes with all of them at random dates. */
function turmoil(seed: number) {
  const random = new RandomStream(seed, "turmoil")
  const engine = new Engine()
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  const hosts = Array.from({ length: 3 }, (_, i) =>
    engine.addHost({ name: `host ${i}`, speed: [100, 60], cores: 1 + i }),
  )
  const guests: Guest[] = []
  for (let i = 0; i < 4; i++) {
    const where = i < 3 ? pick(hosts) : pick(guests)
    guests.push(engine.addGuest(where, { name: `guest ${i}`, cores: 1 + random.below(3) }))
  }
  const works: Computation[] = []
  const interfere = [
    () => pick(works).suspend(),
    () => pick(works).resume(),
    () => pick(works).resume(),
    () => pick(works).cancel(),
    () => pick(works).setPriority(1 + random.below(3)),
    () => pick(works).moveTo(pick([...hosts, ...guests])),
    () => pick(guests).suspend(),
    () => pick(guests).resume(),
    () => pick(guests).resume(),
    // not of the one inside a guest, which would leave some of what that is given
    () => pick(guests.slice(0, 3)).setLimit(pick([30, 80, Number.POSITIVE_INFINITY])),
    () => pick(hosts).setPstate(random.below(2)),
    () => pick(hosts).setAvailability(random.uniform()),
    () => {
      const [host, guest] = [pick(hosts), pick(guests)]
      if (host.isOn) guest.moveTo(host)
    },
    () => pick(hosts).turnOff(),
    () => {
      for (const host of hosts) host.turnOn()
      for (const guest of guests) if (guest.host.isOn) guest.turnOn()
    },
  ]
  function* steps() {
    for (let i = 0; i < 150; i++) {
      yield* engine.sleep(random.uniform())
      const where = pick([...hosts, ...guests])
      works.push(
        // without a limit: what a guest is given and a limited computation leaves counts as the guest's
        engine.compute(where, random.uniform(10, 300), { threads: 1 + random.below(3) }),
      )
      pick(interfere)()
    }
  }
  engine.spawn("turmoil", steps)
  return { engine, hosts, guests, works }
}

describe("flops", () => {
  test.each(seeds)(
    "are neither lost nor made: what is done is the integral of the loads, seed %i",
    (seed) => {
      const { engine, hosts, guests, works } = turmoil(seed)
      const given = hosts.map((host) => engine.meter(host, () => host.load))
      const inGuests = guests.map((guest) => engine.meter(guest, () => guest.load))
      engine.run(100)
      const done = works.reduce((sum, work) => sum + work.done, 0)
      const total = given.reduce((sum, meter) => sum + meter.total, 0)
      expect(done).toBeGreaterThan(1000)
      expect(Math.abs(done / total - 1)).toBeLessThan(1e-9)
      guests.forEach((guest, i) => {
        expect(Math.abs(guest.computed - inGuests[i]!.total)).toBeLessThan(1e-6)
      })
    },
  )

  test.each(seeds)("in guests are never more than their hosts have, seed %i", (seed) => {
    const { engine, hosts, guests } = turmoil(seed)
    for (let date = 0.5; date < 80; date += 0.5) {
      engine.run(date)
      for (const host of hosts) {
        const inside = guests.filter((guest) => guest.host === host)
        const load = inside.reduce((sum, guest) => sum + guest.load, 0)
        expect(host.load).toBeLessThanOrEqual(host.cores * host.speed * host.availability * (1 + 1e-12))
        expect(load).toBeLessThanOrEqual(host.load * (1 + 1e-12))
        if (!host.isOn) expect(host.load).toBe(0)
      }
      for (const guest of guests) {
        const most = Math.min(guest.limit, guest.cores * guest.speed * guest.availability)
        expect(guest.load).toBeLessThanOrEqual(most * (1 + 1e-12))
        if (guest.isSuspended || !guest.isOn) expect(guest.load).toBe(0)
      }
    }
  })
})

describe("a computation that is suspended and resumed", () => {
  test.each(seeds)("ends late by as long as it was suspended, and loses nothing, seed %i", (seed) => {
    const random = new RandomStream(seed, "pauses")
    const engine = new Engine()
    const h = engine.addHost({ name: "h", speed: 100 })
    const work = engine.compute(seed % 2 === 0 ? engine.addGuest(h, { name: "g" }) : h, 1000)
    let suspended = 0
    function* pauses() {
      for (let i = 0; i < 8; i++) {
        yield* engine.sleep(random.uniform())
        work.suspend()
        const pause = random.uniform()
        yield* engine.sleep(pause)
        suspended += pause
        work.resume()
      }
    }
    engine.spawn("pauses", pauses)
    // at most 8 s of computing between the pauses, so all of them are in time
    expect(engine.run()).toBeCloseTo(10 + suspended, 9)
    expect(work.done).toBe(1000)
  })
})

describe("energy", () => {
  test.each(seeds)(
    "is the sum of power x duration that a table of starts and ends gives, seed %i",
    (seed) => {
      const random = new RandomStream(seed, "energy")
      const engine = new Engine()
      const [cores, speed, until] = [64, 100, 50]
      const h = engine.addHost({ name: "h", speed, cores })
      const [idle, epsilon, full] = [100, 110, 300]
      const energy = engine.meter(h, hostPower(h, { perPstate: [{ idle, epsilon, full }] }))
      // no more computations than cores, so each takes flops / speed
      const changes: [date: number, by: number][] = []
      for (let i = 0; i < cores; i++) {
        const [start, flops] = [random.uniform(0, 30), random.uniform(10, 1000)]
        changes.push([start, 1], [start + flops / speed, -1])
        engine.sleep(start).onEnd(() => engine.compute(h, flops))
      }
      changes.sort((a, b) => a[0] - b[0])
      let [joules, busy, since] = [0, 0, 0]
      for (const [date, by] of [...changes, [until, 0] as const]) {
        joules += (busy === 0 ? idle : epsilon + (busy / cores) * (full - epsilon)) * (date - since)
        busy += by
        since = date
      }
      engine.run(until)
      expect(Math.abs(energy.total / joules - 1)).toBeLessThan(1e-12)
    },
  )
})
