import { describe, expect, test } from "vitest"
import {
  bitbrainsProfile,
  planetlabProfile,
  planetlabTraces,
  profileOf,
  synthesise,
} from "../../src/index.ts"
import { latentCorrelation } from "../../src/load/traces/latentCorrelation.ts"
import { sampled, workloadOf } from "../fixtures/workload.ts"

const none = Array.from({ length: 24 }, () => 0)

/** Up and down, so slowly that two hours see some of it. */
const wave = (base: number, swing: number, every = 6) =>
  sampled(...Array.from({ length: 288 }, (_, k) => base + (Math.floor(k / every) % 2 === 0 ? swing : -swing)))

describe("the profile of a workload", () => {
  test("of VMs that never change has their values, and no memory", () => {
    const still = (share: number) => sampled(...Array.from({ length: 30 }, () => share))
    const profile = profileOf(workloadOf(still(0.125), still(0.1)), "two")
    expect(profile).toMatchObject({
      name: "two",
      interval: 300,
      samples: 30,
      shareOf: "itself",
      isWholePercent: false,
      daily: none,
    })
    // By their means: the lower one first.
    expect(profile.groups).toEqual(
      [0.1, 0.125].map((share) => ({ quantiles: profile.scores.map(() => share), persistence: [0, 0] })),
    )
  })

  test("knows whole percents", () => {
    const shares = Array.from({ length: 30 }, (_, k) => (k % 2 === 0 ? 0.07 : 0.57))
    expect(profileOf(workloadOf(sampled(...shares)), "whole").isWholePercent).toBe(true)
  })

  test("tells memory as that of a Gaussian behind it", () => {
    // Six samples up, six down: 47 neighbours of 287 differ, so the correlation is (240 - 47) / 288, and 1 within an hour, less 12 of 288.
    const { groups, scores } = profileOf(workloadOf(wave(0.5, 0.25)), "wave")
    const { quantiles, persistence } = groups[0]!
    const step = (score: number) => (score < 0 ? quantiles[0]! : quantiles.at(-1)!)
    expect(persistence[0]).toBeGreaterThan(193 / 288)
    expect(persistence[0]).toBeCloseTo(latentCorrelation(step, 193 / 288), 1)
    expect(persistence[1]).toBeGreaterThan(persistence[0])
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
  })

  test("has the hours of a day in common, where there is one", () => {
    const busy = (hour: number) => (hour < 12 ? 0.5 : 0.1)
    const day = sampled(...Array.from({ length: 288 }, (_, k) => busy(Math.floor(k / 12))))
    // A quarter and three quarters of the standard normal distribution.
    expect(profileOf(workloadOf(day), "day").daily).toEqual(
      none.map((_, hour) => (hour < 12 ? 0.6745 : -0.6745)),
    )
  })

  test("takes the most typical VM of a group for all, and sorts by mean, deviation and memory", () => {
    const vms = [wave(0.2, 0.1), wave(0.2, 0.1), wave(0.2, 0.02), wave(0.6, 0.1, 72), wave(0.6, 0.1, 12)]
    const slices = { mean: 2, deviation: 1, memory: 1 }
    const { groups } = profileOf(workloadOf(...vms), "typical", slices)
    expect(groups.map(({ quantiles }) => [quantiles[0], quantiles.at(-1)])).toEqual([
      [0.1, 0.3],
      [0.5, 0.7],
    ])
    const bySize = profileOf(workloadOf(...vms.slice(0, 3)), "sizes", { mean: 1, deviation: 2, memory: 1 })
    expect(bySize.groups.map(({ quantiles }) => quantiles.at(-1))).toEqual([0.22, 0.3])
    const byMemory = profileOf(workloadOf(...vms.slice(3)), "memory", { mean: 1, deviation: 1, memory: 2 })
    const [quick, slow] = byMemory.groups.map(({ persistence }) => persistence[1])
    expect([quick, slow! > 0.6]).toEqual([0, true])
  })

  test("of what is there for less than two hours is refused, and so are no slices", () => {
    expect(() => profileOf(workloadOf(sampled(0.1)), "nothing")).toThrow(
      "nothing: samples is 0; expected a VM that is there for two hours at least",
    )
    expect(() => profileOf(workloadOf(wave(0.5, 0.1)), "none", { mean: 0, deviation: 1, memory: 1 })).toThrow(
      "slices.mean is 0; expected",
    )
  })
})

describe("the correlation of a Gaussian", () => {
  test("is that of a straight line of it, and sin(pi / 2 r) of its sign", () => {
    expect(latentCorrelation((score) => 3 * score + 1, 0.4)).toBeCloseTo(0.4, 3)
    // E sign sign = 2 / pi asin(r); the grid of scores takes a step of 1/16 off its edge.
    expect(latentCorrelation(Math.sign, 0.5)).toBeCloseTo(Math.sin(Math.PI / 4), 1)
    expect(latentCorrelation(() => 2, 0.5)).toBe(0)
    expect(latentCorrelation((score) => score, -0.2)).toBe(0)
  })
})

describe("a look-alike", () => {
  test("says that it is one", () => {
    const workload = synthesise(planetlabProfile, { vms: 2, seed: 1 })
    expect(workload).toMatchObject({
      name: "synthetic look-alike of PlanetLab, 3 March 2011, seed 1",
      isSynthetic: true,
      interval: 300,
      shareOf: "itself",
      repairs: [],
    })
    expect(workload.vms.map(({ id }) => id)).toEqual(["synthetic-0", "synthetic-1"])
    expect(planetlabTraces(workload)).toHaveLength(2)
  })

  test("is the same again, and another one for another seed", () => {
    const made = (seed: number) => synthesise(bitbrainsProfile, { vms: 3, seed, duration: 86_400 })
    expect(made(1)).toEqual(made(1))
    expect(made(1).vms).not.toEqual(made(2).vms)
  })

  test("of more VMs, or longer, begins as that of fewer", () => {
    const few = synthesise(planetlabProfile, { vms: 5, seed: 7 })
    expect(synthesise(planetlabProfile, { vms: 50, seed: 7 }).vms.slice(0, 5)).toEqual(few.vms)
    const long = synthesise(planetlabProfile, { vms: 5, seed: 7, duration: 3 * 86_400 })
    expect(long.vms.map(({ cpu }) => cpu.slice(0, 288))).toEqual(few.vms.map(({ cpu }) => cpu))
  })

  test.each([
    [{ vms: 0, seed: 1 }, "vms is 0; expected a whole number above 0"],
    [{ vms: 1, seed: 0.5 }, "seed is 0.5; expected a whole number"],
    [{ vms: 1, seed: 1, duration: 0 }, "duration is 0; expected a number above 0"],
    [{ vms: 1, seed: 1, duration: Number.POSITIVE_INFINITY }, "duration is Infinity; expected"],
  ])("is refused with what was wrong: %o", (options, message) => {
    expect(() => synthesise(planetlabProfile, options)).toThrow(message)
  })
})
