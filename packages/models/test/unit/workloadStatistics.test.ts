import { describe, expect, test } from "vitest"
import { workloadStatistics } from "../../src/index.ts"
import { sampled, workloadOf } from "../fixtures/workload.ts"

describe("the figures of a workload", () => {
  test("are those of all samples, each counting once", () => {
    const figures = workloadStatistics(workloadOf(sampled(0.1, 0.3), sampled(0.2, 0.4, 0.5)))
    expect(figures).toMatchObject({
      vms: 2,
      samples: 5,
      duration: 900,
      quartiles: [0.2, 0.3, 0.4],
      percentile95: 0.5,
      max: 0.5,
    })
    expect(figures.mean).toBeCloseTo(0.3, 15)
    // (0.04 + 0 + 0.01 + 0.01 + 0.04) / 5
    expect(figures.deviation ** 2).toBeCloseTo(0.02, 15)
    // Means of VMs: 0.2, two samples of it, and 11/30, three. (2 x 0.01 + 3 / 225) / 0.1
    expect(figures.betweenVms).toBeCloseTo(1 / 3, 14)
  })

  test("leave out what is not there; time counts in one of the means only", () => {
    const vm = {
      points: [
        [0, 0.5],
        [300, Number.NaN],
        [600, 0.2],
      ] as const,
      end: 1500,
    }
    const figures = workloadStatistics(workloadOf(vm))
    expect([figures.samples, figures.mean]).toEqual([2, 0.35])
    // (0.5 x 300 + 0.2 x 900) / 1200
    expect(figures.timeWeightedMean).toBeCloseTo(0.275, 15)
  })

  test("have the autocorrelation of the VMs that vary", () => {
    const { autocorrelation } = workloadStatistics(
      workloadOf(sampled(0, 1, 0, 1), sampled(0.1, 0.1, 0.1, 0.1)),
    )
    // Around 1/2: three products of -1/4 over four squares of 1/4.
    expect(autocorrelation.interval).toBe(-0.75)
    expect(workloadStatistics(workloadOf(sampled(0.1, 0.1))).autocorrelation).toEqual({
      interval: 0,
      hour: 0,
    })
  })

  test("have hours only where there is a day", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour / 100)
    const day = sampled(...hours.flatMap((share) => Array.from({ length: 12 }, () => share)))
    workloadStatistics(workloadOf(day)).daily.forEach((mean, hour) => {
      expect(mean).toBeCloseTo(hours[hour]!, 14)
    })
    expect(workloadStatistics(workloadOf({ ...day, end: 86_399 })).daily).toEqual([])
  })

  test("of nothing are refused", () => {
    expect(() => workloadStatistics(workloadOf(sampled(Number.NaN)))).toThrow(
      "by hand: number of samples is 0; expected one at least",
    )
  })
})
