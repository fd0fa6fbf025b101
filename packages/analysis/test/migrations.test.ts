import { describe, expect, it } from "vitest"
import { migrationsMonoid, migrationsOf } from "../src/index.ts"
import { pop, push, tableOf, traceOf } from "./support/traces.ts"

const vmplaces = { definition: "vmplaces", until: 100 } as const
const corrected = { definition: "corrected", until: 100 } as const
const ok = { state: 0 }
const failed = { state: -1 }

/** Three that succeed (8, 12 and 10 s), one that fails (2 s), one that ends after 100 s, one that begins at 100 s. */
const trace = traceOf(
  [
    push(10, "vm-0", "migrate", { from: "node0", to: "node1" }),
    push(10, "vm-1", "migrate"),
    push(11, "vm-2", "migrate"),
    pop(13, "vm-2", failed),
    pop(18, "vm-0", ok),
    pop(22, "vm-1", ok),
    push(60, "vm-0", "migrate"),
    pop(70, "vm-0", ok),
    push(95, "vm-2", "migrate"),
    pop(105, "vm-2", ok),
    push(100, "vm-1", "migrate"),
  ],
  120,
)

describe("under the definition of VMPlaceS", () => {
  it("every migration counts to its end, those too that failed or were open in the end", () => {
    const { durations, ...counts } = migrationsOf(trace, vmplaces)
    expect(counts).toEqual({ count: 6, failed: 1, seconds: 8 + 12 + 2 + 10 + 10 + 20 })
    expect([durations.count, durations.sum]).toEqual([6, 62])
    // 64 + 144 + 4 + 100 + 100 + 400, less 6 x (62 / 6)^2
    expect(durations.squares).toBeCloseTo(812 - 62 ** 2 / 6, 10)
  })

  it("the result of a migration of 2015 is read, too", () => {
    const old = tableOf([
      ["vm-0", "SERVICE", "migrate", 1, 2, { result: -1 }],
      ["vm-1", "SERVICE", "migrate", 1, 2, { result: 0 }],
    ])
    expect(migrationsOf(old, vmplaces)).toMatchObject({ count: 2, failed: 1 })
  })

  it("a migration that begins after 3600 s is not in the mean", () => {
    const late = tableOf([
      ["vm-0", "SERVICE", "migrate", 3600, 8, ok],
      ["vm-0", "SERVICE", "migrate", 3700, 20, ok],
    ])
    expect(migrationsOf(late, vmplaces)).toEqual({
      count: 2,
      failed: 0,
      seconds: 28,
      durations: { count: 1, sum: 8, squares: 0 },
    })
  })
})

describe("under the corrected definition", () => {
  it("those that began before the horizon count, and the mean is of those that succeeded before it", () => {
    expect(migrationsOf(trace, corrected)).toEqual({
      count: 5,
      failed: 1,
      seconds: 8 + 12 + 2 + 10 + 5,
      durations: { count: 3, sum: 30, squares: 8 },
    })
  })

  it("one that the end of the run has cut is neither failed nor in the mean", () => {
    const cut = traceOf([push(0.3, "vm-0", "migrate")], 100)
    expect(migrationsOf(cut, corrected)).toEqual({
      count: 1,
      failed: 0,
      seconds: 99.7,
      durations: { count: 0, sum: 0, squares: 0 },
    })
  })

  it("one that was broken off at the horizon has not failed, however its duration is rounded", () => {
    const [begin, until] = [271.0277848993092, 1000.1]
    expect(begin + (until - begin)).toBeLessThan(until)
    const cut = traceOf([push(begin, "vm-0", "migrate"), pop(until, "vm-0", failed)], until)
    expect(migrationsOf(cut, { definition: "corrected", until }).failed).toBe(0)
  })
})

it("the point that tells the end of a migration is not counted once more", () => {
  const table = tableOf([["vm-0", "migration", "finished", 20, 0]])
  expect(migrationsOf(table, vmplaces).count).toBe(0)
})

it("two runs together have the migrations of both", () => {
  const measured = migrationsOf(trace, corrected)
  expect(migrationsMonoid.concat(measured, measured)).toEqual({
    count: 10,
    failed: 2,
    seconds: 74,
    durations: { count: 6, sum: 60, squares: 16 },
  })
})
