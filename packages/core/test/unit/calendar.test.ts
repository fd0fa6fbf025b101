import { expect, test } from "vitest"
import { Calendar } from "../../src/engine/calendar.ts"
import { RandomStream } from "../../src/index.ts"

/** All that is left, date by date. */
function drained<T>(calendar: Calendar<T>): T[] {
  const out: T[] = []
  while (calendar.size > 0) calendar.take(calendar.nextDate, out)
  return out
}

test("entries come out by date, then order of scheduling", () => {
  const calendar = new Calendar<string>()
  calendar.schedule(2, "late")
  calendar.schedule(1, "first")
  calendar.schedule(1, "second")
  expect(drained(calendar)).toEqual(["first", "second", "late"])
})

test("what is taken up to a date comes in the order of scheduling, and the rest stays", () => {
  const calendar = new Calendar<string>()
  for (const date of [3, 1, 2, 4]) calendar.schedule(date, `at ${date}`)
  const taken: string[] = []
  calendar.take(3, taken)
  expect(taken).toEqual(["at 3", "at 1", "at 2"])
  expect([calendar.size, calendar.nextDate]).toEqual([1, 4])
})

test("an empty calendar has no next date, and gives nothing", () => {
  const calendar = new Calendar<string>()
  const taken: string[] = []
  calendar.take(Number.POSITIVE_INFINITY, taken)
  expect([calendar.nextDate, taken]).toEqual([Number.POSITIVE_INFINITY, []])
})

test.each(Array.from({ length: 30 }, (_, seed) => seed))(
  "random entries, moves and cancels agree with sorting, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "calendar fuzz")
    const calendar = new Calendar<number>()
    // In the order of their last scheduling; few dates, so that many are equal.
    const expected = new Map<number, { slot: number; date: number }>()
    for (let i = 0; i < 1000; i++) {
      const known = [...expected.keys()]
      const some = known[random.below(known.length || 1)]
      const date = random.below(50)
      if (some === undefined || random.below(3) > 0) {
        expected.set(i, { slot: calendar.schedule(date, i), date })
      } else {
        const { slot } = expected.get(some)!
        expected.delete(some)
        if (random.below(2) === 0) calendar.cancel(slot)
        else {
          calendar.move(slot, date)
          expected.set(some, { slot, date })
        }
      }
      if (random.below(10) === 0) {
        const least = Math.min(...[...expected.values()].map((entry) => entry.date))
        expect(calendar.nextDate).toBe(least)
      }
    }
    const sorted = [...expected].sort(([, x], [, y]) => x.date - y.date).map(([what]) => what)
    expect(drained(calendar)).toEqual(sorted)
  },
)
