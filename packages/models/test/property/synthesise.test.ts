import { gaussianLaw, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  profileOf,
  synthesise,
  type Workload,
  type WorkloadProfile,
  type WorkloadStatistics,
  workloadStatistics,
} from "../../src/index.ts"
import { gainAt, memoriesOf } from "../../src/load/traces/memory.ts"
import { autocorrelation, momentsOf } from "../../src/load/traces/moments.ts"
import { regularVm, workloadOf } from "../workloads.ts"

const seeds = Array.from({ length: 12 }, (_, seed) => seed)
const standard = gaussianLaw(0, 1)

/**
 * A cluster that nobody has synthesised: 300 VMs for two days, which differ in height, spread, skew, idle time and memory, with a
 * day that some have more of than others; in whole percents for even seeds.
 */
function cluster(seed: number): Workload {
  const random = new RandomStream(seed, "cluster")
  const amplitude = random.uniform(0, 0.5)
  const vms = Array.from({ length: 300 }, (_, i) => {
    const [height, spread, skew] = [random.uniform(-4, 0), random.uniform(0.1, 1), random.uniform(0, 0.5)]
    const [idle, memory] = [Math.max(0, random.uniform(-0.5, 0.4)), random.uniform(0, 0.95)]
    let state = standard.draw(random)
    const cpu = Array.from({ length: 576 }, (_, k) => {
      state = memory * state + Math.sqrt(1 - memory * memory) * standard.draw(random)
      const day = amplitude * Math.cos((2 * Math.PI * (k - 168)) / 288)
      const score = height + spread * (state + skew * state * state + day)
      const share = random.uniform() < idle ? 0 : Math.min(1, Math.exp(score))
      return seed % 2 === 0 ? Math.round(100 * share) / 100 : share
    })
    return regularVm(cpu, 300, `vm-${i}`)
  })
  return workloadOf(vms, { name: `cluster ${seed}` })
}

/**
 * How far a look-alike may be off that has all classes. What is beyond the error of sampling, about 1 % of the mean: 48 classes are less wide than
 * 300 VMs, which costs some of the deviation, and of that the most within VMs; memories are a few times, fitted to five lags.
 */
const allowed: readonly (readonly [string, (s: WorkloadStatistics) => number, number])[] = [
  ["mean, of it", ({ mean }) => Math.log(mean), 0.02],
  ["deviation, of it", ({ deviation }) => Math.log(deviation), 0.025],
  ["lower quartile", ({ lowerQuartile }) => lowerQuartile, 0.011],
  ["median", ({ median }) => median, 0.011],
  ["upper quartile", ({ upperQuartile }) => upperQuartile, 0.015],
  ["95th percentile", ({ percentile95 }) => percentile95, 0.045],
  ["share between VMs", ({ betweenShare }) => betweenShare!, 0.025],
  ["autocorrelation of a step", ({ stepAutocorrelation }) => stepAutocorrelation!, 0.035],
  ["autocorrelation of an hour", ({ hourAutocorrelation }) => hourAutocorrelation!, 0.015],
]

function expectAlike(made: WorkloadStatistics, real: WorkloadStatistics) {
  for (const [what, of, most] of allowed)
    expect(Math.abs(of(made) - of(real)), `${what}: ${of(made)} for ${of(real)}`).toBeLessThan(most)
  for (const [h, times] of real.dailyShape!.entries())
    expect(Math.abs(made.dailyShape![h]! - times), `hour ${h}`).toBeLessThan(0.045)
}

/** After so many VMs each class has been there as often as in the trace: four times, to be a thousand at least. */
const whole = 1200

describe("a look-alike has the statistics of its trace", () => {
  test.each(seeds)("seed %i", (seed) => {
    const trace = cluster(seed)
    const made = synthesise(profileOf(trace), { vms: whole, seed })
    expectAlike(workloadStatistics(made), workloadStatistics(trace))
  })

  test.each(seeds.slice(0, 3))("with more VMs, and for longer, seed %i", (seed) => {
    const trace = cluster(seed)
    const real = workloadStatistics(trace)
    const profile = profileOf(trace)
    expectAlike(workloadStatistics(synthesise(profile, { vms: 2 * whole, seed })), real)
    const long = workloadStatistics(synthesise(profile, { vms: whole, seed, duration: 6 * 86_400 }))
    expect(long.samples).toBe((3 * real.samples * whole) / 300)
    expectAlike(long, real)
  })
})

describe("the autocorrelation of a look-alike is that of its memories", () => {
  /** A load of 50 % + 10 % times the score: the correlations of loads are those of scores. */
  const percent = Array.from({ length: 29 }, (_, j) => 15 + 2.5 * j)
  const lags = [1, 3, 12, 48]
  /** A month: in a day the mean of ratios is not the ratio of means for what lasts 12 hours. */
  const samples = 8640
  const count = 50

  test.each(seeds)("seed %i", (seed) => {
    const random = new RandomStream(seed, "memory")
    const parts = Array.from({ length: 4 }, () => random.uniform())
    const sum = parts.reduce((total, part) => total + part, 0)
    const weights = parts.map((part) => part / sum)
    const profile: WorkloadProfile = {
      source: "memories",
      interval: 300,
      samples,
      shareOf: "itself",
      isWholePercent: false,
      hours: [],
      classes: [{ vms: 1, idle: 0, percent, memory: weights.slice(1) }],
    }
    const { vms } = synthesise(profile, { vms: count, seed })
    const memories = memoriesOf(300, samples)
    for (const lag of lags) {
      const all = Float64Array.from(vms, ({ cpu }) => autocorrelation(cpu, lag)!)
      const { mean, variance } = momentsOf(all)
      const expected = memories.reduce((total, memory, j) => total + weights[j]! * gainAt(memory, lag), 0)
      expect(Math.abs(mean - expected), `lag ${lag}`).toBeLessThan(4 * Math.sqrt(variance / count) + 0.003)
    }
  })
})
