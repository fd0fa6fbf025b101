import { expect, it } from "vitest"
import { decodePlatform, platformJsonSchema } from "../../src/platform/index.ts"

const host = (name: string) => ({ name, speed: "1Gf" })
const full = (rest: object) => ({ name: "z", routing: "full", ...rest })
const cluster = (rest: object) => ({
  name: "c",
  routing: "cluster",
  hosts: { prefix: "n", numbers: "0-3", speed: 1e9 },
  links: { bandwidth: "1Gbps" },
  ...rest,
})

it("a decoded platform has its quantities in SI and all else as it was", () => {
  const document = full({
    hosts: [
      {
        ...host("a"),
        speed: ["2Gf", "1Gf"],
        cores: 4,
        pstate: 1,
        power: {
          perPstate: [
            { idle: "0.1kW", full: 200 },
            { idle: 90, epsilon: 95, full: 120 },
          ],
          off: "5W",
        },
        speedProfile: {
          points: [
            ["0s", 1],
            ["1h", 0.5],
          ],
          period: "1d",
        },
        disks: [{ name: "ssd", readBandwidth: "1GBps", writeBandwidth: 5e8 }],
      },
    ],
    links: [
      {
        name: "l",
        bandwidth: "1Gbps",
        latency: "50us",
        policy: "split-duplex",
        power: { idle: 1, busy: "3W" },
      },
    ],
    zones: [cluster({ backbone: { bandwidth: "10Gbps" }, limiter: "1GBps", loopback: { bandwidth: 1e10 } })],
  })
  expect(decodePlatform(document, "p.json")).toEqual(
    full({
      hosts: [
        {
          name: "a",
          speed: [2e9, 1e9],
          cores: 4,
          pstate: 1,
          power: {
            perPstate: [
              { idle: 100, full: 200 },
              { idle: 90, epsilon: 95, full: 120 },
            ],
            off: 5,
          },
          speedProfile: {
            points: [
              [0, 1],
              [3600, 0.5],
            ],
            period: 86_400,
          },
          disks: [{ name: "ssd", readBandwidth: 1e9, writeBandwidth: 5e8 }],
        },
      ],
      links: [
        { name: "l", bandwidth: 125e6, latency: 50e-6, policy: "split-duplex", power: { idle: 1, busy: 3 } },
      ],
      zones: [
        {
          name: "c",
          routing: "cluster",
          hosts: { prefix: "n", numbers: "0-3", speed: 1e9 },
          links: { bandwidth: 125e6 },
          backbone: { bandwidth: 1.25e9 },
          limiter: 1e9,
          loopback: { bandwidth: 1e10 },
        },
      ],
    }),
  )
})

function nested(depth: number): object {
  let zone: object = full({})
  for (let i = 1; i < depth; i++) zone = full({ zones: [zone] })
  return zone
}

