import { describe, expect, test } from "vitest"
import { Calendar } from "../../src/engine/calendar.ts"
import { Dates } from "../../src/engine/dates.ts"
import { RandomStream } from "../../src/index.ts"

describe("dates", () => {
  test("have no least one as long as there are none", () => {
    const dates = new Dates()
    expect(dates.least).toBe(Number.POSITIVE_INFINITY)
    expect(dates.take(1e300)).toEqual([])
  })

  test("are taken up to a date, by slot, and the rest stays", () => {
    const dates = new Dates()
    for (const [slot, date] of [3, 1, 2, 4].entries()) dates.set(slot, date)
    expect(dates.take(3)).toEqual([0, 1, 2])
    expect(dates.least).toBe(4)
    expect(dates.get(0)).toBe(Number.POSITIVE_INFINITY)
  })

  test.each(Array.from({ length: 30 }, (_, seed) => seed))(
    "that are set, moved and taken away at random agree with sorting, seed %i",
    (seed) => {
      const random = new RandomStream(seed, "dates fuzz")
      const dates = new Dates()
      const expected = new Map<number, number>()
      const slots = 1 + random.below(2000)
      for (let i = 0; i < 1000; i++) {
        const slot = random.below(slots)
        const isGone = random.below(4) === 0
        const date = isGone ? Number.POSITIVE_INFINITY : random.below(50)
        dates.set(slot, date)
        if (isGone) expected.delete(slot)
        else expected.set(slot, date)
        if (random.below(5) === 0) expect(dates.least).toBe(Math.min(...expected.values()))
        if (random.below(40) === 0) {
          const last = random.below(20)
          const due = [...expected].filter(([, each]) => each <= last).map(([each]) => each)
          expect(dates.take(last)).toEqual(due.sort((a, b) => a - b))
          for (const each of due) expected.delete(each)
        }
      }
      for (const [slot, date] of expected) expect(dates.get(slot)).toBe(date)
    },
  )
})

describe("a calendar", () => {
  test("gives what is due, and counts what is to come", () => {
    const calendar = new Calendar<string>()
    calendar.schedule(2, "late")
    calendar.schedule(1, "early")
    const due: string[] = []
    calendar.take(1, due)
    expect(due).toEqual(["early"])
    expect([calendar.size, calendar.nextDate]).toEqual([1, 2])
  })

  test("lets an entry have another date, also when its date has come", () => {
    const calendar = new Calendar<string>()
    const slot = calendar.schedule(1, "again")
    calendar.move(slot, 3)
    const due: string[] = []
    calendar.take(2, due)
    expect(due).toEqual([])
    calendar.take(3, due)
    calendar.move(slot, 4)
    expect([due, calendar.size, calendar.nextDate]).toEqual([["again"], 1, 4])
  })

  test("gives the slot of a cancelled entry out again, due or not", () => {
    const calendar = new Calendar<string>()
    const slots = [1, 2].map((date) => calendar.schedule(date, `at ${date}`))
    calendar.take(1, [])
    for (const slot of slots) calendar.cancel(slot)
    expect([calendar.size, calendar.nextDate]).toEqual([0, Number.POSITIVE_INFINITY])
    expect([calendar.schedule(5, "a"), calendar.schedule(6, "b")].sort()).toEqual([0, 1])
  })
})
