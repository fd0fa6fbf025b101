import { mebibytes } from "@placelab/core"
import { migrate, orThrow } from "@placelab/models"
import { describe, expect, it } from "vitest"
import { buildCluster } from "../../src/scenario/buildCluster.ts"
import { scenario } from "../../src/scenario/completeScenario.ts"
import { decodeScenario } from "../../src/scenario/json/decodeScenario.ts"
import type { RawScenario } from "../../src/scenario/scenario.ts"
import { simulate } from "../../src/scenario/simulate.ts"
import { siteByNode } from "../../src/scenario/sites.ts"

const complete = (raw: RawScenario) => orThrow(scenario(raw))
const fault = (raw: RawScenario) => {
  const made = scenario(raw)
  return made._tag === "Left" ? made.left.message : ""
}
const two = [{ name: "Rennes" }, { name: "Sophia" }]
/** Latencies that are easy to add: 1 us to the site, 10 us through it, and 4 or 6 ms to the other. */
const places = [
  { name: "Rennes", latency: 4e-3 },
  { name: "Sophia", latency: 6e-3 },
]
const network = { linkLatency: 1e-6, backboneLatency: 10e-6, model: "plain" } as const

describe("sites of a scenario", () => {
  it("have equal parts of the machines, 10 Gbit/s and 3.75 ms, where nothing else is said", () => {
    expect(complete({ hosts: 5, sites: two }).sites).toEqual([
      { name: "Rennes", hosts: 2, bandwidth: 1.25e9, latency: 3.75e-3 },
      { name: "Sophia", hosts: 3, bandwidth: 1.25e9, latency: 3.75e-3 },
    ])
  })

  it("say by their machines how many there are", () => {
    const sites = [
      { name: "Rennes", hosts: 5 },
      { name: "Sophia", hosts: 2 },
    ]
    expect(complete({ sites })).toMatchObject({ hosts: 7, vms: 70, sites })
    expect(complete({ sites, hosts: 7 }).hosts).toBe(7)
  })

  it("are not there when they are not asked for", () => {
    expect(Object.hasOwn(complete({}), "sites")).toBe(false)
  })

  it("are read from JSON, with units", () => {
    const sites = [{ name: "Rennes", hosts: 3, bandwidth: "10Gbps", latency: "5ms" }, { name: "Sophia" }]
    expect(decodeScenario({ sites }, "mine.json").sites).toEqual([
      { name: "Rennes", hosts: 3, bandwidth: 1.25e9, latency: 5e-3 },
      { name: "Sophia" },
    ])
    expect(() => decodeScenario({ sites: [{ hosts: 3 }] }, "mine.json")).toThrow("mine.json: sites[0].name")
  })

  it.each([
    [{ sites: [] }, "scenario: sites is []; expected at least one"],
    [{ sites: [{ name: "" }] }, 'scenario: sites[0].name is ""; expected a name'],
    [
      { sites: [...two, { name: "Rennes" }] },
      'scenario: sites[2].name is "Rennes"; expected a name that no other site has',
    ],
    [
      {
        hosts: 8,
        sites: [
          { name: "Rennes", hosts: 3 },
          { name: "Sophia", hosts: 4 },
        ],
      },
      "scenario: hosts is 8; expected 7, as many as the sites have, or none",
    ],
    [
      { hosts: 8, sites: [{ name: "Rennes", hosts: 3 }, { name: "Sophia" }] },
      "scenario: sites[1].hosts is undefined; expected a number for each site, or for none",
    ],
    [
      { sites: [{ name: "Rennes", hosts: 0 }] },
      "scenario: sites[0].hosts is 0; expected a whole number above 0",
    ],
    [{ hosts: 1, sites: two }, "scenario: sites[0].hosts is 0; expected a whole number above 0"],
    [
      { sites: [{ name: "Rennes", bandwidth: 0 }] },
      "scenario: sites[0].bandwidth is 0; expected a number above 0, in bytes/s",
    ],
    [
      { sites: [{ name: "Rennes", latency: -1 }] },
      "scenario: sites[0].latency is -1; expected a number of at least 0, in seconds",
    ],
  ] as [RawScenario, string][])("%j are refused", (raw, message) => {
    expect(fault(raw)).toBe(message)
  })

  it("have their machines one after the other, and service nodes in the first one", () => {
    const all = siteByNode(complete({ hosts: 4, sites: two, scheduler: "entropy" }))
    expect(Object.fromEntries(all!)).toEqual({
      node0: "Rennes",
      node1: "Rennes",
      node2: "Sophia",
      node3: "Sophia",
      node4: "Rennes",
    })
    expect(siteByNode(complete({}))).toBeUndefined()
  })
})

