import { describe, expect, test } from "vitest"
import { Engine, type EngineOptions, type LinkSpec, plainNetwork } from "../../src/index.ts"
import { at, endsOf, testRefusals } from "./scenario.ts"

/** Two hosts, and a wire of 100 bytes/s between them. */
function wired(spec: Partial<LinkSpec> = {}, options: EngineOptions = {}) {
  const engine = new Engine(options)
  const a = engine.addHost({ name: "a", speed: 100 })
  const b = engine.addHost({ name: "b", speed: 100 })
  const wire = engine.addLink({ name: "wire", bandwidth: 100, ...spec })
  engine.addRoute(a, b, [wire])
  return { engine, a, b, wire }
}

describe("a link", () => {
  test("is shared by both directions", () => {
    const { engine, a, b, wire } = wired()
    const ends = endsOf(engine, [engine.transfer(a, b, 100), engine.transfer(b, a, 200)])
    expect(wire.load).toBe(100)
    engine.run()
    // 50 each by 2 s, then the other 100 alone
    expect(ends).toEqual([2, 3])
  })

  test("that is split-duplex gives each direction its bandwidth", () => {
    const { engine, a, b, wire } = wired({ policy: "split-duplex" })
    expect([...engine.links].map((link) => link.name)).toEqual(["wire_UP", "wire_DOWN"])
    expect([wire.name, wire.opposite.name, wire.opposite.opposite]).toEqual(["wire_UP", "wire_DOWN", wire])
    const ends = endsOf(engine, [engine.transfer(a, b, 100), engine.transfer(b, a, 200)])
    expect([wire.load, wire.opposite.load]).toEqual([100, 100])
    engine.run()
    expect(ends).toEqual([1, 2])
  })

  test("that is a fatpipe gives each transfer its bandwidth; its load is the largest", () => {
    const { engine, a, b, wire } = wired({ policy: "fatpipe" })
    const ends = endsOf(engine, [engine.transfer(a, b, 100), engine.transfer(a, b, 100, { limit: 50 })])
    expect(wire.load).toBe(100)
    engine.run()
    expect(ends).toEqual([1, 2])
  })

  test("that is twice on a way takes its bandwidth twice", () => {
    const { engine, a, b, wire } = wired()
    engine.addRoute(a, b, [wire, wire])
    engine.transfer(a, b, 100)
    // 2 x rate <= 100
    expect(engine.run()).toBe(2)
  })

  test("with a limit of concurrency serves the others later; one in its latency holds no place", () => {
    const { engine, a, b, wire } = wired({ concurrencyLimit: 1 })
    const far = engine.addLink({ name: "far", bandwidth: 100, latency: 2 })
    const c = engine.addHost({ name: "c", speed: 1 })
    engine.addRoute(a, c, [wire, far])
    const ends = endsOf(engine, [
      engine.transfer(a, c, 100),
      engine.transfer(a, b, 100),
      engine.transfer(a, b, 150),
    ])
    engine.run()
    // the second has the wire by 1 s, the third by 2.5 s, and the first, after its 2 s, comes last
    expect(ends).toEqual([3.5, 1, 2.5])
  })

  test("may have a capacity that depends on how many use it", () => {
    const { engine, a, b } = wired({ capacityOf: (bandwidth, users) => bandwidth / (1 + users) })
    engine.transfer(a, b, 100)
    engine.transfer(a, b, 100)
    // 100 / 3 for two
    expect(engine.run()).toBeCloseTo(6, 12)
  })
})

