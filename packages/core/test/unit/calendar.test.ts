import { expect, test } from "vitest"
import { Calendar } from "../../src/engine/calendar.ts"
import { RandomStream } from "../../src/index.ts"

test("entries come out by date, then order of scheduling", () => {
  const calendar = new Calendar<string>()
  calendar.schedule(2, "late")
  calendar.schedule(1, "first")
  calendar.schedule(1, "second")
  const out: string[] = []
  while (!calendar.isEmpty) out.push(calendar.pop())
  expect(out).toEqual(["first", "second", "late"])
})

test.each(Array.from({ length: 30 }, (_, seed) => seed))(
  "random entries, moves and cancels agree with sorting, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "calendar fuzz")
    const calendar = new Calendar<number>()
    const expected = new Map<number, { slot: number; date: number }>()
    for (let i = 0; i < 300; i++) {
      const known = [...expected.keys()]
      const some = known[random.below(known.length || 1)]
      const date = random.uniform()
      if (some === undefined || random.below(3) === 0) {
        expected.set(i, { slot: calendar.schedule(date, i), date })
      } else if (random.below(2) === 0) {
        calendar.move(expected.get(some)!.slot, date)
        expected.set(some, { ...expected.get(some)!, date })
      } else {
        calendar.cancel(expected.get(some)!.slot)
        expected.delete(some)
      }
    }
    const sorted = [...expected].sort(([, x], [, y]) => x.date - y.date).map(([what]) => what)
    const out: number[] = []
    while (!calendar.isEmpty) out.push(calendar.pop())
    expect(out).toEqual(sorted)
  },
)
