import { Engine, type Host, type Link, Trace } from "@placelab/core"
import { addMachine, type PhysicalMachine } from "@placelab/models"
import { describe, expect, it } from "vitest"
import { Cluster } from "../../src/cluster/cluster.ts"
import type { LocalityOptions } from "../../src/distributed/locality/localityOptions.ts"
import { localityOverlay } from "../../src/distributed/locality/localityOverlay.ts"
import { coordinateDistance } from "../../src/distributed/locality/vivaldi.ts"

/** Sites on a line, 5 ms apart; a machine is 25 us from its site. Machine i is in site i % sites. */
function sitesOnALine({ sites = 3, each = 8, options = {} as LocalityOptions } = {}) {
  const engine = new Engine()
  const access = new Map<Host, Link>()
  const machines = Array.from({ length: sites * each }, (_, i) => {
    const machine = addMachine(engine, { name: `node${i}`, speed: 1e9, memory: 1e9 })
    const link = { name: `link ${i}`, bandwidth: 1.25e8, latency: 25e-6, policy: "split-duplex" } as const
    access.set(machine.host, engine.addLink(link))
    return machine
  })
  const site = new Map(machines.map(({ host }, i) => [host, i % sites]))
  const wide = Array.from({ length: sites }, (_, apart) =>
    engine.addLink({ name: `${apart} apart`, bandwidth: 1e9, latency: 5e-3 * apart }),
  )
  engine.addRouter((from, to) => {
    const apart = Math.abs(site.get(from)! - site.get(to)!)
    const between = apart === 0 ? [] : [wide[apart]!]
    return from === to ? undefined : [access.get(from)!, ...between, access.get(to)!.opposite]
  })
  const cluster = new Cluster({ engine, machines, vms: [], capacity: 7, trace: new Trace(() => engine.now) })
  const overlay = localityOverlay(cluster, options)
  const siteOf = (machine: PhysicalMachine) => site.get(machine.host)!
  return { cluster, engine, machines, overlay, siteOf }
}

/** Who is found, in order, when everybody who is found comes in. */
function foundFrom({ overlay, machines }: ReturnType<typeof sitesOnALine>, start: number): PhysicalMachine[] {
  const inside = new Set([machines[start]!])
  for (;;) {
    const found = overlay.firstOut(machines[start]!, inside, machines[start]!)
    if (found === undefined) return [...inside].slice(1)
    inside.add(found)
  }
}

describe("who is found", () => {
  it("is, in order, those of the own site, then of the next one, then of the one beyond", () => {
    const world = sitesOnALine()
    world.engine.run(60)
    for (const start of [0, 3, 21]) {
      const sites = foundFrom(world, start).map(world.siteOf)
      expect(sites).toEqual([...Array(7).fill(0), ...Array(8).fill(1), ...Array(8).fill(2)])
    }
  })

  it("is every other node before anything was measured, in some order", () => {
    const world = sitesOnALine()
    expect(foundFrom(world, 4)).toHaveLength(23)
  })

  it("is the nearest to the initiator that the node at hand knows, not the nearest to itself", () => {
    const world = sitesOnALine()
    const { engine, machines, overlay, siteOf } = world
    engine.run(60)
    const found = overlay.firstOut(machines[2]!, new Set([machines[2]!, machines[0]!]), machines[0]!)
    expect(siteOf(found!)).toBe(0)
  })

  it("is nobody whom the procedure has found reserved, and nobody at all after as many nodes as a list holds", () => {
    const { engine, machines, overlay, siteOf } = sitesOnALine({ options: { closeNodes: 5 } })
    engine.run(60)
    const [initiator, other] = [machines[0]!, machines[3]!]
    const first = overlay.firstOut(other, new Set([other]), initiator, {
      hops: 4,
      reserved: new Set(machines.filter((machine) => siteOf(machine) === 0)),
    })
    expect(siteOf(first!)).toBe(1)
    const trip = { hops: 5, reserved: new Set([initiator, other]) }
    expect(overlay.firstOut(other, new Set([other]), initiator, trip)).toBeUndefined()
  })

  it("is among the close nodes and the view only, so no node has to know all", () => {
    const world = sitesOnALine({ each: 20, options: { closeNodes: 6, view: 4 } })
    world.engine.run(60)
    const found = foundFrom(world, 0)
    expect(found.length).toBeGreaterThanOrEqual(6)
    expect(found.length).toBeLessThanOrEqual(10)
    for (const machine of found.slice(0, 6)) expect(world.siteOf(machine)).toBe(0)
  })
})

