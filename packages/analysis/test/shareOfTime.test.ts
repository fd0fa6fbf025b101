import { RandomStream } from "@placelab/core"
import { expect, it } from "vitest"
import { shareOfTime } from "../src/index.ts"
import { noticed, pm, pop, tableOf, traceOf } from "./support/traces.ts"

const violations = ["violation", "violation-out"]

it("each bin has the share of it that was spent in these states", () => {
  const table = traceOf(
    [
      pm(0, "node0", "normal"),
      pm(0, "node1", "normal"),
      pm(15, "node0", "violation"),
      pm(40, "node0", "normal"),
      pm(44, "node0", "violation-out"),
      pm(45, "node0", "normal"),
    ],
    50,
  )
  const shares = shareOfTime(table, "PM", violations, 20, 50)
  expect(shares).toEqual([
    { entity: "node0", time: 0, share: 5 / 20 },
    { entity: "node0", time: 20, share: 1 },
    { entity: "node0", time: 40, share: 1 / 10 },
    { entity: "node1", time: 0, share: 0 },
    { entity: "node1", time: 20, share: 0 },
    { entity: "node1", time: 40, share: 0 },
  ])
})

it("states on top of one another count once", () => {
  const table = traceOf(
    [
      pm(0, "node0", "violation"),
      noticed(4, "node0"),
      [8, (trace) => trace.track("node0", "PM").pop()],
      pm(10, "node0", "normal"),
    ],
    20,
  )
  expect(shareOfTime(table, "PM", ["violation", "violation-det"], 10, 20).map(({ share }) => share)).toEqual([
    1, 0,
  ])
})

it("what goes on after the end is left out, also where the last bin is not whole", () => {
  const table = tableOf([["node0", "POWER", "on", 25, 100]])
  expect(shareOfTime(table, "POWER", ["on"], 20, 30)).toEqual([
    { entity: "node0", time: 0, share: 0 },
    { entity: "node0", time: 20, share: 0.5 },
  ])
})

it("entities without this kind of state are not there, and other values of theirs do not count", () => {
  const table = traceOf([pop(0, "vm-0"), pm(0, "node0", "normal")], 10)
  expect(shareOfTime(table, "PM", ["never"], 10, 10)).toEqual([{ entity: "node0", time: 0, share: 0 }])
  expect(shareOfTime(table, "never", ["normal"], 10, 10)).toEqual([])
})

it("a bin that begins at the end by rounding is none", () => {
  // 1.1 / 0.1 is a little more than 11.
  const table = tableOf([["node0", "POWER", "on", 0, 2]])
  const shares = shareOfTime(table, "POWER", ["on"], 0.1, 1.1)
  expect(shares.map(({ share }) => share)).toEqual(Array.from({ length: 11 }, () => 1))
})

it.each(Array.from({ length: 20 }, (_, i) => i + 1))(
  "bins of any width add up to the time that was spent, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "share of time")
    let now = 0
    const rows = Array.from({ length: 50 }, () => {
      const begin = now + random.uniform(0, 3)
      const duration = random.uniform(0, 5)
      now = begin + duration
      return ["node0", "POWER", "on", begin, duration] as const
    })
    const until = now * 0.8
    const spent = rows.reduce((sum, [, , , begin, duration]) => {
      return sum + Math.max(0, Math.min(duration, until - begin))
    }, 0)
    for (const width of [0.1, 1 / 3, 1, 7, 1000]) {
      const shares = shareOfTime(tableOf(rows), "POWER", ["on"], width, until)
      const lengths = shares.map(({ time }) => Math.min(time + width, until) - time)
      expect(shares.every(({ share }) => share >= 0 && share <= 1)).toBe(true)
      expect(shares.reduce((sum, { share }, i) => sum + share * lengths[i]!, 0)).toBeCloseTo(spent, 9)
    }
  },
)

it.each([
  [0, 10, "width is 0"],
  [Number.POSITIVE_INFINITY, 10, "width is Infinity"],
  [10, -1, "until is -1"],
  [10, Number.NaN, "until is NaN"],
])("a width of %d and an end of %d are refused", (width, until, message) => {
  expect(() => shareOfTime(tableOf([]), "PM", violations, width, until)).toThrow(
    `shareOfTime: ${message}, expected a number above 0, in seconds`,
  )
})
