import { Engine, type Profile } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  dayShape,
  type GaussianLoad,
  gaussianLoad,
  injectLoad,
  type LoadEvent,
  mergeByDate,
  profileLoad,
  sumLoads,
  Vm,
} from "../../src/index.ts"

const law: GaussianLoad = { vms: 100, seed: 1, until: 1800 }

/** The first `count` events of a stream that may be endless. */
function first<T>(count: number, stream: Iterable<T>): T[] {
  const events: T[] = []
  for (const event of stream) {
    if (events.length === count) break
    events.push(event)
  }
  return events
}

describe("a Gaussian load", () => {
  test("gives the same events whenever it is iterated", () => {
    const load = gaussianLoad(law)
    expect([...load]).toEqual([...load])
  })

  test("of a seed is the same in every version of this package", () => {
    expect(first(3, gaussianLoad({ vms: 640, seed: 23 }))).toEqual([
      { date: 0.6771061292034343, vm: 346, load: 0.6 },
      { date: 1.4546010553876172, vm: 19, load: 0.6 },
      { date: 1.4907397467113623, vm: 69, load: 0.4 },
    ])
  })

  test("gives other events for another seed, and for another name", () => {
    const dates = (changed: Partial<GaussianLoad>) =>
      first(3, gaussianLoad({ ...law, ...changed })).map(({ date }) => date)
    expect(dates({})).not.toEqual(dates({ seed: 2 }))
    expect(dates({})).not.toEqual(dates({ name: "second load" }))
  })

  test("keeps its dates and VMs when another law of loads draws from the same seed", () => {
    const others = (events: Iterable<LoadEvent>) => [...events].map(({ date, vm }) => [date, vm])
    expect(others(gaussianLoad({ ...law, mean: 0.1, deviation: 0 }))).toEqual(others(gaussianLoad(law)))
  })

  test("keeps its loads and VMs when changes come twice as often", () => {
    const others = (events: Iterable<LoadEvent>) => first(300, events).map(({ load, vm }) => [load, vm])
    expect(others(gaussianLoad({ ...law, period: 150 }))).toEqual(others(gaussianLoad(law)))
  })

  test("of an end date begins as the endless one", () => {
    const { until: _, ...endless } = law
    const events = [...gaussianLoad(law)]
    expect(first(events.length, gaussianLoad(endless))).toEqual(events)
    expect(events.at(-1)!.date).toBeLessThan(1800)
  })

  test("changes each VM every 300 s on average, with loads in slots of its cores", () => {
    const events = [...gaussianLoad({ ...law, vms: 1000, cores: 4, until: 30_000 })]
    // 100,000 expected, and 4 standard deviations of a Poisson number
    expect(Math.abs(events.length - 100_000)).toBeLessThan(4 * Math.sqrt(100_000))
    expect(new Set(events.map(({ load }) => load))).toEqual(
      new Set([0, 0.4, 0.8, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 3.6, 4]),
    )
    const counts = new Float64Array(1000)
    for (const { vm } of events) counts[vm]!++
    const chi2 = counts.reduce((sum, n) => sum + (n - events.length / 1000) ** 2 / (events.length / 1000), 0)
    // 999 degrees of freedom: 999 and 4 deviations of sqrt(2 x 999)
    expect(Math.abs(chi2 - 999)).toBeLessThan(4 * Math.sqrt(2 * 999))
  })

  test("has one VM among 1,000,000 of them without a list of VMs or of events", () => {
    const [event] = first(1, gaussianLoad({ vms: 1_000_000, seed: 1 }))
    expect(event!.date).toBeGreaterThan(0)
  })

  test.each([
    [{ vms: 0 }, "Gaussian load: vms is 0; expected a whole number above 0"],
    [{ period: 0 }, "Gaussian load: period is 0; expected a number above 0, in seconds"],
    [{ mean: -1 }, "Gaussian load: mean is -1; expected a number of at least 0, in shares of the VM's cores"],
    [
      { deviation: Number.NaN },
      "Gaussian load: deviation is NaN; expected a number of at least 0, in shares of the VM's cores",
    ],
    [{ slots: 1.5 }, "Gaussian load: slots is 1.5; expected a whole number above 0"],
    [{ cores: 0 }, "Gaussian load: cores is 0; expected a number above 0, in cores"],
    [{ until: -1 }, "Gaussian load: until is -1; expected a date, in seconds (or Infinity)"],
    [{ seed: 0.5 }, 'random stream "load": seed is 0.5; expected a whole number between -2^53 and 2^53'],
  ])("refuses %j", (wrong, message) => {
    expect(() => gaussianLoad({ ...law, ...wrong })).toThrow(message)
  })
})