describe("rounds", () => {
  it("measure what messages take, there and back", () => {
    const { engine, machines, overlay } = sitesOnALine()
    engine.run(120)
    const apart = (a: number, b: number) =>
      coordinateDistance(overlay.coordinateOf(machines[a]!), overlay.coordinateOf(machines[b]!))
    expect(apart(0, 1)).toBeGreaterThan(0.007)
    expect(apart(0, 1)).toBeLessThan(0.013)
    expect(apart(0, 2)).toBeGreaterThan(0.016)
    expect(apart(0, 2)).toBeLessThan(0.024)
    expect(apart(0, 3)).toBeLessThan(0.002)
  })

  it("come six times after 1 s, then after 2 s, and end; each asks ten nodes", () => {
    const { engine, overlay } = sitesOnALine({ options: { rounds: 10 } })
    const sentBy = (date: number) => {
      engine.run(date)
      return overlay.counts().gossipMessages! / (24 * 20)
    }
    expect(sentBy(1 + 5.01)).toBeGreaterThanOrEqual(6)
    expect(sentBy(1 + 7)).toBeLessThanOrEqual(7)
    expect(sentBy(5 + 2 * 4 + 1.1)).toBe(10)
    engine.run()
    expect(overlay.counts().gossipMessages).toBe(10 * 24 * 20)
  })

  it("measure nothing where messages take no time, and go on", () => {
    const engine = new Engine()
    const machines = [0, 1, 2].map((i) => addMachine(engine, { name: `node${i}`, speed: 1e9, memory: 1e9 }))
    engine.addRouter((from, to) => (from === to ? undefined : []))
    const cluster = new Cluster({
      engine,
      machines,
      vms: [],
      capacity: 7,
      trace: new Trace(() => engine.now),
    })
    const overlay = localityOverlay(cluster)
    engine.run(60)
    expect(overlay.coordinateOf(machines[0]!)).toEqual({ x: 0, y: 0, error: 1 })
    const found = overlay.firstOut(machines[0]!, new Set([machines[0]!]), machines[0]!)
    expect(found).toBe(machines[1])
  })

  it("end when the run is ending", () => {
    const { cluster, engine, overlay } = sitesOnALine()
    engine.run(5)
    cluster.isEnding = true
    const { gossipMessages } = overlay.counts()
    engine.run()
    expect(overlay.counts().gossipMessages! - gossipMessages!).toBeLessThan(20)
    expect(engine.now).toBeLessThan(8)
  })

  it("give the same coordinates with the same seed, and others with another one", () => {
    const places = (seed: number) => {
      const { engine, machines, overlay } = sitesOnALine({ options: { seed } })
      engine.run(30)
      return machines.map((machine) => overlay.coordinateOf(machine))
    }
    expect(places(1)).toEqual(places(1))
    expect(places(1)).not.toEqual(places(2))
  })
})

describe("a node that crashes", () => {
  it("is forgotten by those who ask it in vain", () => {
    const world = sitesOnALine()
    world.engine.run(20)
    world.machines[3]!.host.turnOff()
    world.engine.run(120)
    expect(foundFrom(world, 0)).not.toContain(world.machines[3])
  })

  it("knows nothing when it comes back, and finds its place again, and others find it", () => {
    const world = sitesOnALine()
    const { engine, machines, overlay, siteOf } = world
    engine.run(20)
    machines[3]!.host.turnOff()
    engine.run(140)
    machines[3]!.host.turnOn()
    expect(overlay.coordinateOf(machines[3]!)).toEqual({ x: 0, y: 0, error: 1 })
    engine.run(300)
    expect(foundFrom(world, 3).slice(0, 7).map(siteOf)).toEqual(Array(7).fill(0))
    expect(foundFrom(world, 0).slice(0, 7)).toContain(machines[3])
  })

  it.each([true, false])("has nothing to do with answers to an earlier life (crashes: %s)", (crashes) => {
    const { cluster, engine, machines, overlay } = sitesOnALine()
    const { host } = machines[0]!
    const rtt = 2 * engine.travelTime(host, machines[3]!.host, 1024)
    // Until it has asked. What it asks in its next life is answered after the last date that is looked at.
    for (let before = 0; cluster.messages.sentBy(host) < before + 10; engine.run(engine.now + 1e-5))
      before = cluster.messages.sentBy(host)
    if (crashes) {
      host.turnOff()
      host.turnOn()
    }
    engine.run(engine.now + rtt - 1e-8)
    const isLost = overlay.coordinateOf(machines[0]!).x === 0
    expect(isLost).toBe(crashes)
  })
})

it.each([
  [{ closeNodes: 0 }, "locality: closeNodes is 0; expected a whole number above 0"],
  [{ view: 1.5 }, "locality: view is 1.5; expected a whole number above 0"],
  [{ contacts: 0 }, "locality: contacts is 0; expected a whole number above 0"],
  [{ rounds: -1 }, "locality: rounds is -1; expected a whole number above 0"],
  [{ firstRounds: 0 }, "locality: firstRounds is 0; expected a whole number above 0"],
  [{ firstPeriod: 0 }, "locality: firstPeriod is 0; expected a number above 0, in seconds"],
  [{ period: 0 }, "locality: period is 0; expected a number above 0, in seconds"],
  [{ answerTimeout: 2 }, "locality: answerTimeout is 2; expected at most the periods (1), in seconds"],
  [{ step: 0 }, "locality: step is 0; expected a number above 0, and at most 1"],
  [{ errorStep: 1.5 }, "locality: errorStep is 1.5; expected a number above 0, and at most 1"],
  [{ seed: 0.5 }, 'random stream "locality": seed is 0.5; expected a whole number between -2^53 and 2^53'],
])("options %o are refused", (options, message) => {
  expect(() => sitesOnALine({ options })).toThrow(message)
})
