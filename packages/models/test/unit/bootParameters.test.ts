import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import {
  bootParameters,
  ioTimeOf,
  orThrow,
  predictBoot,
  predictConstantBoot,
  type RawBootParameters,
  readsOf,
  sharedRemote,
} from "../../src/index.ts"

const alone: RawBootParameters = { ioTime: 3, cpuTime: 8, cores: 4, busyShare: 0.4 }
const predict = (more: Partial<RawBootParameters> = {}) =>
  predictBoot(orThrow(bootParameters({ ...alone, ...more })))

describe("a boot in closed form", () => {
  test("alone is its I/O time and its CPU time, whatever share of the I/O time contends", () => {
    for (const busyShare of [0, 0.4, 1])
      expect(predict({ busyShare })).toEqual({ end: "done", seconds: 11, ioSeconds: 3, cpuSeconds: 8 })
  })

  test("has its I/O part n times on storage that is busy all the time, and as alone where all of it is waiting", () => {
    expect(predict({ bootingVms: 3, busyShare: 1 }).ioSeconds).toBe(9)
    expect(predict({ bootingVms: 3, busyShare: 0 }).ioSeconds).toBe(3)
    // 3 x (0.6 + 0.4 x 3)
    expect(predict({ bootingVms: 3 }).ioSeconds).toBeCloseTo(5.4, 12)
  })

  test("has its CPU part longer only once there are more VMs than cores", () => {
    expect(predict({ bootingVms: 4 }).cpuSeconds).toBe(8)
    expect(predict({ bootingVms: 1, stressedVms: 3 }).cpuSeconds).toBe(8)
    expect(predict({ bootingVms: 6 }).cpuSeconds).toBe(12)
    expect(predict({ bootingVms: 2, stressedVms: 8 }).cpuSeconds).toBe(20)
    expect(predict({ bootingVms: 2, stressedVms: 8, cores: 8 }).cpuSeconds).toBe(10)
  })

  test("is a constant in the naive model", () => {
    const crowded = orThrow(bootParameters({ ...alone, bootingVms: 6, stressedVms: 12 }))
    expect(predictConstantBoot(crowded)).toEqual({ end: "done", seconds: 11, ioSeconds: 3, cpuSeconds: 8 })
  })
})

test("bytes and I/O time alone follow from each other: one boot keeps 34 % of 125 MB/s busy", () => {
  expect(ioTimeOf(85e6, sharedRemote)).toBeCloseTo(2, 12)
  expect(readsOf(2, sharedRemote)).toBeCloseTo(85e6, 3)
})

describe("parameters out of range come back as one clear error:", () => {
  test.each([
    [{ ...alone, ioTime: -1 }, "boot: ioTime is -1; expected a number of at least 0, in seconds"],
    [{ ...alone, cpuTime: Number.NaN }, "boot: cpuTime is NaN; expected a number of at least 0, in seconds"],
    [{ ...alone, cores: 0 }, "boot: cores is 0; expected a whole number above 0"],
    [{ ...alone, bootingVms: 0 }, "boot: bootingVms is 0; expected a whole number above 0"],
    [{ ...alone, stressedVms: 0.5 }, "boot: stressedVms is 0.5; expected a whole number of at least 0"],
    [{ ...alone, busyShare: 1.1 }, "boot: busyShare is 1.1; expected a number from 0 to 1"],
  ])("case %#", (raw, message) => {
    const parsed = bootParameters(raw)
    expect(E.isLeft(parsed) && parsed.left.message).toBe(message)
  })
})
