import { expect, it } from "vitest"
import { TickedWatch } from "../../src/cluster/tickedWatch.ts"
import { testCluster } from "../support/testCluster.ts"

/** A watch of a switch, and the dates on which it has noticed that it is over. */
function watched(period: number, isOverAtFirst = false) {
  const cluster = testCluster({ loads: [[1]] })
  const { engine } = cluster
  const dates: number[] = []
  const state = { isOver: isOverAtFirst, onNotice: () => {} }
  const notice = () => {
    dates.push(engine.now)
    state.onNotice()
  }
  const watch = new TickedWatch(cluster, period, () => state.isOver, notice)
  return { engine, watch, dates, state }
}

it("a watch looks once a period, whatever the period is", () => {
  // 511 * 1.003 / 1.003 is rounded to less than 511.
  const { engine, dates } = watched(1.003, true)
  engine.run(1800)
  expect(dates.length).toBe(Math.floor(1800 / 1.003))
  dates.forEach((date, i) => {
    expect(date).toBeCloseTo(1.003 * (i + 1), 6)
  })
})

it("nothing happens before somebody wakes it; then the next tick tells, and each one after that until it is not over", () => {
  const { engine, watch, dates, state } = watched(10)
  engine.run(12)
  state.isOver = true
  engine.run(25)
  expect(dates).toEqual([])
  watch.wake()
  watch.wake()
  engine.run(41)
  expect(dates).toEqual([30, 40])
  state.isOver = false
  engine.run(95)
  expect(dates).toEqual([30, 40])
})

it("what is over by the next tick goes unseen, and what comes back is seen when it is woken again", () => {
  const { engine, watch, dates, state } = watched(10)
  engine.run(12)
  state.isOver = true
  watch.wake()
  engine.run(15)
  state.isOver = false
  engine.run(33)
  expect(dates).toEqual([])
  state.isOver = true
  watch.wake()
  engine.run(40)
  expect(dates).toEqual([40])
})

it("a watch that is stopped calls no more, not when its notice stops it either", () => {
  const between = watched(10, true)
  between.engine.run(12)
  between.watch.stop()
  between.watch.wake()
  between.engine.run(50)
  expect(between.dates).toEqual([10])
  const inside = watched(10, true)
  inside.state.onNotice = () => inside.watch.stop()
  inside.engine.run(50)
  expect(inside.dates).toEqual([10])
})

it("a period of 0 is refused", () => {
  expect(() => watched(0)).toThrow("watch: period is 0; expected a number above 0, in seconds")
})