const speed = 'a number above 0, in flop/s, or a text with a unit such as "1Gf"'
const faults: [title: string, document: unknown, message: string][] = [
  ["no object", 3, "p.json: the document is 3; expected a zone: an object with name and routing"],
  [
    "a routing that is missing",
    { name: "z" },
    'p.json: routing is undefined; expected one of "full", "shortest-path", "star", "cluster", "fat-tree", "torus", "dragonfly"',
  ],
  [
    "an unknown routing in a zone",
    full({ zones: [{ name: "y", routing: "clutser" }] }),
    'p.json: zones[0].routing is "clutser"; expected one of "full", "shortest-path", "star", "cluster", "fat-tree", "torus", "dragonfly": did you mean "cluster"?',
  ],
  ["a name that is missing", { routing: "full" }, "p.json: name is undefined; expected a name"],
  ["an empty name", full({ hosts: [host("")] }), 'p.json: hosts[0].name is ""; expected a name'],
  [
    "an unknown field of the zone",
    full({ hots: [] }),
    'p.json: field name is "hots"; expected a known one: did you mean "hosts"?',
  ],
  [
    "an unknown field of a host",
    full({ hosts: [host("a"), { name: "b", sped: 1 }] }),
    'p.json: hosts[1]: field name is "sped"; expected a known one: did you mean "speed"?',
  ],
  ["a list that is none", full({ hosts: 3 }), "p.json: hosts is 3; expected a list of hosts"],
  [
    "a speed that is missing",
    full({ hosts: [{ name: "a" }] }),
    'p.json: hosts[0].speed is undefined; expected a speed in flop/s or with a unit such as "1Gf", or a list of speeds',
  ],
  [
    "a negative speed",
    full({ hosts: [host("a"), { name: "b", speed: -1 }] }),
    `p.json: hosts[1].speed is -1; expected ${speed}`,
  ],
  [
    "an unknown unit",
    full({ hosts: [{ name: "a", speed: "1Gg" }] }),
    `p.json: hosts[0].speed is "1Gg"; expected ${speed}; no unit of speed is called "Gg": did you mean "Gf"?`,
  ],
  [
    "no speed in a list",
    full({ hosts: [{ name: "a", speed: [] }] }),
    'p.json: hosts[0].speed is []; expected a speed in flop/s or with a unit such as "1Gf", or a list of speeds',
  ],
  [
    "zones of endless depth",
    nested(3000),
    "p.json: depth of lists and objects is 5999; expected at most 500",
  ],
  [
    "a wrong speed in a list",
    full({ hosts: [{ name: "a", speed: ["1Gf", true] }] }),
    'p.json: hosts[0].speed[1] is true; expected a number of at least 0, in flop/s, or a text with a unit such as "1Gf"',
  ],
  [
    "half a core",
    full({ hosts: [{ ...host("a"), cores: 0.5 }] }),
    "p.json: hosts[0].cores is 0.5; expected a whole number of at least 1",
  ],
  [
    "an unknown policy",
    full({ links: [{ name: "l", bandwidth: 1, policy: "split-dupelx" }] }),
    'p.json: links[0].policy is "split-dupelx"; expected one of "shared", "fatpipe", "split-duplex": did you mean "split-duplex"?',
  ],
  [
    "a bandwidth of 0",
    full({ links: [{ name: "l", bandwidth: 0 }] }),
    'p.json: links[0].bandwidth is 0; expected a number above 0, in bytes/s, or a text with a unit such as "125MBps" or "1Gbps"',
  ],
  [
    "a point without a value",
    full({ hosts: [{ ...host("a"), speedProfile: { points: [[0]] } }] }),
    "p.json: hosts[0].speedProfile.points[0][1] is undefined; expected a number of at least 0",
  ],
  [
    "a link use that is a number",
    full({ routes: [{ from: "a", to: "b", links: [3] }] }),
    "p.json: routes[0].links[0] is 3; expected a link's name, or an object with link and direction",
  ],
  [
    "numbers that come twice",
    cluster({ hosts: { numbers: "0-9,3", speed: 1 } }),
    'p.json: hosts.numbers is "0-9,3"; expected ranges and single numbers such as "0-99,200", none of them twice; 3 comes twice',
  ],
  [
    "a range that falls",
    cluster({ hosts: { numbers: "9-0", speed: 1 } }),
    'p.json: hosts.numbers is "9-0"; expected ranges and single numbers such as "0-99,200", none of them twice; 9-0 falls',
  ],
  [
    "more hosts than the topology has",
    { ...cluster({}), routing: "torus", dimensions: [3, 2] },
    'p.json: hosts.numbers is "0-3"; expected 6 numbers for this topology; they are 4',
  ],
  [
    "levels that do not fit",
    { ...cluster({}), routing: "fat-tree", down: [2, 2], up: [1, 2], parallel: [1] },
    "p.json: down, up and parallel is [[2,2],[1,2],[1]]; expected lists of the same length, at least 1: one number for each level",
  ],
  [
    "more groups than routers of a group",
    {
      ...cluster({}),
      routing: "dragonfly",
      groups: { count: 3 },
      chassis: { count: 1 },
      blades: { count: 2 },
      nodes: 1,
    },
    "p.json: groups.count is 3; expected at most one group for each of the 2 routers of a group",
  ],
]

it.each(faults)("a document with %s is refused in one line", (_, document, message) => {
  expect(() => decodePlatform(document, "p.json")).toThrow(
    expect.objectContaining({ name: "InputError", message }),
  )
})

it("the JSON schema names the fields of every routing, and no others are allowed", () => {
  const schema = platformJsonSchema()
  const zones = (
    schema.$defs as Record<string, { anyOf: { properties: object; additionalProperties: boolean }[] }>
  ).Zone!
  expect(schema.$ref).toBe("#/$defs/Zone")
  expect(zones.anyOf.map(({ properties }) => Object.keys(properties)[0])).toEqual(Array(7).fill("routing"))
  expect(zones.anyOf.every(({ additionalProperties }) => additionalProperties === false)).toBe(true)
})
