import { expect, test } from "vitest"
import { RandomStream } from "../../src/index.ts"

const draws = (seed: number, name: string) => {
  const stream = new RandomStream(seed, name)
  return Array.from({ length: 5 }, () => stream.bits())
}

test("a stream depends on seed and name, and on nothing else", () => {
  expect(draws(1, "load")).toEqual(draws(1, "load"))
  expect(draws(1, "load")).not.toEqual(draws(2, "load"))
  expect(draws(1, "load")).not.toEqual(draws(1, "failures"))
})

test("uniform draws fill their interval evenly", () => {
  const stream = new RandomStream(7, "evenness")
  const bins = new Array<number>(10).fill(0)
  for (let i = 0; i < 100_000; i++) bins[Math.floor(stream.uniform(20, 30) - 20)]!++
  // chi-square with 9 degrees of freedom: above 27.9 in one case of a thousand
  expect(bins.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9)
})

test("no two of many seeds and names share a stream", () => {
  const starts = new Set<string>()
  for (let seed = 0; seed < 100; seed++) {
    for (let i = 0; i < 500; i++) starts.add(draws(seed, `vm-${i}`).join())
  }
  expect(starts.size).toBe(50_000)
})

test("things are shuffled into all their orders alike", () => {
  const stream = new RandomStream(3, "shuffles")
  const counts = new Map<string, number>()
  const things = ["a", "b", "c", "d"]
  for (let i = 0; i < 24_000; i++) {
    const order = stream.shuffled(things).join("")
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(things).toEqual(["a", "b", "c", "d"])
  expect(counts.size).toBe(24)
  // chi-square with 23 degrees of freedom: above 49.7 in one case of a thousand
  const square = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)
  expect(square).toBeLessThan(49.7)
})
