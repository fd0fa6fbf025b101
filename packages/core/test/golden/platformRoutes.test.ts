/*
 * Routes of SimGrid 3.32 for platform files of ours. Each fixture is a platform and what the peer gives for pairs
 * of its hosts, one a line: from, to, latency in seconds, links in order. A host to itself over the engine's own
 * loopback is left out.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { Engine, lv08Network } from "../../src/index.ts"
import { buildPlatform, type PlatformRoutes, readPlatformXml, routesOf } from "../../src/platform/index.ts"

const folder = join(import.meta.dirname, "../fixtures/platforms")
const read = (file: string) => readFileSync(join(folder, file), "utf8")
const platformOf = (name: string) => readPlatformXml(read(`${name}.xml`), `${name}.xml`)
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".routes"))
  .map((file) => file.replace(".routes", ""))
  .sort()

function routeLines(routes: PlatformRoutes, pairs: readonly string[][]): string[] {
  return pairs.map(([from, to]) => {
    const route = routes.route(from!, to!)
    return [from, to, route?.latency.toPrecision(6), ...(route?.links ?? [])].join(" ")
  })
}

it.each(names)("routes of %s have SimGrid's links, names and latencies", (name) => {
  const expected = read(`${name}.routes`)
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
  const theirs = expected.map(([from, to, latency, ...links]) =>
    [from, to, Number(latency).toPrecision(6), ...links].join(" "),
  )
  expect(routeLines(routesOf(platformOf(name)), expected)).toEqual(theirs)
})

it.each([
  ["cluster-backbone", "node-0.grid", "node-7.grid", 0.832548268041],
  ["fat-tree", "n0", "n15", 0.827344268041],
  ["torus", "n10", "n23", 0.826693768041],
  ["nested-zones", "a0", "y", 108.56035221],
])("100 MB through %s take as long as in SimGrid with LV08", (name, from, to, seconds) => {
  const engine = new Engine({ network: lv08Network })
  buildPlatform(engine, platformOf(name))
  engine.transfer(engine.host(from), engine.host(to), 1e8)
  expect(engine.run() / seconds).toBeCloseTo(1, 9)
})

describe("what differs from SimGrid", () => {
  // 3.32: local_0_6_UP, green_39_UP, local_0_2_DOWN: it does not change the chassis.
  it("a dragonfly route within a group goes to the other chassis, too", () => {
    const dragonfly = `<platform version="4.1">
      <cluster id="d" prefix="n" suffix="" radical="0-35" speed="1Gf" bw="1GBps" lat="1us" topology="DRAGONFLY"
               topo_parameters="3,4;2,3;3,1;2"/></platform>`
    expect(routesOf(readPlatformXml(dragonfly, "d.xml")).route("n6", "n2")?.links).toEqual([
      "local_link_from_router_3_to_node_0_6_UP",
      "green_link_in_chassis_1_between_routers_0_and_1_39_UP",
      "black_link_in_group_0_between_chassis_0_and_1_blade_1_55_DOWN",
      "local_link_from_router_1_to_node_0_2_DOWN",
    ])
  })

  // 3.32: 0_link_0_UP, 0_link_0_DOWN, p, 1_link_0_DOWN: the gateway sends to itself first.
  it("a bypass that begins at its gateway has no loopback there", () => {
    const zones = [0, 1].map((i) => ({
      name: `${i}`,
      routing: "cluster" as const,
      hosts: { prefix: `h${i}-`, numbers: "0", speed: 1e9 },
      links: { bandwidth: 1e9 },
      router: `r${i}`,
    }))
    const bypass = { from: "0", to: "1", fromGateway: "h0-0", toGateway: "r1", links: ["p"] }
    const world = {
      name: "w",
      routing: "full" as const,
      zones,
      links: [{ name: "p", bandwidth: 1 }],
      bypasses: [bypass],
    }
    expect(routesOf(world).route("h0-0", "h1-0")?.links).toEqual(["p", "1_link_0_DOWN"])
  })
})
