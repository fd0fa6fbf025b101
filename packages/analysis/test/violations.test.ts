import { describe, expect, it } from "vitest"
import { violationsMonoid, violationsOf } from "../src/index.ts"
import { noticed, pm, tableOf, traceOf } from "./support/traces.ts"

const vmplaces = { definition: "vmplaces", until: 100 } as const
const corrected = { definition: "corrected", until: 100 } as const

describe("under the definition of VMPlaceS", () => {
  it("the violation time is of the value violation alone, and what a migration began is counted apart", () => {
    const trace = traceOf(
      [
        pm(0, "node0", "normal"),
        pm(10, "node0", "violation"),
        pm(18, "node0", "normal"),
        pm(20, "node1", "violation-out"),
        pm(25, "node1", "normal"),
        pm(30, "node2", "violation"),
        pm(42, "node2", "normal"),
      ],
      50,
    )
    const { in: ins, out, durations } = violationsOf(trace, vmplaces)
    expect(ins).toEqual({ count: 2, sum: 20, squares: 8 })
    expect(out).toEqual({ count: 1, sum: 5, squares: 0 })
    expect(durations).toEqual(ins)
  })

  it("a violation-out that begins during a violation closes it, and is one of its own", () => {
    const trace = traceOf(
      [pm(10, "node0", "violation"), pm(14, "node0", "violation-out"), pm(20, "node0", "normal")],
      50,
    )
    expect(
      violationsOf(trace, vmplaces).episodes.map(({ begin, duration, kind }) => [begin, duration, kind]),
    ).toEqual([
      [10, 4, "in"],
      [14, 6, "out"],
    ])
  })

  it("a violation that is open in the end lasts to the end of the clock, past the horizon", () => {
    expect(violationsOf(traceOf([pm(90, "node0", "violation")], 200), vmplaces).in.sum).toBe(110)
  })

  it("a violation that begins after 3600 s counts, but not in the mean", () => {
    const trace = traceOf(
      [
        pm(3600, "node0", "violation"),
        pm(3610, "node0", "normal"),
        pm(3601, "node1", "violation"),
        pm(3609, "node1", "normal"),
      ],
      4000,
    )
    const { in: ins, durations } = violationsOf(trace, vmplaces)
    expect([ins.count, ins.sum]).toEqual([2, 18])
    expect(durations).toEqual({ count: 1, sum: 10, squares: 0 })
  })

  it.each([
    ["with it", 20, 1],
    ["0.009 s before it", 19.991, 1],
    ["0.02 s before it", 19.98, 0],
    ["0.009 s after it", 20.009, 1],
    ["0.02 s after it", 20.02, 0],
  ])("a violation is detected when a violation-det ends near its end, as one %s", (_, end, detected) => {
    const trace = tableOf([
      ["node0", "PM", "violation-det", 1, 2],
      ["node0", "PM", "violation-det", 12, end - 12],
      ["node0", "PM", "violation", 10, 10],
      ["node0", "PM", "violation-det", 40, 2],
    ])
    expect(violationsOf(trace, vmplaces)).toMatchObject({ detected, hidden: 1 - detected })
  })

  it("a violation-det of another machine detects nothing", () => {
    const trace = tableOf([
      ["node1", "PM", "violation-det", 12, 8],
      ["node0", "PM", "violation", 10, 10],
      ["node1", "PM", "violation-out", 11, 9],
    ])
    const { episodes, detected, hidden } = violationsOf(trace, vmplaces)
    expect(episodes.map((episode) => [episode.entity, episode.kind, episode.detected])).toEqual([
      ["node0", "in", false],
      ["node1", "out", true],
    ])
    expect([detected, hidden]).toEqual([1, 1])
  })

  it("false positives are not known", () => {
    const trace = traceOf(
      [pm(1, "node0", "violation"), noticed(2, "node0"), pm(5, "node0", "normal", "load")],
      9,
    )
    const { falsePositives, episodes } = violationsOf(trace, vmplaces)
    expect(falsePositives).toBeNull()
    expect(episodes[0]!.falsePositive).toBe(false)
  })
})

