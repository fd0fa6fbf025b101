/*
 * Claim: a look-alike has the figures of its profile, up to chance.
 *
 * Bounds are four standard errors, taken from the spread of the VMs themselves, which are independent of each other: chance alone passes
 * them once in 16,000 checks. Seeds are fixed, so that what holds once holds always.
 */
import { normalQuantile } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  bitbrainsProfile,
  planetlabProfile,
  synthesise,
  type Workload,
  type WorkloadProfile,
  workloadStatistics,
} from "../../src/index.ts"
import { shareAt } from "../../src/load/traces/shareAt.ts"

const none = Array.from({ length: 24 }, () => 0)

/** So fine that what lies between two of them is as good as straight. */
const levels = Array.from({ length: 401 }, (_, i) => Math.max(1e-4, Math.min(1 - 1e-4, i / 400)))

/** Two groups, of samples uniform on [0, 0.4] and on [0.4, 1]: what is to come can be computed. */
const uniform: WorkloadProfile = {
  name: "uniform",
  interval: 300,
  samples: 288,
  shareOf: "itself",
  isWholePercent: false,
  scores: levels.map(normalQuantile),
  daily: none,
  groups: [
    { quantiles: levels.map((level) => 0.4 * level), persistence: [0.6, 0.4] },
    { quantiles: levels.map((level) => 0.4 + 0.6 * level), persistence: [0.6, 0.4] },
  ],
}

function expectMean(values: readonly number[], expected: number, bias = 0): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / values.length) + bias)
}

const perVm = ({ vms }: Workload, figure: (cpu: Float64Array) => number) => vms.map(({ cpu }) => figure(cpu))
const meanOf = (cpu: Float64Array) => cpu.reduce((sum, share) => sum + share, 0) / cpu.length

/** The mean of a function of a standard Gaussian that is straight between scores: sum over a fine grid of shares. */
function meanAt(scores: readonly number[], values: readonly number[]): number {
  const shares = Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 2000)
  return shares.reduce((sum, share) => sum + shareAt(scores, values, normalQuantile(share)), 0) / 2000
}

describe.each([1, 2, 3, 4, 5])("a look-alike of seed %i", (seed) => {
  test.each([uniform, planetlabProfile, bitbrainsProfile])(
    "has the mean of its profile: $name",
    (profile) => {
      const expected = profile.groups.map(({ quantiles }) => meanAt(profile.scores, quantiles))
      const workload = synthesise(
        { ...profile, daily: none, isWholePercent: false },
        { vms: 1000, seed, duration: 86_400 },
      )
      expectMean(perVm(workload, meanOf), expected.reduce((sum, mean) => sum + mean, 0) / expected.length)
    },
  )

  test("has its law of samples", () => {
    const workload = synthesise(uniform, { vms: 400, seed })
    for (const share of [0.1, 0.2, 0.4, 0.7, 0.9])
      expectMean(
        perVm(workload, (cpu) => cpu.filter((value) => value < share).length / cpu.length),
        share <= 0.4 ? share / 0.8 : 0.5 + (share - 0.4) / 1.2,
      )
  })

  test("is as alike to itself one and twelve samples later", () => {
    // Uniform numbers of Gaussians with correlation r correlate by 6 / pi asin(r / 2). The estimate is too low by some (1 + 2 sum of r) / n,
    // which is less than 45 / 20,000.
    const workload = synthesise(uniform, { vms: 32, seed, duration: 20_000 * 300 })
    const of = (lag: number) =>
      perVm(workload, (cpu) => {
        const mean = meanOf(cpu)
        let products = 0
        for (let k = lag; k < cpu.length; k++) products += (cpu[k]! - mean) * (cpu[k - lag]! - mean)
        return products / cpu.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      })
    for (const [lag, r] of [
      [1, 0.6],
      [12, 0.4],
    ] as const)
      expectMean(of(lag), (6 / Math.PI) * Math.asin(r / 2), 45 / 20_000)
  })

  test("has the hours of its day, and the same law of samples over it", () => {
    const daily = none.map((_, hour) => (hour < 12 ? 0.5 : -0.5))
    const workload = synthesise({ ...uniform, daily }, { vms: 400, seed, duration: 86_400 })
    const half = (from: number) => (cpu: Float64Array) => meanOf(cpu.subarray(from, from + 144))
    const [first, second] = [perVm(workload, half(0)), perVm(workload, half(144))]
    // Of z with mean 1/2 and variance 3/4, Phi(z) has the mean Phi(1/2 / sqrt(1 + 3/4)) = 0.64725; samples are 0.2 and 0.3 either side.
    expectMean(
      first.map((mean, i) => mean - second[i]!),
      0.5 * 2 * (0.64725 - 0.5),
    )
  })
})

test("a look-alike of PlanetLab has the quartiles that are published of the day", () => {
  // Whole percents: the median of one seed, or the third quartile, may be one off.
  const figures = [1, 2, 3].map((seed) =>
    workloadStatistics(synthesise(planetlabProfile, { vms: 1052, seed })),
  )
  for (const {
    quartiles: [q1, median, q3],
  } of figures) {
    expect(q1).toBe(0.02)
    expect(Math.abs(median - 0.06)).toBeLessThan(0.01 + 1e-9)
    expect(Math.abs(q3 - 0.15)).toBeLessThan(0.01 + 1e-9)
  }
})

test("a look-alike of PlanetLab varies as the day did, between VMs and in time", () => {
  // Of the day itself: 0.75 of the variance is between VMs; correlation 0.078 after 300 s, 0.061 after an hour.
  for (const seed of [1, 2, 3]) {
    const { betweenVms, autocorrelation, deviation } = workloadStatistics(
      synthesise(planetlabProfile, { vms: 1052, seed }),
    )
    expect(Math.abs(deviation - 0.171)).toBeLessThan(0.01)
    expect(Math.abs(betweenVms - 0.75)).toBeLessThan(0.05)
    expect(Math.abs(autocorrelation.interval - 0.078)).toBeLessThan(0.02)
    expect(Math.abs(autocorrelation.hour - 0.061)).toBeLessThan(0.025)
  }
})