describe("a load from a table", () => {
  const profile: Profile = {
    points: [
      [0, 0.2],
      [60, 0.9],
    ],
  }
  const shown = (events: Iterable<LoadEvent>) => [...events].map(({ date, load }) => `${date}: ${load}`)

  test("changes at the dates of the table", () => {
    expect([...profileLoad(3, profile)]).toEqual([
      { date: 0, vm: 3, load: 0.2 },
      { date: 60, vm: 3, load: 0.9 },
    ])
  })

  test("starts again after each period, until its end", () => {
    expect(shown(profileLoad(0, { ...profile, period: 100 }, 201))).toEqual([
      "0: 0.2",
      "60: 0.9",
      "100: 0.2",
      "160: 0.9",
      "200: 0.2",
    ])
  })

  test("takes the first point of a round where the last one of the round before falls on it", () => {
    expect(shown(profileLoad(0, { ...profile, period: 60 }, 150))).toEqual(["0: 0.2", "60: 0.2", "120: 0.2"])
  })

  test("that is empty says nothing, with a period too", () => {
    expect(shown(profileLoad(0, { points: [], period: 10 }))).toEqual([])
  })

  test("is refused when its dates go back", () => {
    const back: Profile = {
      points: [
        [10, 1],
        [5, 0],
      ],
    }
    expect(() => profileLoad(7, back)).toThrow(
      "load of VM 7: points[1] date is 5; expected a date from 10 s on, after the one before",
    )
    expect(() => profileLoad(7, profile, -1)).toThrow(
      "load of VM 7: until is -1; expected a date, in seconds (or Infinity)",
    )
  })
})

describe("the shape of a day", () => {
  test("has its peak in the peak hour, its low 12 hours away, and the mean of both over the day", () => {
    const { points, period } = dayShape({ low: 0.2, high: 1, peakHour: 12.5 })
    expect(period).toBe(86_400)
    expect(points).toHaveLength(24)
    expect(points[12]).toEqual([12 * 3600, 1])
    expect(points[0]).toEqual([0, 0.2])
    expect(points.reduce((sum, [, load]) => sum + load, 0) / 24).toBeCloseTo(0.6, 12)
  })

  test.each([
    [{ low: -1, high: 1 }, "day shape: low is -1; expected a number of at least 0, in cores"],
    [{ low: 1, high: 0.5 }, "day shape: high is 0.5; expected a number from low = 1 on, in cores"],
    [{ low: 0, high: 1, peakHour: 25 }, "day shape: peakHour is 25; expected an hour from 0 to 24"],
    [{ low: 0, high: 1, steps: 0 }, "day shape: steps is 0; expected a whole number above 0"],
  ])("is refused with %j", (shape, message) => {
    expect(() => dayShape(shape)).toThrow(message)
  })
})

