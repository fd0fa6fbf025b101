import { expect, test } from "vitest"
import { isConvex, isFlat, isIncreasing } from "../src/index.ts"

const x = Array.from({ length: 47 }, (_, i) => i / 46)

test("a parabola increases and is convex; its mirror, a quarter sine and a straight line are not convex", () => {
  const parabola = x.map((u) => 17.5 + 202 * u ** 2)
  expect([isIncreasing(parabola), isConvex(parabola, 5)]).toEqual([true, true])
  for (const curve of [(u: number) => 17.5 + 202 * (2 * u - u ** 2), Math.sin, (u: number) => 1 - u]) {
    expect(isConvex(x.map(curve), 5)).toBe(false)
  }
  expect(isConvex([0, 1, 2, 3, 4, 5], 5)).toBe(false)
})

test("a convex curve with small steps in it is convex by its parts", () => {
  const stepped = x.map((u, i) => u ** 2 + 0.002 * (i % 2))
  expect(isConvex(stepped, 5)).toBe(true)
  expect(isConvex(stepped, 46)).toBe(false)
})

test("only equal values are flat, and only rising ones increase", () => {
  expect([isFlat([5, 5, 5]), isFlat([5, 5, 5.001]), isIncreasing([1, 2, 2])]).toEqual([true, false, false])
})

test("too few values for the parts are refused", () => {
  expect(() => isConvex([1, 2, 4], 5)).toThrow("isConvex: 3 values, expected more than 5 for 5 parts")
})
