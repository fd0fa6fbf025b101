import { describe, expect, test } from "vitest"
import { cm02Network, Engine, lv08Network, type NetworkModel } from "../../src/index.ts"

/* What SimGrid 4.1 and 3.32 did in the same scenarios; the formulas are in `networkModel.ts`. Tolerance: 1e-6, relative. */

type LinkSpec = readonly [name: string, bandwidth: number, latency: number]
type Flow = readonly [from: string, to: string, bytes: number, start: number]

/** Runs flows over the routes of a platform, and gives the dates at which they end, in order. */
function ends(
  network: NetworkModel,
  links: readonly LinkSpec[],
  routes: readonly (readonly [from: string, to: string, links: readonly string[]])[],
  flows: readonly Flow[],
): number[] {
  const engine = new Engine({ network })
  const names = new Set([...routes.map(([from]) => from), ...routes.map(([, to]) => to)])
  for (const name of names) engine.addHost({ name, speed: 1e9 })
  for (const [name, bandwidth, latency] of links) engine.addLink({ name, bandwidth, latency })
  for (const [from, to, path] of routes) {
    engine.addRoute(
      engine.host(from),
      engine.host(to),
      path.map((name) => engine.link(name)),
    )
  }
  const processes = flows.map(([from, to, bytes, start], i) =>
    engine.spawn(`flow ${i}`, function* () {
      yield* engine.sleep(start)
      yield* engine.transfer(engine.host(from), engine.host(to), bytes)
      return engine.now
    }),
  )
  engine.run()
  return processes.map((process) => process.result)
}

const withoutCrossTraffic = (network: NetworkModel): NetworkModel => ({ ...network, crossTraffic: false })
const lv08 = withoutCrossTraffic(lv08Network)
const cm02 = withoutCrossTraffic(cm02Network)
const line = (bandwidth: number, latency: number): LinkSpec[] => [["l", bandwidth, latency]]
const direct = [["a", "b", ["l"]]] as const
const dogBone = {
  links: [
    ["in1", 1e7, 0.001],
    ["in2", 1e7, 0.02],
    ["mid", 1e6, 0.005],
    ["out1", 1e7, 0.001],
    ["out2", 1e7, 0.02],
  ],
  routes: [
    ["s1", "d1", ["in1", "mid", "out1"]],
    ["s2", "d2", ["in2", "mid", "out2"]],
  ],
  flows: [
    ["s1", "d1", 2e6, 0],
    ["s2", "d2", 2e6, 0],
  ],
} as const

describe("flows end when SimGrid's do:", () => {
  test.each([
    ["a lone flow under LV08", lv08, line(125e6, 1e-4), direct, [["a", "b", 1e8, 0]], [0.8260432680412372]],
    ["a lone flow under CM02", cm02, line(125e6, 1e-4), direct, [["a", "b", 1e8, 0]], [0.8001]],
    [
      "a flow beside its own acknowledgements",
      cm02Network,
      line(1e6, 0),
      direct,
      [["a", "b", 1e6, 0]],
      [1.05],
    ],
    [
      "two flows on one link, the second arriving later",
      lv08,
      line(1e6, 0.001),
      direct,
      [
        ["a", "b", 4e6, 0],
        ["a", "b", 1e6, 1],
      ],
      [5.167649175257732, 3.0748656701030925],
    ],
    [
      "two round trips on one bottleneck under LV08",
      lv08,
      dogBone.links,
      dogBone.routes,
      dogBone.flows,
      [2.865141255204125, 4.214781340206185],
    ],
    [
      "two round trips on one bottleneck under CM02",
      cm02,
      dogBone.links,
      dogBone.routes,
      dogBone.flows,
      [2.3122, 4.007],
    ],
    [
      "a flow that its TCP window holds back, beside one that takes the rest",
      cm02,
      [
        ["mid", 1e9, 1e-4],
        ["far", 1e9, 0.01],
      ],
      [
        ["a", "b", ["mid"]],
        ["a", "c", ["mid", "far"]],
      ],
      [
        ["a", "b", 4e9, 0],
        ["a", "c", 1e9, 0],
      ],
      [4.03960495049505, 8.665402222223566],
    ],
  ] as const)("%s", (_, network, links, routes, flows, dates) => {
    ends(network, links, routes, flows).forEach((date, i) => {
      expect(Math.abs(date / dates[i]! - 1)).toBeLessThan(1e-6)
    })
  })
})