describe("under the corrected definition", () => {
  it("violations of both kinds count, each up to the horizon", () => {
    const trace = traceOf(
      [
        pm(10, "node0", "violation"),
        pm(20, "node1", "violation-out"),
        pm(24, "node0", "normal", "load"),
        pm(60, "node2", "violation"),
        pm(120, "node2", "normal", "load"),
        pm(130, "node3", "violation"),
      ],
      200,
    )
    const { in: ins, out, durations, episodes } = violationsOf(trace, corrected)
    expect([ins.count, ins.sum]).toEqual([2, 14 + 40])
    expect([out.count, out.sum]).toEqual([1, 80])
    expect([durations.count, durations.sum]).toEqual([3, 14 + 40 + 80])
    expect(episodes.map(({ entity, begin, duration }) => [entity, begin, duration])).toEqual([
      ["node0", 10, 14],
      ["node2", 60, 40],
      ["node1", 20, 80],
    ])
  })

  it("of loads that change on one date, only what they come to together counts", () => {
    const trace = traceOf(
      [
        pm(10, "node0", "violation"),
        pm(10, "node0", "normal", "load"),
        pm(20, "node0", "violation"),
        noticed(22, "node0"),
        pm(30, "node0", "normal", "load"),
        pm(30, "node0", "violation"),
        pm(36, "node0", "normal", "migration"),
      ],
      50,
    )
    const { in: ins, episodes, detected, falsePositives } = violationsOf(trace, corrected)
    expect(episodes.map(({ begin, duration }) => [begin, duration])).toEqual([[20, 16]])
    expect([ins.count, ins.sum, detected, falsePositives]).toEqual([1, 16, 1, 0])
    expect(violationsOf(trace, vmplaces).in.count).toBe(3)
  })

  it("a violation that begins at the horizon does not count", () => {
    expect(violationsOf(traceOf([pm(100, "node0", "violation")], 200), corrected).episodes).toEqual([])
  })

  it("a violation is detected when a scheduler noticed it while it lasted", () => {
    const trace = traceOf(
      [
        pm(10, "node0", "violation"),
        noticed(12, "node0"),
        pm(20, "node0", "normal", "migration"),
        pm(30, "node0", "violation"),
        pm(40, "node0", "normal", "load"),
      ],
      50,
    )
    const { episodes, detected, hidden, falsePositives } = violationsOf(trace, corrected)
    expect(episodes.map((episode) => episode.detected)).toEqual([true, false])
    expect([detected, hidden, falsePositives]).toEqual([1, 1, 0])
  })

  it("a violation that was noticed after the horizon only is hidden", () => {
    const trace = traceOf([pm(90, "node0", "violation"), noticed(101, "node0")], 150)
    expect(violationsOf(trace, corrected)).toMatchObject({ detected: 0, hidden: 1 })
  })

  it.each([
    ["a load change is a false positive", "load", 1],
    ["a migration was treated", "migration", 0],
    ["a suspension is not a false positive", "suspension", 0],
    ["a crash is not a false positive", "crash", 0],
  ])("a violation that was detected and ended by %s", (_, after, falsePositives) => {
    const trace = traceOf(
      [
        pm(1, "node0", "violation"),
        noticed(2, "node0"),
        pm(5, "node0", "normal", after),
        pm(9, "node0", "violation"),
      ],
      20,
    )
    const measured = violationsOf(trace, corrected)
    expect(measured.falsePositives).toBe(falsePositives)
    expect(measured.episodes.map(({ falsePositive }) => falsePositive)).toEqual([falsePositives === 1, false])
  })

  it("a violation that nobody detected is no false positive when a load change ends it", () => {
    const trace = traceOf([pm(1, "node0", "violation"), pm(5, "node0", "normal", "load")], 20)
    expect(violationsOf(trace, corrected).falsePositives).toBe(0)
  })

  it("a violation that lasts beyond the horizon is no false positive, whatever ends it then", () => {
    const trace = traceOf(
      [pm(90, "node0", "violation"), noticed(92, "node0"), pm(105, "node0", "normal", "load")],
      200,
    )
    expect(violationsOf(trace, corrected)).toMatchObject({ detected: 1, falsePositives: 0 })
  })

  it("a normal state that is written once more tells nothing of a violation before it", () => {
    const trace = traceOf(
      [
        pm(1, "node0", "violation"),
        noticed(2, "node0"),
        pm(5, "node0", "normal", "migration"),
        pm(7, "node0", "normal", "load"),
      ],
      20,
    )
    expect(violationsOf(trace, corrected).falsePositives).toBe(0)
  })

  it("machines do not disturb each other", () => {
    const trace = traceOf(
      [
        pm(1, "node0", "violation"),
        pm(2, "node1", "violation-out"),
        noticed(3, "node1"),
        pm(4, "node0", "normal", "load"),
        pm(6, "node1", "normal", "load"),
      ],
      20,
    )
    expect(violationsOf(trace, corrected).episodes).toEqual([
      { entity: "node0", begin: 1, duration: 3, kind: "in", detected: false, falsePositive: false },
      { entity: "node1", begin: 2, duration: 4, kind: "out", detected: true, falsePositive: true },
    ])
  })

  it("two runs together have the violations of both", () => {
    const one = violationsOf(
      traceOf([pm(1, "node0", "violation"), pm(5, "node0", "normal", "load")], 20),
      corrected,
    )
    const two = violationsOf(
      traceOf([pm(1, "node0", "violation-out"), noticed(2, "node0"), pm(11, "node0", "normal", "load")], 20),
      corrected,
    )
    expect(violationsMonoid.concat(one, two)).toEqual({
      in: { count: 1, sum: 4, squares: 0 },
      out: { count: 1, sum: 10, squares: 0 },
      durations: { count: 2, sum: 14, squares: 18 },
      detected: 1,
      hidden: 1,
      falsePositives: 1,
      episodes: [...one.episodes, ...two.episodes],
    })
  })
})

it("a trace without violations has none", () => {
  for (const options of [vmplaces, corrected]) {
    expect(violationsOf(traceOf([pm(0, "node0", "normal")], 20), options)).toMatchObject({
      in: { count: 0, sum: 0, squares: 0 },
      detected: 0,
      hidden: 0,
      episodes: [],
    })
  }
})

it("states of other kinds that are called violation are none", () => {
  expect(violationsOf(tableOf([["vm-1", "SERVICE", "violation", 1, 2]]), vmplaces).episodes).toEqual([])
})

it.each([0, -1, Number.NaN])("a horizon of %d is refused", (until) => {
  expect(() => violationsOf(traceOf([], 1), { definition: "corrected", until })).toThrow(
    `metrics: until is ${until}; expected a number above 0, in seconds`,
  )
})

it("a definition that does not exist is refused", () => {
  const options = { definition: "fair" as "corrected", until: 100 }
  expect(() => violationsOf(traceOf([], 1), options)).toThrow(
    'metrics: definition is "fair"; expected "vmplaces" or "corrected"',
  )
})
