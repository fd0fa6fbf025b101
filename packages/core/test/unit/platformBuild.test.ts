import { describe, expect, it } from "vitest"
import { Engine, type Host } from "../../src/index.ts"
import { buildPlatform, decodePlatform, type Platform, routesOf } from "../../src/platform/index.ts"

const built = (platform: Platform) => {
  const engine = new Engine()
  return { engine, ...buildPlatform(engine, platform) }
}
const names = (links: readonly { readonly name: string }[]) => links.map(({ name }) => name)
const cluster = (name: string, numbers: string): Platform => ({
  name,
  routing: "cluster",
  hosts: { prefix: `${name}-`, numbers, speed: 1e9, cores: 4 },
  links: { bandwidth: 125e6, latency: 1e-4 },
  router: `${name}-switch`,
})

it("hosts and links of the engine are those of the description, in its order", () => {
  const { hosts, links, engine } = built(cluster("c", "3,0-1"))
  expect(names(hosts)).toEqual(["c-3", "c-0", "c-1"])
  expect(hosts[0]).toMatchObject({ speed: 1e9, cores: 4 })
  expect(names(links)).toEqual(["3", "0", "1"].flatMap((n) => [`c_link_${n}_UP`, `c_link_${n}_DOWN`]))
  expect([...engine.links]).toEqual(links)
})

// 0.2 ms of latency; 125 MB at 125 MB/s.
it("a transfer takes the way that the platform says", () => {
  const { engine, hosts } = built(cluster("c", "0-3"))
  engine.transfer(hosts[0]!, hosts[1]!, 125e6)
  expect(engine.run()).toBeCloseTo(1.0002, 9)
})

// Each host's link down is its own; only the link up of host 0 is shared: 2 x 125 MB at 125 MB/s.
it("two transfers from one host share its link up, and one to it does not disturb them", () => {
  const { engine, hosts } = built(cluster("c", "0-3"))
  engine.transfer(hosts[0]!, hosts[1]!, 125e6)
  engine.transfer(hosts[0]!, hosts[2]!, 125e6)
  engine.transfer(hosts[3]!, hosts[0]!, 125e6)
  expect(engine.run()).toBeCloseTo(2.0002, 9)
})

it("a declared route goes both ways, over the other directions of split-duplex links", () => {
  const { engine, hosts } = built({
    name: "z",
    routing: "full",
    hosts: [
      { name: "a", speed: 1 },
      { name: "b", speed: 1 },
    ],
    links: [
      { name: "d", bandwidth: 1, policy: "split-duplex" },
      { name: "s", bandwidth: 1 },
    ],
    routes: [{ from: "a", to: "b", links: [{ link: "d", direction: "up" }, "s"] }],
  })
  expect(names(engine.route(hosts[0]!, hosts[1]!))).toEqual(["d_UP", "s"])
  expect(names(engine.route(hosts[1]!, hosts[0]!))).toEqual(["s", "d_DOWN"])
})

it("a bypass is taken instead of a declared route, in its direction only", () => {
  const { engine, hosts } = built({
    name: "z",
    routing: "full",
    hosts: [
      { name: "a", speed: 1 },
      { name: "b", speed: 1 },
    ],
    links: [
      { name: "slow", bandwidth: 1 },
      { name: "fast", bandwidth: 9 },
    ],
    routes: [{ from: "a", to: "b", links: ["slow"] }],
    bypasses: [{ from: "a", to: "b", links: ["fast"] }],
  })
  expect(names(engine.route(hosts[0]!, hosts[1]!))).toEqual(["fast"])
  expect(names(engine.route(hosts[1]!, hosts[0]!))).toEqual(["slow"])
})

// Both are in the machine, which has no loopback: over its own link, up and down.
it("guests on one host of a cluster without loopback talk over its link", () => {
  const { engine, hosts } = built(cluster("c", "0-1"))
  const guests = ["v", "w"].map((name) => engine.addGuest(hosts[0]!, { name }))
  expect(names(engine.route(guests[0]!, guests[1]!))).toEqual(["c_link_0_UP", "c_link_0_DOWN"])
})