describe("between sites", () => {
  it("messages take the latencies of both sites' ways; within one, that of the site", () => {
    const { engine, machines, services } = buildCluster(
      complete({ hosts: 4, sites: places, network, scheduler: "entropy" }),
    )
    const travel = (a: number, b: number) => engine.travelTime(machines[a]!.host, machines[b]!.host, 0)
    expect(travel(0, 1)).toBeCloseTo(12e-6, 12)
    expect(travel(0, 2)).toBeCloseTo(10e-3 + 22e-6, 12)
    expect(travel(3, 1)).toBeCloseTo(10e-3 + 22e-6, 12)
    expect(engine.travelTime(services[0]!, machines[0]!.host, 0)).toBeCloseTo(12e-6, 12)
    expect(engine.travelTime(services[0]!, machines[3]!.host, 0)).toBeCloseTo(10e-3 + 22e-6, 12)
  })

  it("VMs that leave a site share its way out, each way apart; those that stay do not", () => {
    const sites = places.map((place) => ({ ...place, bandwidth: 62.5e6 }))
    const vm = { migrationSpeed: mebibytes(1000), classes: [{ updateIntensity: 0 }] }
    const seconds = (moves: readonly (readonly [number, number])[]) => {
      const cluster = buildCluster(complete({ hosts: 8, vms: 8, sites, network, vm }))
      const { engine, machines, vms } = cluster
      const ends = moves.map(([from, to]) => {
        let end = Number.NaN
        engine.spawn(`move ${from}`, function* () {
          yield* migrate(vms[from]!, machines[to]!.host, cluster.migration)
          end = engine.now
        })
        return () => end
      })
      engine.run()
      return ends.map((end) => end())
    }
    const [alone] = seconds([[0, 4]])
    expect(alone).toBeGreaterThan(2 ** 30 / 62.5e6)
    const [together, other] = seconds([
      [0, 4],
      [1, 5],
    ])
    expect(together! / alone!).toBeCloseTo(2, 2)
    expect(other).toBeCloseTo(together!, 6)
    const [out, back, within] = seconds([
      [0, 4],
      [5, 1],
      [2, 3],
    ])
    expect(out! / alone!).toBeCloseTo(1, 1)
    expect(back! / alone!).toBeCloseTo(1, 1)
    expect(within! / alone!).toBeCloseTo(0.5, 1)
  })

  it("a scheduler moves VMs, and DVMS by locality stays in a site more often than on a hashed ring", () => {
    const inter = (overlay: "locality" | "hashed-ring") => {
      const raw = { hosts: 40, sites: two, network, duration: 900, load: { start: 0.6 } }
      const { scenario, trace, counts } = simulate(complete({ ...raw, scheduler: { name: "dvms", overlay } }))
      const sites = siteByNode(scenario)!
      const moves = [...trace.records].filter(
        ({ state, value }) => state === "SERVICE" && value === "migrate",
      )
      const between = moves.filter(
        ({ data }) => sites.get(String(data?.from)) !== sites.get(String(data?.to)),
      )
      expect(moves.length).toBeGreaterThan(10)
      expect(Object.hasOwn(counts, "gossipMessages")).toBe(overlay === "locality")
      return between.length / moves.length
    }
    expect(inter("locality")).toBeLessThan(inter("hashed-ring") / 2)
  })
})
