import { describe, expect, test } from "vitest"
import { planetlabProfile, planetlabTraces, synthesise, type WorkloadProfile } from "../../src/index.ts"

const day = synthesise(planetlabProfile, { vms: 20, seed: 1 })

/** A load of 50 % + 10 % times the score, of one class. */
const line: WorkloadProfile = {
  source: "a line",
  interval: 300,
  samples: 288,
  shareOf: "itself",
  isWholePercent: false,
  hours: [],
  classes: [
    { vms: 1, idle: 0, percent: Array.from({ length: 29 }, (_, j) => 15 + 2.5 * j), memory: [0, 0, 0] },
  ],
}

describe("a synthetic workload", () => {
  test("says that it is one, and of what", () => {
    expect(day).toMatchObject({
      name: "synthetic look-alike of PlanetLab, 3 March 2011, seed 1",
      isSynthetic: true,
      interval: 300,
      shareOf: "itself",
      repairs: [],
    })
    expect(day.vms.map(({ id }) => id).slice(0, 2)).toEqual(["synthetic-0", "synthetic-1"])
  })

  test("has as many samples as the trace, or as fit in the duration, rounded up", () => {
    expect(
      day.vms.every(({ cpu, dates, end }) => cpu.length === 288 && dates[287] === 86_100 && end === 86_400),
    ).toBe(true)
    const [vm] = synthesise(planetlabProfile, { vms: 1, seed: 1, duration: 601 }).vms
    expect([...vm!.dates]).toEqual([0, 300, 600])
    expect(vm!.end).toBe(900)
  })

  test("has whole percents where the trace has, so that it can stand for a day of PlanetLab", () => {
    expect(planetlabTraces(day)).toHaveLength(20)
  })

  test("is the same for the same seed, and another one for another", () => {
    expect(synthesise(planetlabProfile, { vms: 20, seed: 1 })).toEqual(day)
    expect(synthesise(planetlabProfile, { vms: 20, seed: 2 }).vms[0]!.cpu).not.toEqual(day.vms[0]!.cpu)
  })

  test("has the same VMs, whatever their number", () => {
    expect(synthesise(planetlabProfile, { vms: 50, seed: 1 }).vms.slice(0, 20)).toEqual(day.vms)
  })

  test("that is shorter than the trace is of a part of its time, which may be a busy one: means differ from VM to VM", () => {
    const { vms } = synthesise(line, { vms: 400, seed: 1, duration: 3600 })
    const means = vms.map(({ cpu }) => cpu.reduce((sum, share) => sum + share, 0) / cpu.length)
    expect(vms[0]!.cpu).toHaveLength(12)
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(0.05)
    // Over many VMs it is the mean of the trace: 0.1 is the deviation of a sample, 0.005 that of a mean of as many at most.
    const mean = means.reduce((sum, each) => sum + each, 0) / means.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * 0.005)
  })

  test("gives each VM what its class does in the time of the trace: mean and deviation of the scores are 0 and 1", () => {
    for (const { cpu } of synthesise(line, { vms: 5, seed: 1 }).vms) {
      const mean = cpu.reduce((sum, share) => sum + share, 0) / 288
      // Scores beyond 3.5 are cut, one in 2000.
      expect(mean).toBeCloseTo(0.5, 3)
      expect(Math.sqrt(cpu.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 288)).toBeCloseTo(0.1, 3)
    }
  })

  test("is idle for the lowest scores, for as much of the time as its class", () => {
    const idle = { ...line, classes: [{ ...line.classes[0]!, idle: 0.3 }] }
    const { vms } = synthesise(idle, { vms: 200, seed: 1 })
    const zeros = vms.reduce((sum, { cpu }) => sum + cpu.filter((share) => share === 0).length, 0)
    // 57,600 samples: sqrt(0.3 x 0.7 / 57,600) = 0.0019.
    expect(Math.abs(zeros / 57_600 - 0.3)).toBeLessThan(4 * 0.0019)
    // What is not idle is above the value at the score -0.524, 44.76 %.
    expect(vms.every(({ cpu }) => cpu.every((share) => share === 0 || share > 0.447))).toBe(true)
  })

  test("takes classes as often as they are in the trace, in an order that nobody can tell from the next", () => {
    const flat = (vms: number, percent: number) => ({
      ...line.classes[0]!,
      vms,
      percent: Array(29).fill(percent) as number[],
    })
    const three = { ...line, classes: [flat(5, 10), flat(3, 20), flat(2, 30)] }
    for (const seed of [1, 2, 3])
      for (const vms of [1000, 3000]) {
        const loads = synthesise(three, { vms, seed, duration: 300 }).vms.map(({ cpu }) => cpu[0]!)
        for (const [load, part] of [
          [0.1, 0.5],
          [0.2, 0.3],
          [0.3, 0.2],
        ] as const)
          expect(loads.filter((each) => each === load)).toHaveLength(part * vms)
        // Neighbours are of one class as often as any two VMs: 38 in a hundred, within four deviations.
        const alike = loads.filter((each, i) => each === loads[i + 1]).length / vms
        expect(Math.abs(alike - 0.38)).toBeLessThan(4 * Math.sqrt((0.38 * 0.62) / vms))
      }
  })

  test("of whole percents is right on average where quantiles are not whole", () => {
    const half = {
      ...line,
      isWholePercent: true,
      classes: [{ ...line.classes[0]!, percent: Array(29).fill(2.3) as number[] }],
    }
    const loads = synthesise(half, { vms: 1000, seed: 1, duration: 300 }).vms.map(({ cpu }) => cpu[0]!)
    expect(new Set(loads)).toEqual(new Set([0.02, 0.03]))
    // sqrt(0.3 x 0.7 / 1000) = 0.0145
    expect(Math.abs(loads.filter((share) => share === 0.03).length / 1000 - 0.3)).toBeLessThan(4 * 0.0145)
  })

  test("follows the hours in straight lines between their middles, all VMs together", () => {
    const hours = Array.from({ length: 24 }, (_, h) => (h < 12 ? 1 : -1) * 0.999999)
    const { vms } = synthesise({ ...line, hours }, { vms: 1, seed: 1, duration: 2 * 86_400 })
    const at = (hour: number) => vms[0]!.cpu[Math.floor(hour * 12)]!
    // Nearly all of the variance is that of the hours: 50 % + 10 % or - 10 %, and half way at the turns.
    expect([at(6), at(18), at(30)]).toEqual([0.6, 0.4, 0.6].map((share) => expect.closeTo(share, 2)))
    expect(at(12)).toBeCloseTo(0.49, 2)
  })

  test.each([
    [{ vms: 0, seed: 1 }, "vms is 0; expected a whole number above 0"],
    [{ vms: 1, seed: 0.5 }, "seed is 0.5; expected a whole number between -2^53 and 2^53"],
    [{ vms: 1, seed: 1, duration: 0 }, "duration is 0; expected a number above 0, in seconds"],
    [
      { vms: 1, seed: 1, duration: Number.POSITIVE_INFINITY },
      "duration is Infinity; expected a number above 0",
    ],
  ])("is refused where it cannot be made: case %#", (options, message) => {
    expect(() => synthesise(line, options)).toThrow(message)
  })
})