describe("a change of a link under way", () => {
  test("of the bandwidth holds from then on, up and down, and 0 stops", () => {
    const { engine, a, b, wire } = wired()
    engine.transfer(a, b, 400)
    at(engine, 1, () => wire.setBandwidth(200))
    at(engine, 2, () => wire.setBandwidth(0))
    at(engine, 5, () => wire.setBandwidth(50))
    // 100 + 200 by 2 s, 100 left from 5 s on at 50
    expect(engine.run()).toBe(7)
  })

  test("of the latency does not delay what is on its way", () => {
    const { engine, a, b, wire } = wired({ latency: 1 })
    const first = engine.transfer(a, b, 100)
    at(engine, 0.5, () => {
      wire.setLatency(10)
      expect(engine.transfer(a, b, 0).done).toBe(0)
    })
    const ends = endsOf(engine, [first])
    // the second takes 10 s from 0.5 s on
    expect(engine.run()).toBe(10.5)
    expect(ends).toEqual([2])
  })

  test("of the latency changes the window of TCP, and the share among round trips", () => {
    const network = { ...plainNetwork, tcpGamma: 100, roundTripFairness: true }
    const { engine, a, b, wire } = wired({ latency: 1 }, { network })
    const far = engine.addLink({ name: "far", bandwidth: 100, latency: 0 })
    const c = engine.addHost({ name: "c", speed: 1 })
    engine.addRoute(a, c, [wire, far])
    const lone = engine.transfer(a, b, 1000)
    engine.run(2)
    // gamma / (2 x 1) = 50
    expect(lone.rate).toBe(50)
    wire.setLatency(0.125)
    // 100 / 0.25 = 400, more than the wire
    expect(lone.rate).toBe(100)
    far.setLatency(0.25)
    const other = engine.transfer(a, c, 1000)
    engine.run(3)
    // 1 / 0.125 : 1 / (0.125 + 0.25) = 3 : 1
    expect(lone.rate).toBeCloseTo(75, 12)
    expect(other.rate).toBeCloseTo(25, 12)
  })

  test("of the bandwidth in the latency phase of a transfer counts when that begins to flow", () => {
    const { engine, a, b, wire } = wired({ latency: 1 })
    engine.transfer(a, b, 100)
    at(engine, 0.5, () => wire.setBandwidth(50))
    expect(engine.run()).toBe(3)
  })
})

describe("a transfer fails", () => {
  test.each([
    ["in its latency", 0.5, 0],
    ["as its bytes flow", 1.5, 50],
  ])("%s, with its link, and with either of its hosts", (_, date, done) => {
    for (const victim of ["wire", "a", "b"] as const) {
      const { engine, a, b, wire } = wired({ latency: 1 })
      const transfer = engine.transfer(a, b, 100)
      const ends = endsOf(engine, [transfer])
      at(engine, date, () => ({ wire, a, b })[victim].turnOff())
      engine.run()
      expect([victim, ends, transfer.result, transfer.done]).toEqual([victim, [date], "failed", done])
    }
  })

  test("while it is suspended, too", () => {
    const { engine, a, b, wire } = wired()
    const transfer = engine.transfer(a, b, 100)
    transfer.suspend()
    wire.turnOff()
    expect(transfer.result).toBe("failed")
  })

  test("at once where something on its way is off, and not any more when it is on again", () => {
    const { engine, a, b, wire } = wired()
    for (const off of [wire, a, b]) {
      off.turnOff()
      expect(engine.transfer(a, b, 0).result).toBe("failed")
      off.turnOn()
    }
    engine.transfer(a, b, 100)
    expect(engine.run()).toBe(1)
  })

  test("with the way back only where acknowledgements use it", () => {
    const results = [true, false].map((crossTraffic) => {
      const { engine, a, b, wire } = wired(
        { policy: "split-duplex" },
        { network: { ...plainNetwork, crossTraffic } },
      )
      const transfer = engine.transfer(a, b, 100)
      at(engine, 0.5, () => wire.opposite.turnOff())
      engine.run()
      return [transfer.result, engine.transfer(a, b, 1).hasEnded]
    })
    expect(results).toEqual([
      ["failed", true],
      ["done", false],
    ])
  })
})