it("hosts without a way between them have no route", () => {
  const { engine, hosts } = built({
    name: "z",
    routing: "full",
    hosts: [
      { name: "a", speed: 1 },
      { name: "b", speed: 1 },
    ],
  })
  expect(() => engine.route(hosts[0]!, hosts[1]!)).toThrow("route")
})

it("a route that the user adds later is taken instead of the platform's", () => {
  const { engine, hosts } = built(cluster("c", "0-1"))
  engine.addRoute(hosts[0]!, hosts[1]!, [engine.addLink({ name: "wire", bandwidth: 1 })])
  expect(names(engine.route(hosts[0]!, hosts[1]!))).toEqual(["wire"])
})

// 10 s: 4 of 4 cores busy for 5 s (200 W), then idle (100 W); the link: 5 s of full load up (4 W), idle down (2 W).
it("energy of hosts and of both directions of links is counted in joules", () => {
  const { engine, hosts, links, meters } = built({
    name: "z",
    routing: "full",
    hosts: [
      { name: "a", speed: 1e9, cores: 4, power: { perPstate: [{ idle: 100, full: 200 }] } },
      { name: "b", speed: 1e9 },
    ],
    links: [{ name: "l", bandwidth: 1e6, policy: "split-duplex", power: { idle: 2, busy: 4 } }],
    routes: [{ from: "a", to: "b", links: [{ link: "l", direction: "up" }] }],
  })
  engine.compute(hosts[0]!, 5e9, { threads: 4 })
  engine.transfer(hosts[0]!, hosts[1]!, 5e6)
  engine.spawn("end", function* () {
    yield* engine.sleep(10)
  })
  engine.run()
  expect(meters.get(hosts[0]!)!.total).toBeCloseTo(1500, 9)
  expect(meters.get(links[0]!)!.total).toBeCloseTo(30, 9)
  expect(meters.get(links[1]!)!.total).toBeCloseTo(20, 9)
  expect(meters.size).toBe(3)
})

// 1 Gflop in the first second at full speed, the other half Gflop in the second one at half speed.
it("profiles of the description are played", () => {
  const { engine, hosts } = built({
    name: "z",
    routing: "full",
    hosts: [
      {
        name: "a",
        speed: 1e9,
        speedProfile: {
          points: [
            [0, 1],
            [1, 0.5],
          ],
        },
      },
    ],
  })
  engine.compute(hosts[0]!, 1.5e9)
  expect(engine.run()).toBeCloseTo(2, 9)
})

it("disks are given by host", () => {
  const disk = { name: "ssd", readBandwidth: 1e9, writeBandwidth: 5e8 }
  const { hosts, disks, engine } = built({
    name: "z",
    routing: "full",
    hosts: [
      { name: "a", speed: 1, disks: [disk] },
      { name: "b", speed: 1 },
    ],
  })
  expect(disks.get(hosts[1]!)).toBeUndefined()
  engine.write(disks.get(hosts[0]!)![0]!, 1e9)
  expect(engine.run()).toBeCloseTo(2, 9)
})

