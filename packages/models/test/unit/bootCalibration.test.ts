import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import {
  type BootUnknown,
  bootParameters,
  calibrateBoot,
  compareBoots,
  type MeasuredBoot,
  orThrow,
  predictBoot,
  relativeErrors,
  summariseByHost,
} from "../../src/index.ts"

const truth = { ioTime: 3, cpuTime: 8, busyShare: 0.4 }

/** Boots that the model itself "measured" with these parameters; `given` is what the table says of them. */
function table(parameters = truth, given: Partial<MeasuredBoot> = {}): MeasuredBoot[] {
  return [1, 2, 3, 5].flatMap((bootingVms) =>
    [0, 2, 4, 9].map((stressedVms) => {
      const setting = { cores: 4, bootingVms, stressedVms }
      const { seconds } = predictBoot(orThrow(bootParameters({ ...parameters, ...setting })))
      const { ioTime, cpuTime } = parameters
      return { host: "h", ioTime, cpuTime, ...setting, seconds, ...given }
    }),
  )
}

const unknowns: readonly BootUnknown[] = ["ioTime", "cpuTime", "busyShare"]
const subsets = Array.from({ length: 7 }, (_, i) => unknowns.filter((_, bit) => (i + 1) & (1 << bit)))

describe("calibration", () => {
  test.each(subsets.map((subset) => [subset.join(", "), subset] as const))(
    "finds %s again in boots that follow the model, and takes the rest as given",
    (_, subset) => {
      const wrong = { ioTime: 99, cpuTime: 99, busyShare: 0.99 }
      const given = Object.fromEntries(
        (["ioTime", "cpuTime"] as const).map((each) => [each, (subset.includes(each) ? wrong : truth)[each]]),
      )
      const busyShare = subset.includes("busyShare") ? wrong.busyShare : truth.busyShare
      const { errors, ...found } = orThrow(
        calibrateBoot(table(truth, given), { unknowns: subset, busyShare }),
      )
      expect(Object.keys(found).sort()).toEqual([...subset].sort())
      for (const each of subset) expect(found[each]).toBeCloseTo(truth[each], 9)
      expect(errors.max).toBeLessThan(1e-9)
    },
  )

  test("finds the least squares of the relative errors, not of the seconds", () => {
    // One unknown and I/O only: T = f (e - 1) + 1 s; measured 2 s at e = 2 (f = 1/1) and 3 s at e = 3 (f = 2/2),
    // then 1.5 s at e = 2 (f = 1/2). Sum of ((f (e-1) + 1) / T - 1)^2 over x = (e-1)/T = 1/2, 2/3, 2/3 and
    // t = 1 - 1/T = 1/2, 2/3, 1/3: f = (1/4 + 4/9 + 2/9) / (1/4 + 4/9 + 4/9) = 33/41
    const row = { host: "h", cores: 9, ioTime: 1, cpuTime: 0, stressedVms: 0 }
    const rows = [
      { ...row, bootingVms: 2, seconds: 2 },
      { ...row, bootingVms: 3, seconds: 3 },
      { ...row, bootingVms: 2, seconds: 1.5 },
    ]
    const { busyShare, errors } = orThrow(calibrateBoot(rows, { unknowns: ["busyShare"] }))
    expect(busyShare).toBeCloseTo(33 / 41, 12)
    expect(errors.count).toBe(3)
  })

  test("keeps the busy share within 0 and 1, and times from being negative", () => {
    const grows = table({ ...truth, ioTime: 10, busyShare: 1 }, { ioTime: 3 })
    const most = orThrow(calibrateBoot(grows, { unknowns: ["cpuTime", "busyShare"] }))
    expect(most.busyShare).toBe(1)
    const { cpuTime } = orThrow(calibrateBoot(grows, { unknowns: ["cpuTime"], busyShare: 1 }))
    expect(most.cpuTime).toBe(cpuTime)

    const shrinks = table().map((row) => ({ ...row, seconds: 20 - row.bootingVms }))
    expect(orThrow(calibrateBoot(shrinks, { unknowns: ["busyShare"] })).busyShare).toBe(0)
    const { ioTime, cpuTime: cpu, busyShare } = orThrow(calibrateBoot(shrinks))
    expect([busyShare, cpu]).toEqual([0, 0])
    expect(ioTime).toBeGreaterThan(15)
  })

  test("does not depend on the order of the rows", () => {
    const noisy = table().map((row, i) => ({ ...row, seconds: row.seconds * (1 + 0.05 * Math.sin(7 * i)) }))
    const [forth, back] = [noisy, noisy.toReversed()].map((rows) => orThrow(calibrateBoot(rows)))
    for (const each of unknowns) expect(Math.abs(forth![each]! / back![each]! - 1)).toBeLessThan(1e-9)
  })

  test("is refused without rows, and where the rows do not tell the unknowns apart", () => {
    const message = (rows: MeasuredBoot[], options = {}) => {
      const result = calibrateBoot(rows, options)
      return E.isLeft(result) && result.left.message
    }
    expect(message([])).toBe('calibration: table is "empty"; expected at least one measured boot')
    const one = table().filter((row) => row.bootingVms === 1)
    expect(message(one)).toBe(
      'calibration: table is "4 rows"; expected cases from which ioTime, cpuTime, busyShare follow: with several numbers of booting and of stressed VMs',
    )
    expect(message(one, { unknowns: ["busyShare"] })).toContain("expected cases from which busyShare follow")
    expect(message(one, { unknowns: ["ioTime", "cpuTime"], busyShare: 2 })).toBe(
      "boot: busyShare is 2; expected a number from 0 to 1",
    )
  })
})

describe("errors are summed up", () => {
  test("as mean, median and maximum of what they are off, whatever the sign", () => {
    expect(relativeErrors([-0.375, 0.125, 0.25])).toEqual({ count: 3, mean: 0.25, median: 0.25, max: 0.375 })
    expect(relativeErrors([-0.4, 0.1, 0.3, 0.2])?.median).toBeCloseTo(0.25, 12)
    expect(relativeErrors([])).toBeUndefined()
  })

  test("host by host, in the order of the table; a host with two CPU times is two", () => {
    const [row] = table()
    const rows = [
      { ...row!, host: "z" },
      { ...row!, host: "a" },
      { ...row!, host: "z", bootingVms: 3 },
      { ...row!, host: "z", cpuTime: 9 },
    ]
    const summaries = summariseByHost(compareBoots(rows))
    expect(summaries.map(({ host, model }) => [host.host, host.cpuTime, model.count])).toEqual([
      ["z", 8, 2],
      ["a", 8, 1],
      ["z", 9, 1],
    ])
  })
})