describe("acknowledgements", () => {
  const network = { ...plainNetwork, crossTraffic: true }

  test("take 5 % of the other direction", () => {
    const { engine, a, b, wire } = wired({ policy: "split-duplex" }, { network })
    const there = engine.transfer(a, b, 1000)
    expect(there.rate).toBe(100)
    expect(wire.opposite.load).toBe(5)
    const back = engine.transfer(b, a, 1000)
    // x + 0.05 y = 100 in both directions
    expect(there.rate).toBeCloseTo(100 / 1.05, 12)
    expect(back.rate).toBeCloseTo(100 / 1.05, 12)
  })

  test("add up with the bytes on a link of both directions", () => {
    const { engine, a, b } = wired({}, { network })
    engine.transfer(a, b, 100)
    expect(engine.run()).toBeCloseTo(1.05, 12)
  })

  test("are none where there is no way back", () => {
    const { engine, a, b, wire } = wired({}, { network })
    const c = engine.addHost({ name: "c", speed: 1 })
    engine.addRoute(a, c, [wire], { symmetrical: false })
    engine.transfer(a, c, 100)
    expect(engine.run()).toBe(1)
    expect(() => engine.transfer(c, b, 1)).toThrow(
      'engine: route is "c -> b"; expected a pair of hosts that addRoute was called for, or that a router knows',
    )
  })
})

describe("the way", () => {
  test("inside a machine is a loopback of 10 GB/s for each transfer, for guests too", () => {
    const { engine, a, b } = wired()
    const [g, other] = [engine.addGuest(a, { name: "g" }), engine.addGuest(b, { name: "other" })]
    const ends = endsOf(engine, [engine.transfer(a, g, 1e10), engine.transfer(g, a, 2e10)])
    engine.run()
    expect(ends).toEqual([1, 2])
    // to another machine it is the way of the machines
    expect(engine.route(g, other)).toEqual(engine.route(a, b))
    other.moveTo(a)
    expect(engine.route(g, other)).not.toEqual(engine.route(a, b))
  })

  test("inside a machine can be added", () => {
    const { engine, a, wire } = wired()
    engine.addRoute(a, a, [wire])
    engine.transfer(a, a, 100)
    expect(engine.run()).toBe(1)
  })

  test("is asked of routers in their order where none was added, with machines", () => {
    const { engine, a, b, wire } = wired()
    const c = engine.addHost({ name: "c", speed: 1 })
    const g = engine.addGuest(c, { name: "g" })
    const asked: string[] = []
    engine.addRouter((from, to) => {
      asked.push(`first ${from.name} ${to.name}`)
      return undefined
    })
    engine.addRouter((from, to) => {
      asked.push(`second ${from.name} ${to.name}`)
      return [wire, wire]
    })
    expect(engine.route(a, g)).toEqual([wire, wire])
    expect(engine.route(a, b)).toEqual([wire])
    expect(asked).toEqual(["first a c", "second a c"])
  })

  test("without any link takes no time, and what is done is a number", () => {
    const { engine, a, b } = wired()
    engine.addRouter(() => [])
    const c = engine.addHost({ name: "c", speed: 1 })
    const transfer = engine.transfer(b, c, 100)
    expect([transfer.rate, transfer.done, transfer.remaining]).toEqual([Number.POSITIVE_INFINITY, 0, 100])
    expect(engine.run()).toBe(0)
    expect(transfer.result).toBe("done")
    expect(engine.transfer(a, b, 0).hasEnded).toBe(false)
  })
})

describe("factors of a network model", () => {
  const network = {
    ...plainNetwork,
    latencyFactor: 10,
    bandwidthFactor: [
      [100, 0.5],
      [1000, 0.25],
    ] as const,
  }

  test("go by the size of the transfer: the last step below it, 1 below the first", () => {
    const { engine, a, b } = wired({ latency: 0.1 }, { network })
    const ends = [100, 200, 2000].map((bytes) => {
      const begun = engine.now
      engine.transfer(a, b, bytes)
      return engine.run() - begun
    })
    // 10 x 0.1 s, then bytes / (factor x 100): a size of exactly 100 is not above the first step
    expect(ends[0]).toBeCloseTo(1 + 1, 9)
    expect(ends[1]).toBeCloseTo(1 + 4, 9)
    expect(ends[2]).toBeCloseTo(1 + 80, 9)
  })

  test("leave a limit what it says: the rate that arrives", () => {
    const { engine, a, b } = wired({}, { network })
    expect(engine.transfer(a, b, 200, { limit: 20 }).rate).toBe(20)
  })
})

