import { describe, expect, test } from "vitest"
import {
  bitbrainsProfile,
  planetlabProfile,
  profileOf,
  synthesise,
  type WorkloadProfile,
} from "../../src/index.ts"
import { regularVm, workloadOf } from "../workloads.ts"

const scores = 29

describe("the profile of a workload", () => {
  test("tells of few VMs each, by their means", () => {
    const profile = profileOf(
      workloadOf([regularVm([0.5, 0.5, 0.5, 0.5]), regularVm([0, 0, 0.2, 0.2])]),
      "two VMs",
    )
    expect(profile).toMatchObject({ source: "two VMs", interval: 300, samples: 4, shareOf: "itself" })
    expect(profile).toMatchObject({ isWholePercent: true, hours: [] })
    expect(profile.classes).toHaveLength(2)
    expect(profile.classes[0]).toMatchObject({ vms: 1, idle: 0.5, percent: Array(scores).fill(20) })
    expect(profile.classes[1]).toMatchObject({ vms: 1, idle: 0, percent: Array(scores).fill(50) })
    // What never changes has nothing to remember.
    expect(profile.classes[1]!.memory).toEqual([0, 0, 0])
  })

  test("has the quantiles at normal scores, between neighbours", () => {
    // 1 % ... 99 %: quantile p lies at 1 + 98 p.
    const cpu = Array.from({ length: 99 }, (_, i) => (((i * 50) % 99) + 1) / 100)
    const { percent } = profileOf(workloadOf([regularVm(cpu)])).classes[0]!
    expect(percent[14]).toBe(50)
    expect(percent[10]).toBe(16.5) // z = -1: 1 + 98 x 0.158655 = 16.548
    expect(percent[18]).toBe(83.5)
    expect(percent[0]).toBe(1.02)
  })

  test("gives a class the mean of its VMs: weighted by how busy they are above 0, so that the mean load is kept", () => {
    // 49 VMs for 48 classes: the two of which a class is made are alike, and idle for 1/4 and 3/4 of the time.
    const far = Array.from({ length: 47 }, (_, i) => regularVm(Array(4).fill((i + 50) / 100)))
    const alike = [regularVm([0, 0.02, 0.02, 0.02]), regularVm([0, 0, 0, 0.04])]
    const { classes } = profileOf(workloadOf([...alike, ...far]))
    expect(classes.map(({ vms }) => vms)).toEqual([2, ...Array(46).fill(1), 1])
    expect(classes[0]!.idle).toBe(0.5)
    // (3/4 x 2 + 1/4 x 4) / (3/4 + 1/4) = 2.5; times 1/2 it is the mean of both, (1.5 + 1) / 2.
    expect(classes[0]!.percent).toEqual(Array(scores).fill(2.5))
  })

  test("leaves out VMs that tell nothing, and is refused where there are no others", () => {
    const short = regularVm([0.5])
    expect(profileOf(workloadOf([short, regularVm([0.1, 0.2])])).classes).toHaveLength(1)
    expect(() => profileOf(workloadOf([short]))).toThrow(
      'profile of "test": VMs with two samples is 0; expected one at least',
    )
  })

  test("takes what varies by less than a percent for no whole percents", () => {
    expect(profileOf(workloadOf([regularVm([0.1, 0.125])])).isWholePercent).toBe(false)
  })

  test("is plain data: as JSON and back it makes the same workload", () => {
    for (const profile of [planetlabProfile, bitbrainsProfile]) {
      const text = JSON.stringify(profile)
      expect(text.length).toBeLessThan(10_000)
      const options = { vms: 3, seed: 1, duration: 3600 }
      expect(synthesise(JSON.parse(text) as WorkloadProfile, options)).toEqual(synthesise(profile, options))
    }
  })
})

describe("a profile that is none", () => {
  const profile = profileOf(workloadOf([regularVm([0.1, 0.2])]))
  const kind = profile.classes[0]!
  const withClass = (rest: object) => ({ ...profile, classes: [{ ...kind, ...rest }] })

  test.each<[WorkloadProfile, string]>([
    [{ ...profile, interval: 0 }, "interval is 0; expected a number above 0, in seconds"],
    [{ ...profile, samples: 1.5 }, "samples is 1.5; expected a whole number above 0"],
    [{ ...profile, hours: [1] }, "length of hours is 1; expected 24"],
    [{ ...profile, hours: Array(24).fill(Number.NaN) }, "hours[0] is NaN; expected a finite number"],
    [{ ...profile, classes: [] }, "classes is 0; expected one at least"],
    [withClass({ vms: 0 }), "class 0: vms is 0; expected a whole number above 0"],
    [withClass({ idle: 1.1 }), "class 0: idle is 1.1; expected a share from 0 to 1"],
    [withClass({ percent: [1] }), "class 0: length of percent is 1; expected 29"],
    [
      withClass({ percent: kind.percent.with(0, -1) }),
      "percent[0] is -1; expected a number of at least 0, in percent",
    ],
    [withClass({ percent: kind.percent.with(3, 1) }), "percent[3] is 1; expected 10"],
    [withClass({ memory: [0.5, 0.5] }), "class 0: length of memory is 2; expected 3"],
    [withClass({ memory: [0, -0.5, 0] }), "memory[1] is -0.5; expected a number of at least 0"],
    [withClass({ memory: [0.5, 0.5, 0.5] }), "class 0: sum of memory is 1.5; expected 1 at most"],
  ])("is refused: case %#", (broken, message) => {
    expect(() => synthesise(broken, { vms: 1, seed: 1 })).toThrow(message)
  })
})
