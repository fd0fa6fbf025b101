import { gibibytes, mebibytes } from "@placelab/core"
import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import {
  migrationParameters,
  orThrow,
  predictNaive,
  predictPrecopy,
  predictStopAndCopy,
  type RawMigrationParameters,
} from "../../src/index.ts"

const precopy = (raw: RawMigrationParameters) => predictPrecopy(orThrow(migrationParameters(raw)))

/** The published model's formula for shrinking rounds, as a sum: an independent way to the same numbers. */
function geometric(memory: number, bandwidth: number, ratio: number): number {
  let n = 0
  while (memory * ratio ** n > bandwidth * 0.03) n++
  return (memory / bandwidth) * ((1 - ratio ** (n + 1)) / (1 - ratio))
}

describe("pre-copy without contention", () => {
  // Seconds for dirty-page intensities 0, 10 ... 90 % of the bandwidth, at CPU utilisation u, as printed: within one unit
  // of the last printed digit.
  test.each([
    {
      memory: 1024,
      bandwidth: 125,
      u: 0.6,
      seconds: [8.19, 8.71, 9.31, 9.99, 10.77, 11.69, 12.79, 14.11, 15.73, 17.79],
    },
    {
      memory: 1024,
      bandwidth: 125,
      u: 1,
      seconds: [8.19, 9.1, 10.24, 11.69, 13.64, 16.37, 20.44, 27.24, 40.86, 81.67],
    },
    {
      memory: 2048,
      bandwidth: 117,
      u: 1,
      seconds: [17.5, 19.5, 21.9, 25, 29.2, 35, 43.7, 58.3, 87.4, 174.8],
    },
  ])(
    "takes the times that papers' formula gives, for $memory MiB at $bandwidth MiB/s, u = $u",
    ({ memory, bandwidth, u, seconds }) => {
      seconds.forEach((expected, i) => {
        const result = precopy({
          memory: mebibytes(memory),
          bandwidth: mebibytes(bandwidth),
          dirtyRate: mebibytes(bandwidth) * (i / 10) * u,
        })
        expect(result.seconds).toBeCloseTo(geometric(memory, bandwidth, (i / 10) * u), 9)
        expect(Math.abs(result.seconds - expected)).toBeLessThan(memory === 2048 ? 0.1 : 0.01)
        expect(result.bytes).toBeCloseTo(result.seconds * mebibytes(bandwidth), 0)
      })
    },
  )

  test("takes the times of VMPlaceS' runs on SimGrid, where each round pays a latency of 13.01 x 600 us", () => {
    const seconds = [
      [0.5, 0.6, 11.7643],
      [0.3, 0.6, 10.0417],
      [0.4, 0.9, 12.8763],
      [0.2, 1, 10.2909],
    ] as const
    for (const [intensity, cpu, expected] of seconds) {
      const result = precopy({
        memory: gibibytes(1),
        bandwidth: mebibytes(125),
        dirtyRate: mebibytes(125) * intensity * cpu,
        latency: 13.01 * 600e-6,
      })
      expect(Math.abs(result.seconds - expected)).toBeLessThan(5e-5)
    }
  })

  test("stops the VM for no longer than the limit when it converges", () => {
    const result = precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 5e7, downtimeLimit: 0.1 })
    // rounds of 1e9, 5e8, ... bytes; the first rest of at most 1e8 x 0.1 bytes is 1e9 / 2^7
    expect(result.end).toBe("converged")
    expect(result.rounds.filter((round) => round.live)).toHaveLength(7)
    expect(result.downtime).toBeCloseTo(1e9 / 2 ** 7 / 1e8, 12)
  })

  test("sends the working set again and again when pages get dirty faster than they are sent, until the round limit", () => {
    const result = precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 2e8, workingSet: 3e8, roundLimit: 5 })
    expect(result.end).toBe("round limit")
    expect(result.rounds.map((round) => round.bytes)).toEqual([1e9, 3e8, 3e8, 3e8, 3e8, 3e8])
    expect(result.downtime).toBeCloseTo(3, 12)
    expect(result.seconds).toBeCloseTo(25, 12)
  })

  test("is cut in the middle of a round by the time-out, and then sends what is missing with the VM stopped", () => {
    const result = precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 2e8, workingSet: 3e8, timeout: 11.5 })
    // 10 s for the first round, 1.5 s of the second: 1.5e8 sent, 1.5e8 missing, 3e8 dirty
    expect(result.end).toBe("time-out")
    expect(result.rounds.map((round) => round.bytes)).toEqual([1e9, 1.5e8, 4.5e8])
    expect(result.seconds).toBeCloseTo(11.5 + 4.5, 12)
  })

  test("never leaves more than the whole memory to the last round", () => {
    const result = precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 2e8, timeout: 1 })
    expect(result.rounds.at(-1)!.bytes).toBe(1e9)
  })

  test("settles above the limit, and does not converge, when every message costs a latency that is too long", () => {
    // rounds settle at l / (1 - r) = 40 ms, the limit is 30 ms
    const result = precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 5e7, latency: 0.02, roundLimit: 100 })
    expect(result.end).toBe("round limit")
    expect(result.rounds.at(-2)!.seconds).toBeCloseTo(0.04, 9)
  })

  test("ends even with a down time limit of 0, when less than a byte is left", () => {
    const result = precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 5e7, downtimeLimit: 0 })
    expect(result.end).toBe("converged")
    // 1e9 / 2^30 is the first below 1
    expect(result.rounds.filter((round) => round.live)).toHaveLength(30)
  })

  test("converges at once when the working set can be sent within the limit, however fast it gets dirty", () => {
    expect(precopy({ memory: 1e9, bandwidth: 1e8, dirtyRate: 9e8, workingSet: 2e6 }).end).toBe("converged")
  })
})