describe("streams of events", () => {
  const at = (vm: number, ...dates: number[]) => dates.map((date) => ({ date, vm, load: 1 }))

  test("are merged in order of date, and on one date in the order of the streams", () => {
    const merged = mergeByDate([at(0, 1, 5, 5), at(1), at(2, 0, 5, 9), at(3, 5)])
    const shown = () => [...merged].map(({ date, vm }) => `${date} of ${vm}`)
    const expected = ["0 of 2", "1 of 0", "5 of 0", "5 of 0", "5 of 2", "5 of 3", "9 of 2"]
    expect([shown(), shown()]).toEqual([expected, expected])
  })

  test("that are many and endless are merged with one event of each ahead", () => {
    let read = 0
    const endless = (vm: number) => ({
      *[Symbol.iterator]() {
        for (let date = vm; ; date += 1000) {
          read++
          yield { date, vm, load: 1 }
        }
      },
    })
    const streams = Array.from({ length: 1000 }, (_, i) => endless((i * 7919) % 1000))
    const events = first(3000, mergeByDate(streams))
    expect(events.map(({ date }) => date)).toEqual(Array.from({ length: 3000 }, (_, i) => i))
    expect(read).toBeLessThanOrEqual(4001)
  })

  test("are summed for each VM, up to its cores", () => {
    const day = profileLoad(0, {
      points: [
        [0, 0.25],
        [10, 0.75],
      ],
    })
    const beside = [
      { date: 5, vm: 0, load: 0.5 },
      { date: 6, vm: 1, load: 0.125 },
      { date: 20, vm: 0, load: 0 },
    ]
    const sum = sumLoads([day, beside])
    const expected = [
      { date: 0, vm: 0, load: 0.25 },
      { date: 5, vm: 0, load: 0.75 },
      { date: 6, vm: 1, load: 0.125 },
      { date: 10, vm: 0, load: 1 },
      { date: 20, vm: 0, load: 0.75 },
    ]
    expect([[...sum], [...sum]]).toEqual([expected, expected])
    expect([...sumLoads([day, beside], { cores: 2 })][3]!.load).toBe(1.25)
    expect(() => sumLoads([], { cores: 0 })).toThrow(
      "sum of loads: cores is 0; expected a number above 0, in cores",
    )
  })
})

describe("the load injector", () => {
  const vmsOn = (engine: Engine, count: number) => {
    const host = engine.addHost({ name: "pm", speed: 1e9, cores: count })
    return Array.from({ length: count }, (_, i) => new Vm(engine, { name: `vm-${i}`, host, memory: 1e9 }))
  }

  test("makes VMs compute what their events say, from their dates on", () => {
    const engine = new Engine()
    const vms = vmsOn(engine, 2)
    engine.run(100)
    injectLoad(engine, vms, [
      { date: 0, vm: 0, load: 0.5 },
      { date: 10, vm: 1, load: 1 },
      { date: 10, vm: 0, load: 0 },
    ])
    engine.run(130)
    // dates count from 100 s: 10 s of half a core, and 20 s of a whole one
    expect(vms.map((vm) => vm.computed)).toEqual([5e9, 20e9])
  })

  test("tells of each event when its VM has its load", () => {
    const engine = new Engine()
    const vms = vmsOn(engine, 3)
    const events = [...gaussianLoad({ vms: 3, seed: 4, until: 1000 })]
    const told: LoadEvent[] = []
    injectLoad(engine, vms, events, {
      onEvent: (event) => {
        expect(vms[event.vm]!.load).toBe(event.load)
        expect(engine.now).toBeCloseTo(event.date, 9)
        told.push(event)
      },
    })
    engine.run(1000)
    expect(told).toEqual(events)
  })

  test("with an endless stream does not keep a run going, and can be killed", () => {
    const engine = new Engine()
    const injector = injectLoad(engine, vmsOn(engine, 3), gaussianLoad({ vms: 3, seed: 4 }))
    expect(engine.run()).toBe(0)
    expect(injector.wasKilled).toBe(true)
  })

  test("is waited for where the run should last as long as the stream", () => {
    const engine = new Engine()
    const [vm] = vmsOn(engine, 1)
    const injector = injectLoad(engine, [vm!], [{ date: 7, vm: 0, load: 1 }])
    engine.spawn("experiment", () => injector[Symbol.iterator]())
    expect(engine.run()).toBe(7)
  })

  test.each([
    [
      [
        { date: 5, vm: 0, load: 0 },
        { date: 4, vm: 0, load: 0 },
      ],
      "load injector: date is 4; expected a date from 5 s on: events are in order",
    ],
    [
      [{ date: Number.NaN, vm: 0, load: 0 }],
      "load injector: date is NaN; expected a date from 0 s on: events are in order",
    ],
    [[{ date: 5, vm: 2, load: 0 }], "load injector: VM is 2; expected a place in the list of 1 VMs"],
    [[{ date: 5, vm: 0, load: 2 }], 'VM "vm-0": load is 2; expected a number from 0 to 1, in cores'],
  ])("stops the run at a wrong event, %#", (events, message) => {
    const engine = new Engine()
    injectLoad(engine, vmsOn(engine, 1), events)
    expect(() => engine.run(10)).toThrow(message)
  })
})
