import { Engine } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  bootOn,
  calibrateBoot,
  compareBoots,
  type MeasuredBoot,
  orThrow,
  overNetwork,
  readsOf,
  relativeErrors,
  sharedRemote,
  summariseByHost,
} from "../../src/index.ts"
import { bootTimesTable, readBootTable } from "../../src/node/index.ts"

/* 156 cases that were measured on two real hosts (NCU-VMDataset; Auliya et al., 2024). */

const table = orThrow(readBootTable(bootTimesTable))
const comparisons = compareBoots(table)

describe("the boot model beside 156 measured cases, with one busy share for all", () => {
  test("is within 8 % on average: 5.2 %; half of the cases within 4.4 %, all within 16.4 %", () => {
    const { count, mean, median, max } = relativeErrors(comparisons.map((each) => each.error))!
    expect(count).toBe(156)
    expect(mean).toBeLessThanOrEqual(0.08)
    expect([mean, median, max].map((error) => error.toFixed(3))).toEqual(["0.052", "0.044", "0.164"])
  })

  test("is as good on one host as on the other", () => {
    const hosts = summariseByHost(comparisons)
    expect(hosts.map(({ host, model }) => [host.host, model.mean.toFixed(3)])).toEqual([
      ["C1", "0.060"],
      ["C2", "0.044"],
    ])
  })

  test("leaves the naive constant far behind, which is 43 % off", () => {
    const { mean } = relativeErrors(comparisons.map((each) => each.constantError))!
    expect(mean.toFixed(3)).toBe("0.432")
  })

  test("has the busy share that least squares find in the table, from both hosts and from each alone", () => {
    const found = (rows: readonly MeasuredBoot[]) =>
      orThrow(calibrateBoot(rows, { unknowns: ["busyShare"] })).busyShare!
    expect(found(table)).toBeCloseTo(sharedRemote.busyShare, 2)
    for (const host of ["C1", "C2"])
      expect(Math.abs(found(table.filter((row) => row.host === host)) - sharedRemote.busyShare)).toBeLessThan(
        0.02,
      )
  })

  test("would be within 2.8 and 4.2 % if I/O time, CPU time and busy share were fitted to each host, which they are not", () => {
    const fitted = ["C1", "C2"].map((host) =>
      orThrow(calibrateBoot(table.filter((row) => row.host === host))),
    )
    expect(fitted.map(({ errors }) => errors.mean.toFixed(3))).toEqual(["0.028", "0.042"])
  })

  test("has the same answers as a process on the engine: VMs that boot from a server behind 1 Gb/s", () => {
    for (const { measured, predicted } of comparisons) {
      const engine = new Engine()
      const host = engine.addHost({ name: "host", speed: 1e9, cores: measured.cores })
      const server = engine.addHost({ name: "server", speed: 1e9 })
      engine.addRoute(server, host, [engine.addLink({ name: "link", bandwidth: sharedRemote.bandwidth })])
      for (let i = 0; i < measured.stressedVms; i++)
        engine.compute(engine.addGuest(host, { name: `stress-${i}` }), Number.POSITIVE_INFINITY)
      const { ioTime, cpuTime } = measured
      const boot = { reads: readsOf(ioTime, sharedRemote), cpuTime, storage: overNetwork(server) }
      const boots = Array.from({ length: measured.bootingVms }, (_, i) => {
        const guest = engine.addGuest(host, { name: `vm-${i}` })
        return engine.spawn(`boot ${i}`, () => bootOn(engine, guest, boot))
      })
      engine.run(1000)
      for (const { result } of boots)
        expect(Math.abs(result.seconds / predicted.seconds - 1)).toBeLessThan(1e-9)
    }
  })
})