describe("copying once", () => {
  const parameters = orThrow(
    migrationParameters({ memory: 1e9, bandwidth: 1e8, dirtyRate: 5e7, latency: 0.01 }),
  )

  test("is the naive model: memory over bandwidth, whatever the VM does, and no down time", () => {
    expect(predictNaive(parameters)).toMatchObject({ seconds: 10.01, bytes: 1e9, downtime: 0, end: "copied" })
  })

  test("with the VM stopped takes as long, and all of it is down time", () => {
    expect(predictStopAndCopy(parameters)).toMatchObject({ seconds: 10.02, bytes: 1e9, downtime: 10.01 })
  })
})

describe("parameters out of range come back as one clear error:", () => {
  const good = { memory: 1e9, bandwidth: 1e8 }
  test.each([
    [{ ...good, memory: -1 }, "migration: memory is -1; expected a number above 0, in bytes"],
    [{ ...good, bandwidth: 0 }, "migration: bandwidth is 0; expected a number above 0, in bytes/s"],
    [
      { ...good, dirtyRate: Number.NaN },
      "migration: dirtyRate is NaN; expected a number of at least 0, in bytes/s",
    ],
    [{ ...good, workingSet: -1 }, "migration: workingSet is -1; expected a number of at least 0, in bytes"],
    [
      { ...good, downtimeLimit: -0.1 },
      "migration: downtimeLimit is -0.1; expected a number of at least 0, in seconds",
    ],
    [{ ...good, roundLimit: 0 }, "migration: roundLimit is 0; expected a whole number above 0"],
    [
      { ...good, timeout: 0 },
      "migration: timeout is 0; expected a number above 0, in seconds (Infinity for no limit)",
    ],
  ])("case %#", (raw, message) => {
    const parsed = migrationParameters(raw)
    expect(E.isLeft(parsed) && parsed.left.message).toBe(message)
    expect(() => orThrow(parsed)).toThrow(message)
  })
})
