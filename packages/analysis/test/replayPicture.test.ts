import { describe, expect, it } from "vitest"
import { hostRows, layoutOf, linksOf, rowAt } from "../src/browser/hostRows.ts"
import { eventAfter, eventBefore, eventsOf, overloadCounts } from "../src/browser/replayEvents.ts"
import { speeds, suitableSpeed } from "../src/browser/speeds.ts"
import { timelineHit } from "../src/browser/timelineHit.ts"
import { axisHeight, dateAt, type TimelineView, xOf } from "../src/browser/timelineView.ts"
import { moved, showing, ticksOf, zoomed } from "../src/browser/timeWindow.ts"
import { placementAt, type Replay } from "../src/index.ts"

/** a and b begin on n1; a goes to n2 and back, c comes into the lane that a has left. */
const replay: Replay = {
  hosts: ["n1", "n2", "n3"],
  vms: ["a", "b", "c"],
  residencies: [
    { vm: 0, host: 0, from: 0, to: 20 },
    { vm: 0, host: 1, from: 20, to: 60 },
    { vm: 0, host: 0, from: 60, to: 100 },
    { vm: 1, host: 0, from: 0, to: 100 },
    { vm: 2, host: 0, from: 30, to: 100 },
  ],
  migrations: [
    { vm: 0, from: 0, to: 1, begin: 10, end: 20, ok: true },
    { vm: 1, from: 0, to: 2, begin: 40, end: 45, ok: false },
    { vm: 0, from: 1, to: 0, begin: 50, end: 60, ok: true },
  ],
  violations: [
    { host: 0, from: 5, to: 20.0000000001, detected: 8 },
    { host: 1, from: 5, to: 15 },
  ],
  power: [{ host: 2, state: "off", from: 0, to: 100 }],
  end: 100,
  unplaced: 0,
}
const rows = hostRows(replay)

describe("the rows of machines", () => {
  it("give each VM the first free lane, and say who has come from elsewhere", () => {
    expect(rows.map(({ lanes }) => lanes)).toEqual([3, 1, 1])
    expect(rows[0]!.blocks).toEqual([
      { vm: 0, from: 0, to: 20, lane: 0, hasMoved: false },
      { vm: 1, from: 0, to: 100, lane: 1, hasMoved: false },
      { vm: 2, from: 30, to: 100, lane: 0, hasMoved: false },
      { vm: 0, from: 60, to: 100, lane: 2, hasMoved: false },
    ])
    expect(rows[1]!.blocks).toEqual([{ vm: 0, from: 20, to: 60, lane: 0, hasMoved: true }])
  })

  it("are tied by migrations, from lane to lane where they arrive", () => {
    expect(linksOf(replay, rows).map(({ fromLane, toLane }) => [fromLane, toLane])).toEqual([
      [0, 0],
      [1, undefined],
      [0, 2],
    ])
  })

  it("are as high as there is room for, and found by their place", () => {
    const roomy = layoutOf(rows, 1000)
    // 3 lanes of 18 px with 8 px around them; rows of one lane have 8 + 18 px.
    expect([roomy.lane, ...roomy.tops]).toEqual([18, 0, 62, 88, 114])
    const tight = layoutOf(rows, 10)
    expect([tight.lane, ...tight.tops]).toEqual([5, 0, 23, 45, 67])
    expect([0, 61.9, 62, 87, 88, 500].map((y) => rowAt(roomy, y))).toEqual([0, 0, 1, 1, 2, 2])
  })
})