describe("a tree of zones", () => {
  const uplink = (rack: string) => ({
    name: `${rack}-uplink`,
    bandwidth: 1e9,
    policy: "split-duplex" as const,
  })
  const racks = ["r0", "r1"]
  const room: Platform = {
    name: "room",
    routing: "star",
    hosts: [{ name: "console", speed: 1e9 }],
    zones: racks.map((rack) => cluster(rack, "0-1")),
    links: [...racks.map(uplink), { name: "desk", bandwidth: 1e8 }],
    spokes: [
      ...racks.map((rack) => ({
        member: rack,
        gateway: `${rack}-switch`,
        up: [{ link: `${rack}-uplink`, direction: "up" as const }],
      })),
      { member: "console", up: ["desk"] },
    ],
  }

  it("connects racks over their switches and a star around them", () => {
    const route = (from: string, to: string) => routesOf(room).route(from, to)?.links
    expect(route("r0-0", "r0-1")).toEqual(["r0_link_0_UP", "r0_link_1_DOWN"])
    expect(route("r0-0", "r1-1")).toEqual([
      "r0_link_0_UP",
      "r0-uplink_UP",
      "r1-uplink_DOWN",
      "r1_link_1_DOWN",
    ])
    expect(route("console", "r1-1")).toEqual(["desk", "r1-uplink_DOWN", "r1_link_1_DOWN"])
    expect(route("r0-0", "console")).toEqual(["r0_link_0_UP", "r0-uplink_UP", "desk"])
  })

  it("gives the hosts of a zone by name, those of inner zones too", () => {
    const { hostsIn } = built(room)
    expect(names(hostsIn("r1"))).toEqual(["r1-0", "r1-1"])
    expect(names(hostsIn("room"))).toEqual(["console", "r0-0", "r0-1", "r1-0", "r1-1"])
    expect(() => hostsIn("r2")).toThrow(
      'platform "room": zone name is "r2"; expected a known one: did you mean "r0"?',
    )
  })

  it("passes through a zone in the middle from the one gateway to the other", () => {
    const chain: Platform = {
      name: "chain",
      routing: "shortest-path",
      zones: ["x", "y", "w"].map((name) => cluster(name, "0-1")),
      links: ["xy", "yw"].map((name) => ({ name, bandwidth: 1e9 })),
      routes: [
        { from: "x", to: "y", fromGateway: "x-switch", toGateway: "y-0", links: ["xy"] },
        { from: "y", to: "w", fromGateway: "y-1", toGateway: "w-switch", links: ["yw"] },
      ],
    }
    expect(routesOf(chain).route("x-1", "w-0")?.links).toEqual([
      "x_link_1_UP",
      "xy",
      "y_link_0_UP",
      "y_link_1_DOWN",
      "yw",
      "w_link_0_DOWN",
    ])
  })
})

describe("10,000 hosts", () => {
  const backbone = { bandwidth: 1e12 }
  const shapes: Record<string, unknown> = {
    "a cluster": { ...cluster("c", "0-9999"), backbone },
    "a fat tree": {
      ...cluster("c", "0-9999"),
      router: undefined,
      routing: "fat-tree",
      down: [20, 25, 20],
      up: [1, 10, 10],
      parallel: [1, 1, 1],
    },
    cabinets: {
      name: "hall",
      routing: "star",
      cabinets: Array.from({ length: 100 }, (_, i) => ({
        name: `k${i}`,
        hosts: { prefix: "c-", numbers: `${i * 100}-${i * 100 + 99}`, speed: 1e9 },
        bandwidth: 1e8,
      })),
    },
  }
  const lengths: Record<string, number> = { "a cluster": 3, "a fat tree": 6, cabinets: 2 }

  // 20,000 hosts and links, say 2 kB each, are 40 MB; 10^8 routes would be gigabytes.
  it.each(Object.keys(shapes))("in %s cost memory for hosts and links, and none for routes", (shape) => {
    const document = JSON.parse(JSON.stringify(shapes[shape]))
    const before = process.memoryUsage().heapUsed
    const { engine, hosts } = built(decodePlatform(document, "p.json"))
    const way = (from: Host, to: Host) => engine.route(from, to).length
    expect(way(hosts[0]!, hosts[9999]!)).toBe(lengths[shape])
    let links = 0
    for (let i = 0; i < 100_000; i++)
      links += way(hosts[(i * 7919) % 10_000]!, hosts[(i * 104_729) % 10_000]!)
    expect(links).toBeGreaterThan(100_000)
    expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(400)
  })

  it("in a cluster have the routes of a small one", () => {
    const routes = routesOf(cluster("c", "0-9999"))
    expect(routes.route("c-17", "c-9998")).toEqual({
      links: ["c_link_17_UP", "c_link_9998_DOWN"],
      latency: 2e-4,
    })
  })
})
