import { describe, expect, test } from "vitest"
import { breakEven, offPeriodEnergy, orThrow, switchingCost } from "../../src/index.ts"

// SimGrid's example of boot and shut-down: 150 s at 120 W, 7 s at 110 W
const cost = orThrow(
  switchingCost({
    idle: 95,
    off: 10,
    bootSeconds: 150,
    bootPower: 120,
    shutdownSeconds: 7,
    shutdownPower: 110,
  }),
)

describe("switching a machine off", () => {
  test("costs its shut-down, its boot, and what it draws in between", () => {
    expect(offPeriodEnergy(cost, 1000)).toBe(7 * 110 + (1000 - 157) * 10 + 150 * 120)
  })

  test("is not possible in less than shut-down and boot", () => {
    expect(offPeriodEnergy(cost, 156)).toBe(Number.POSITIVE_INFINITY)
  })

  test("pays from the break-even time on", () => {
    // (110 x 150 + 100 x 7) / 85
    expect(breakEven(cost)).toBeCloseTo(17_200 / 85, 9)
    expect(offPeriodEnergy(cost, breakEven(cost))).toBeCloseTo(95 * breakEven(cost), 6)
  })

  test("pays as soon as it is possible where boot and shut-down draw no more than idling", () => {
    expect(
      breakEven(orThrow(switchingCost({ idle: 95, off: 10, bootSeconds: 30, shutdownSeconds: 5 }))),
    ).toBe(35)
    expect(breakEven(orThrow(switchingCost({ idle: 95 })))).toBe(0)
  })

  test("never pays where off draws as much as idling, and the boot more", () => {
    const never = orThrow(switchingCost({ idle: 10, off: 10, bootSeconds: 1, bootPower: 20 }))
    expect(breakEven(never)).toBe(Number.POSITIVE_INFINITY)
  })

  test.each([
    [{ idle: -1 }, "switching cost: idle is -1; expected a number of at least 0, in watts"],
    [{ idle: 5, off: 6 }, "switching cost: off is 6; expected no more than idle, 5 W"],
    [
      { idle: 5, bootSeconds: -1 },
      "switching cost: bootSeconds is -1; expected a number of at least 0, in seconds",
    ],
    [
      { idle: 5, shutdownPower: NaN },
      "switching cost: shutdownPower is NaN; expected a number of at least 0, in watts",
    ],
  ])("of %o is refused", (wrong, message) => {
    expect(() => orThrow(switchingCost(wrong))).toThrow(message)
  })
})
