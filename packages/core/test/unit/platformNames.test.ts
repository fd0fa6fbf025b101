import { expect, it } from "vitest"
import { decodePlatform, routesOf, type Zone } from "../../src/platform/index.ts"

const hosts = ["a", "b"].map((name) => ({ name, speed: 1e9 }))
const link = { name: "l", bandwidth: 1e9 }
const duplex = { name: "d", bandwidth: 1e9, policy: "split-duplex" as const }
const rack = { name: "rack", routing: "full", hosts: [{ name: "c", speed: 1e9 }], routers: ["door"] }
const zone = (rest: object) => ({
  name: "z",
  routing: "full",
  hosts,
  links: [link, duplex],
  zones: [rack],
  ...rest,
})
const route = (rest: object) => zone({ routes: [{ from: "a", to: "b", links: ["l"], ...rest }] })

const faults: [title: string, document: unknown, message: string][] = [
  [
    "two hosts of one name",
    zone({ hosts: [...hosts, hosts[0]] }),
    'hosts[2]: host name is "a"; expected a name that no other host has',
  ],
  [
    "a zone called as a host",
    zone({ zones: [{ ...rack, name: "b" }] }),
    'zones[0]: zone name is "b"; expected a name that no other host has',
  ],
  [
    "two links of one name",
    zone({ links: [link, link] }),
    'links[1]: link name is "l"; expected a name that no other link has',
  ],
  [
    "a link called as a direction of another one",
    zone({ links: [duplex, { ...link, name: "d_UP" }] }),
    'links[1]: link name is "d_UP"; expected a name that no other link has',
  ],
  [
    "a route to nobody",
    route({ to: "rakc" }),
    'routes[0].to: host, router or zone name is "rakc"; expected a known one: did you mean "rack"?',
  ],
  [
    "a route into another zone",
    route({ to: "c" }),
    'routes[0].to: end of the route is "c"; expected a member of zone "z"; it is in zone "rack"',
  ],
  [
    "a route over an unknown link",
    route({ links: ["l", "backbone"] }),
    'routes[0].links[1]: link name is "backbone"; expected one of the 2 known, such as "l"',
  ],
  [
    "a direction that is missing",
    route({ links: ["d"] }),
    'routes[0].links[0]: direction of split-duplex link "d" is undefined; expected "up" or "down"',
  ],
  [
    "a direction in vain",
    route({ links: [{ link: "l", direction: "up" }] }),
    'routes[0].links[0]: direction of link "l" is "up"; expected none, as it is not split-duplex',
  ],
  ["a route without links", route({ links: [] }), "routes[0].links: links is []; expected at least one link"],
  [
    "a route that is there already, as the way back",
    zone({
      routes: [
        { from: "a", to: "b", links: ["l"] },
        { from: "b", to: "a", links: ["l"] },
      ],
    }),
    'routes[1]: route is "b to a"; expected one route in each direction; a symmetrical one (the default) is for both',
  ],
  [
    "a zone without a gateway",
    route({ to: "rack" }),
    'routes[0].toGateway: toGateway is undefined; expected a host or router in zone "rack"',
  ],
  [
    "a gateway for a host",
    route({ toGateway: "a" }),
    'routes[0].toGateway: toGateway is "a"; expected none, as "b" is a host',
  ],
  [
    "a gateway outside its zone",
    route({ to: "rack", toGateway: "a" }),
    'routes[0].toGateway: gateway is "a"; expected a host or router in zone "rack"',
  ],
  [
    "a gateway that is a zone",
    route({ to: "rack", toGateway: "rack" }),
    'routes[0].toGateway: gateway is "rack"; expected a host or router, not a zone',
  ],
  [
    "a bypass of a zone that is elsewhere",
    zone({ bypasses: [{ from: "a", to: "rack", fromGateway: "a", toGateway: "door", links: ["l"] }] }),
    'bypasses[0].from: end of the bypass is "a"; expected a zone in "z"',
  ],
  [
    "two spokes of one member",
    {
      name: "s",
      routing: "star",
      hosts,
      links: [link],
      spokes: [
        { member: "a", up: ["l"] },
        { member: "a", up: ["l"] },
      ],
    },
    'spokes[1].member: spoke of is "a"; expected one spoke for each member',
  ],
]

it.each(faults)("a document with %s is refused with its path", (_, document, message) => {
  expect(() => decodePlatform(document, "p.json")).toThrow(
    expect.objectContaining({ name: "InputError", message: `p.json, ${message}` }),
  )
})

it("a zone inside itself is refused", () => {
  const zones: Zone[] = []
  const outer: Zone = { name: "outer", routing: "full", zones }
  zones.push({ name: "inner", routing: "full", zones: [outer] })
  expect(() => routesOf(outer)).toThrow(
    'platform, zones[0].zones[0]: zone is "outer"; expected a zone that is not inside itself',
  )
})

it("an unknown host in a question for a route is answered with the nearest", () => {
  const routes = routesOf({ name: "z", routing: "full", hosts: [{ name: "node-1", speed: 1 }] })
  expect(() => routes.route("node-1", "nod-1")).toThrow(
    'platform "z": host name is "nod-1"; expected a known one: did you mean "node-1"?',
  )
})
