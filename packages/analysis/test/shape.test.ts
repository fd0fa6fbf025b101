import { expect, test } from "vitest"
import { isConvex, isFlat, isIncreasing } from "../src/statistics/shape.ts"

test("a parabola increases and is convex, its square root is not convex, a constant is flat", () => {
  const x = [1, 2, 3, 4, 5, 6]
  expect(isIncreasing(x.map((v) => v ** 2))).toBe(true)
  expect(isConvex(x.map((v) => v ** 2))).toBe(true)
  expect(isConvex(x.map(Math.sqrt))).toBe(false)
  expect(isIncreasing([1, 2, 2])).toBe(false)
  expect(isFlat([5, 5, 5])).toBe(true)
  expect(isFlat([5, 5, 5.001])).toBe(false)
})

test("a tolerance forgives a bump of its size and no more", () => {
  expect(isConvex([1, 1.01, 1])).toBe(false)
  expect(isConvex([1, 1.01, 1], 0.011)).toBe(true)
  expect(isConvex([1, 1.02, 1], 0.011)).toBe(false)
})
