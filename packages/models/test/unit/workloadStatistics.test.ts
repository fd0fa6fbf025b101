import { describe, expect, test } from "vitest"
import { workloadStatistics } from "../../src/index.ts"
import { regularVm, vmOf, workloadOf } from "../workloads.ts"

describe("a workload in numbers", () => {
  test("has the moments and quantiles of all its samples", () => {
    // Sorted 0.2, 0.4, 0.6, 0.6; mean 0.45; squares (0.0625 + 0.0025 + 2 x 0.0225) / 4 = 0.0275. Means of VMs 0.3 and 0.6: 0.0225.
    const s = workloadStatistics(workloadOf([regularVm([0.2, 0.4]), regularVm([0.6, 0.6])]))
    expect(s).toMatchObject({ vms: 2, samples: 4, max: 0.6 })
    expect(s.mean).toBeCloseTo(0.45, 12)
    expect(s.timeWeightedMean).toBeCloseTo(0.45, 12)
    expect(s.deviation).toBeCloseTo(Math.sqrt(0.0275), 12)
    expect([s.lowerQuartile, s.median, s.upperQuartile]).toEqual(
      [0.35, 0.5, 0.6].map((x) => expect.closeTo(x, 12)),
    )
    expect(s.percentile95).toBeCloseTo(0.6, 12)
    expect(s.betweenShare).toBeCloseTo(0.0225 / 0.0275, 12)
  })

  test("weighs samples by their time in one mean and not in the other", () => {
    const s = workloadStatistics(workloadOf([vmOf([0, 900], [0.2, 0.8], 1200)]))
    expect(s.mean).toBeCloseTo(0.5, 12)
    expect(s.timeWeightedMean).toBeCloseTo(0.35, 12)
  })

  test("leaves out where a VM is not there", () => {
    const s = workloadStatistics(workloadOf([regularVm([0.2, Number.NaN, 0.4]), regularVm([Number.NaN])]))
    expect(s).toMatchObject({ vms: 2, samples: 2, betweenShare: 0 })
    expect(s.timeWeightedMean).toBeCloseTo(0.3, 12)
    // No neighbour of a sample is there, so there is no pair.
    expect(s.stepAutocorrelation).toBeUndefined()
  })

  test("has the mean autocorrelation of the VMs that change", () => {
    // 0, 1, 0, 1: differences -1/2, 1/2, ... of variance 1/4; three pairs of product -1/4.
    // 0, 0, 1, 1: pairs 1/4, -1/4, 1/4, so (1/12) / (1/4) = 1/3. The last one never changes.
    const s = workloadStatistics(
      workloadOf(
        [
          [0, 1, 0, 1],
          [0, 0, 1, 1],
          [1, 1, 1, 1],
        ].map((cpu) => regularVm(cpu)),
      ),
    )
    expect(s.stepAutocorrelation).toBeCloseTo((-1 + 1 / 3) / 2, 12)
    expect(s.hourAutocorrelation).toBeUndefined()
    expect(s.dailyShape).toBeUndefined()
  })

  test("has the autocorrelation of an hour at as many samples as an hour has", () => {
    const cpu = [0, 1, 0, 1]
    const s = workloadStatistics(workloadOf([regularVm(cpu, 1800)], { interval: 1800 }))
    expect(s.hourAutocorrelation).toBeCloseTo(1, 12)
    const hourly = workloadStatistics(workloadOf([regularVm(cpu, 3600)], { interval: 3600 }))
    expect(hourly.hourAutocorrelation).toBe(hourly.stepAutocorrelation)
  })

  test("is not misled by a clock that is a second off", () => {
    const jitter = vmOf([0, 299, 601, 900], [0, 1, 0, 1], 1200)
    expect(workloadStatistics(workloadOf([jitter])).stepAutocorrelation).toBeCloseTo(-1, 12)
  })

  test("has a daily shape from a day on: means of hours over their mean", () => {
    const hours = Array.from({ length: 48 }, (_, h) => (h % 24) / 100)
    const s = workloadStatistics(workloadOf([regularVm(hours, 3600)], { interval: 3600 }))
    expect(s.dailyShape).toEqual(Array.from({ length: 24 }, (_, h) => expect.closeTo(h / 11.5, 12)))
    const short = workloadOf([regularVm(hours.slice(0, 23), 3600)], { interval: 3600 })
    expect(workloadStatistics(short).dailyShape).toBeUndefined()
  })

  test("is refused without samples", () => {
    for (const vms of [[], [regularVm([Number.NaN])]])
      expect(() => workloadStatistics(workloadOf(vms))).toThrow(
        'workload "test": samples is 0; expected one at least',
      )
  })
})

test("what is equal does not vary, whatever rounding does to its mean", () => {
  const still = workloadOf([regularVm(Array.from({ length: 30 }, () => 0.1))])
  const { mean, deviation, betweenShare, stepAutocorrelation } = workloadStatistics(still)
  expect([mean, deviation, betweenShare, stepAutocorrelation]).toEqual([0.1, 0, undefined, undefined])
})

test("a VM of more intervals than can be told apart is refused", () => {
  const long = workloadOf([vmOf([0, 1], [0.1, 0.2], 1e9)], { interval: 1 })
  expect(() => workloadStatistics(long)).toThrow(
    "samples of VM vm is 1000000000; expected at most 10000000 intervals",
  )
})