describe("the window of time", () => {
  it("is zoomed around a date, which stays where it is, and never leaves the run", () => {
    expect(zoomed({ from: 0, to: 100 }, 0.5, 40, 100)).toEqual({ from: 20, to: 70 })
    expect(zoomed({ from: 20, to: 70 }, 10, 40, 100)).toEqual({ from: 0, to: 100 })
    expect(zoomed({ from: 90, to: 100 }, 2, 100, 100)).toEqual({ from: 80, to: 100 })
    const { from, to } = zoomed({ from: 0, to: 100 }, 1e-9, 50, 100)
    expect(to - from).toBeCloseTo(0.05, 12)
  })

  it("follows the cursor just as far as it must", () => {
    const window = { from: 20, to: 40 }
    expect(showing(window, 30, 100)).toBe(window)
    expect(showing(window, 39.5, 100)).toEqual({ from: 34.5, to: 54.5 })
    expect(showing(window, 10, 100)).toEqual({ from: 9, to: 29 })
    expect(showing(window, 100, 100)).toEqual({ from: 80, to: 100 })
    expect(moved(window, -50, 100)).toEqual({ from: 0, to: 20 })
  })

  it("has round dates on its axis", () => {
    expect(ticksOf({ from: 0, to: 1800 }, 7)).toEqual([0, 500, 1000, 1500])
    expect(ticksOf({ from: 12, to: 19 }, 4)).toEqual([12, 14, 16, 18])
    expect(ticksOf({ from: 0.1, to: 0.32 }, 5)).toEqual([
      0.1, 0.15000000000000002, 0.2, 0.25, 0.30000000000000004,
    ])
  })
})

describe("the events of a replay", () => {
  const events = eventsOf(replay)

  it("are each date once, with a machine on which something changes", () => {
    expect(events.map(({ date, host }) => [date, host])).toEqual([
      [0, 0],
      [5, 0],
      [8, 0],
      [10, 0],
      [15, 1],
      [20.0000000001, 0],
      [30, 0],
      [40, 0],
      [45, 2],
      [50, 1],
      [60, 0],
      [100, 0],
    ])
  })

  it("can be stepped through in both directions", () => {
    expect(eventAfter(events, 5)?.date).toBe(8)
    expect(eventAfter(events, 6)?.date).toBe(8)
    expect(eventAfter(events, 100)).toBeUndefined()
    expect(eventBefore(events, 8)?.date).toBe(5)
    expect(eventBefore(events, 0)).toBeUndefined()
  })

  it("add up to the number of overloaded machines", () => {
    expect(overloadCounts(replay)).toEqual([
      { date: 0, count: 0 },
      { date: 5, count: 2 },
      { date: 15, count: 1 },
      { date: 20.0000000001, count: 0 },
    ])
  })
})

it("a replay takes less than a minute at the speed that it begins with, as long as there is one", () => {
  for (const end of [0.5, 10, 100, 600, 1800, 86_400]) {
    expect(end / suitableSpeed(end)).toBeLessThanOrEqual(45)
    expect(speeds).toContain(suitableSpeed(end))
  }
  expect(suitableSpeed(1e9)).toBe(5000)
})

describe("what is under the pointer", () => {
  const view: TimelineView = {
    data: {
      replay,
      rows,
      links: linksOf(replay, rows),
      overloads: [[replay.violations[0]!], [replay.violations[1]!], []],
      power: [[], [], replay.power],
    },
    layout: layoutOf(rows, 1000),
    width: 610,
    height: 200,
    names: 100,
    scrollTop: 0,
    window: { from: 0, to: 100 },
    placement: placementAt(replay, 0),
    vm: undefined,
    marked: undefined,
  }
  const at = (date: number, y: number) => timelineHit(view, [xOf(view, date), axisHeight + y])

  it("is told by VM, overload and power", () => {
    expect(dateAt(view, xOf(view, 12.5))).toBeCloseTo(12.5, 12)
    expect(at(12, 10)).toEqual({
      vm: 0,
      lines: ["a on n1, 0.0 s to 20.0 s", "n1 overloaded, 5.0 s to 20.0 s, noticed at 8.0 s"],
    })
    expect(at(25, 30)).toEqual({ vm: 1, lines: ["b on n1, 0.0 s to 100.0 s"] })
    expect(at(10, 70)).toEqual({ vm: undefined, lines: ["n2 overloaded, 5.0 s to 15.0 s, not noticed"] })
    expect(at(50, 100)).toEqual({ vm: undefined, lines: ["n3 off, 0.0 s to 100.0 s"] })
  })

  it("is nothing beside the rows and between the blocks", () => {
    expect(timelineHit(view, [50, axisHeight + 10])).toBeUndefined()
    expect(timelineHit(view, [200, 5])).toBeUndefined()
    expect(at(25, 10)).toBeUndefined()
    expect(at(50, 150)).toBeUndefined()
  })
})
