import { cm02Network, Engine, lv08Network, type NetworkModel } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { migrate, Vm } from "../../src/index.ts"
import { twoHosts } from "../paths.ts"

/* Dates that SimGrid's own live migration gave, in 3.32 and in 4.1. */

/** The four hosts and the links between them of SimGrid's "small platform" that its migration example uses. */
function smallPlatform(): Engine {
  const engine = new Engine({ network: lv08Network })
  for (const [name, speed] of [
    ["Tremblay", 98_095_000],
    ["Fafard", 76_296_000],
    ["Bourassa", 48_492_000],
  ] as const) {
    engine.addHost({ name, speed })
  }
  for (const [name, bandwidth, latency] of [
    ["link0", 41_279_125, 5.9904e-5],
    ["link1", 34_285_625, 5.14433e-4],
    ["link2", 118_682_500, 1.36931e-4],
    ["link3", 34_285_625, 5.14433e-4],
    ["link4", 10_099_625, 4.7978e-4],
    ["link6", 41_279_125, 5.9904e-5],
    ["link7", 11_618_875, 1.8998e-4],
    ["link8", 8_158_000, 2.70544e-4],
  ] as const) {
    engine.addLink({ name, bandwidth, latency })
  }
  const route = (from: string, to: string, links: string) =>
    engine.addRoute(
      engine.host(from),
      engine.host(to),
      links.split(" ").map((name) => engine.link(name)),
    )
  route("Tremblay", "Fafard", "link4 link3 link2 link0 link1 link8")
  route("Fafard", "Bourassa", "link8 link6 link7")
  return engine
}

/** Migrates idle VMs of `memory` bytes from Fafard to each of `destinations` at once; the dates of their ends. */
function fromFafard(memory: number, destinations: readonly string[]): number[] {
  const engine = smallPlatform()
  const host = engine.host("Fafard")
  const migrations = destinations.map((to, i) => {
    const vm = new Vm(engine, { name: `VM${i}`, host, memory })
    return engine.spawn(`migration ${i}`, () => migrate(vm, engine.host(to)))
  })
  engine.run()
  return migrations.map((migration) => migration.result.seconds)
}

describe("migrations end when SimGrid's do:", () => {
  test.each([
    ["one of 1 GB", 1e9, ["Tremblay"], [132.765801]],
    ["one of 100 MB", 1e8, ["Tremblay"], [13.345812]],
    ["two of 1 GB to the same host", 1e9, ["Tremblay", "Tremblay"], [265.4544782160648, 265.4544782160648]],
    ["two of 1 GB to different hosts", 1e9, ["Tremblay", "Bourassa"], [265.436, 216.509]],
  ] as const)("%s", (_, memory, destinations, dates) => {
    fromFafard(memory, destinations).forEach((date, i) => {
      expect(Math.abs(date - dates[i]!)).toBeLessThan(1e-3)
    })
  })

  const lv08 = { ...lv08Network, crossTraffic: false }
  const busy = (network: NetworkModel, workingSet: number, intensity: number) => {
    const { engine, here, there } = twoHosts({ bandwidth: 125e6, latency: 1e-4, cores: 2, network })
    const updateSpeed = 1e8 * intensity
    const vm = new Vm(engine, { name: "v", host: here, memory: 1e9, workingSet, updateSpeed, load: 1 })
    const migration = engine.spawn("migration", function* () {
      yield* engine.sleep(1)
      yield* migrate(vm, there, { bandwidthLimit: 1e8 })
      return engine.now
    })
    return { engine, here, there, migration }
  }

  test("a busy VM whose working set caps what gets dirty", () => {
    const { engine, migration } = busy(lv08, 5e7, 0.9)
    engine.run()
    expect(Math.abs(migration.result / 16.163943539999998 - 1)).toBeLessThan(1e-6)
  })

  test("a busy VM beside another flow on the same link", () => {
    const { engine, here, there, migration } = busy(lv08, 9e8, 0.3)
    const noise = engine.spawn("noise", function* () {
      yield* engine.sleep(2)
      yield* engine.transfer(here, there, 1e9)
      return engine.now
    })
    engine.run()
    expect(Math.abs(noise.result / 18.494845360824744 - 1)).toBeLessThan(1e-6)
    expect(Math.abs(migration.result / 24.570489903324752 - 1)).toBeLessThan(1e-6)
  })

  test("a VM of 1.25 GB over 1.25 GB/s without latency under CM02", () => {
    const engine = new Engine({ network: cm02Network })
    const [a, b] = [1e9, 2e9].map((speed, i) => engine.addHost({ name: `host${i + 1}`, speed }))
    engine.addRoute(a!, b!, [engine.addLink({ name: "link", bandwidth: 1.25e9, policy: "fatpipe" })])
    const vm = new Vm(engine, { name: "VM0", host: a!, memory: 1.25e9, load: 1 })
    const migration = engine.spawn("migration", () => migrate(vm, b!))
    engine.run()
    expect(migration.result.seconds).toBeCloseTo(1, 6)
  })
})
