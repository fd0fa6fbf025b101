import { describe, expect, test } from "vitest"
import {
  gaussianLoad,
  type LoadEvent,
  orThrow,
  type Violations,
  violations,
  vmplacesLoad,
  vmplacesSetting,
} from "../../src/index.ts"

/*
 * What the workload of VMPlaceS gives without a scheduler: ten VMs a PM of capacity 7, loads of mean 0.6 and deviation 0.2,
 * 300 s between two changes of a VM. The expected values are of a Monte Carlo simulation of its rules, with 20,000 PMs.
 */

const pms = 1024
const seeds = Array.from({ length: 20 }, (_, seed) => seed)

type Stream = (seed: number, duration: number) => Iterable<LoadEvent>
const streams: readonly (readonly [name: string, stream: Stream])[] = [
  ["of streams of our own", (seed, until) => gaussianLoad({ vms: 10 * pms, seed, until })],
  [
    "of VMPlaceS' streams",
    (seed, duration) => vmplacesLoad(orThrow(vmplacesSetting({ pms, seed, duration }))),
  ],
]

function runs(stream: Stream, loads: number, from: number, until: number): Violations[] {
  return seeds.map((seed) =>
    violations({
      hosts: pms,
      capacity: 7,
      placement: Int32Array.from({ length: 10 * pms }, (_, vm) => Math.floor(vm / 10)),
      loads,
      events: stream(seed, until),
      from,
      until,
    }),
  )
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const perPm = (of: readonly Violations[], what: "count" | "seconds") =>
  mean(of.map((each) => each[what])) / pms

function expectWithin(value: number, published: number, share: number): void {
  expect(Math.abs(value / published - 1)).toBeLessThanOrEqual(share)
}

describe.each(streams)("the workload %s, in its steady state", (_, stream) => {
  const steady = runs(stream, 0.6, 3000, 4800)

  test("asks a PM for 5.985 cores on average, with a deviation of 0.626", () => {
    expectWithin(mean(steady.map(({ meanDemand }) => meanDemand)), 5.985, 0.05)
    expectWithin(mean(steady.map(({ demandDeviation }) => demandDeviation)), 0.626, 0.05)
  })

  test("overloads a PM 4.33 % of the time, in violations that begin 0.97 times in 1800 s", () => {
    expectWithin(perPm(steady, "seconds") / 1800, 0.0433, 0.05)
    expectWithin(perPm(steady, "count"), 0.97, 0.05)
  })
})

describe.each(streams)("the workload %s, from 0 on", (_, stream) => {
  const rising = runs(stream, 0, 0, 1800)
  const durations = rising.flatMap(({ episodes }) => episodes.map(({ begin, end }) => end - begin))

  test("gives a PM 0.553 violations and 40.4 s of violation in 1800 s", () => {
    expectWithin(perPm(rising, "count"), 0.553, 0.05)
    expectWithin(perPm(rising, "seconds"), 40.4, 0.05)
  })

  test("has violations of 72 s on average, some of which end before anybody could react", () => {
    const endedWithin = (seconds: number) => mean(durations.map((each) => Number(each <= seconds)))
    expectWithin(mean(durations), 72, 0.05)
    expectWithin(endedWithin(8.2), 0.13, 0.05)
    expectWithin(endedWithin(10), 0.16, 0.05)
    expectWithin(endedWithin(15), 0.22, 0.05)
    expectWithin(endedWithin(30), 0.38, 0.05)
  })

  test("has durations whose deviation misses the expected 81 s, by 4 to 6 %", () => {
    const average = mean(durations)
    const deviation = Math.sqrt(mean(durations.map((each) => (each - average) ** 2)))
    expect(deviation / 81 - 1).toBeGreaterThan(0.04)
    expect(deviation / 81 - 1).toBeLessThan(0.06)
  })
})

test.each(streams)("the workload %s that begins at its mean gives a PM 59.2 s of violation", (_, stream) => {
  expectWithin(perPm(runs(stream, 0.6, 0, 1800), "seconds"), 59.2, 0.05)
})

test("loads come in these shares, which are those of the Gaussian cut to [0, 1]", () => {
  const shares = [0.003, 0.0092, 0.0278, 0.0656, 0.121, 0.1747, 0.1974, 0.1747, 0.121, 0.0656, 0.0401]
  const counts = new Float64Array(11)
  let n = 0
  for (const { load } of gaussianLoad({ vms: 1000, seed: 1, until: 60_000 })) {
    counts[Math.round(load * 10)]!++
    n++
  }
  for (const [slot, share] of shares.entries())
    expect(Math.abs(counts[slot]! / n - share)).toBeLessThan(4 * Math.sqrt(share / n) + 0.000_05)
})