describe("a transfer of nothing", () => {
  test("takes the latency, and nothing without one", () => {
    const { engine, a, b, wire } = wired()
    engine.transfer(a, b, 0)
    expect(engine.run()).toBe(0)
    wire.setLatency(2)
    engine.transfer(a, b, 0)
    expect(engine.run()).toBe(2)
  })

  test("is held by a suspension that outlasts the latency", () => {
    const { engine, a, b } = wired({ latency: 1 })
    const transfer = engine.transfer(a, b, 0)
    transfer.suspend()
    at(engine, 3, () => transfer.resume())
    const ends = endsOf(engine, [transfer])
    engine.run()
    expect(ends).toEqual([3])
  })
})

describe("a transfer that is suspended", () => {
  test("lets its latency pass, and begins to flow at the resume", () => {
    const { engine, a, b } = wired({ latency: 1 })
    const transfer = engine.transfer(a, b, 100)
    at(engine, 0.5, () => transfer.suspend())
    at(engine, 3, () => transfer.resume())
    expect(engine.run()).toBe(4)
  })

  test("and resumed in its latency is not faster for it", () => {
    const { engine, a, b } = wired({ latency: 1 })
    const transfer = engine.transfer(a, b, 100)
    at(engine, 0.25, () => transfer.suspend())
    at(engine, 0.5, () => transfer.resume())
    expect(engine.run()).toBe(2)
  })
})

describe("wrong links, ways and transfers are refused in one line:", () => {
  const { engine, a, b, wire } = wired()
  const foreign = wired()
  engine.addLink({ name: "taken_DOWN", bandwidth: 1 })
  testRefusals([
    [
      () => engine.addLink({ name: "wire", bandwidth: 1 }),
      'link "wire": name is "wire"; expected a name that no other link has',
    ],
    [
      () => engine.addLink({ name: "taken", bandwidth: 1, policy: "split-duplex" }),
      'link "taken": name is "taken_DOWN"; expected a name that no other link has',
    ],
    [() => engine.link("taken_UP"), 'engine: link name is "taken_UP"; expected'],
    [
      () => engine.addLink({ name: "x", bandwidth: 0 }),
      'link "x": bandwidth is 0; expected a number above 0, in bytes/s',
    ],
    [
      () => engine.addLink({ name: "x", bandwidth: 1, latency: -1 }),
      'link "x": latency is -1; expected a number of at least 0, in seconds',
    ],
    [
      () => wire.setBandwidth(-1),
      'link "wire": bandwidth is -1; expected a number of at least 0, in bytes/s',
    ],
    [
      () => wire.setLatency(Number.NaN),
      'link "wire": latency is NaN; expected a number of at least 0, in seconds',
    ],
    [() => engine.addRoute(a, b, []), 'route from "a" to "b": links is []; expected at least one link'],
    [
      () => engine.addRoute(a, b, [wire, foreign.wire]),
      'route from "a" to "b": links[1] is "wire"; expected a link that addLink of this engine gave',
    ],
    [
      () => engine.transfer(a, b, -1),
      'transfer from "a" to "b": size is -1; expected a number of at least 0, in bytes',
    ],
    [
      () => engine.transfer(a, b, Number.POSITIVE_INFINITY),
      'transfer from "a" to "b": size is Infinity; expected a number of at least 0, in bytes',
    ],
    [
      () => engine.transfer(a, b, 1, { limit: -1 }),
      'transfer from "a" to "b": limit is -1; expected a number above 0, in bytes/s (Infinity for no limit)',
    ],
    [() => engine.transfer(a, foreign.b, 1), 'engine: host is "b"; expected a host of this engine'],
  ])
})
