import { describe, expect, test } from "vitest"
import { compareMigrations, meanErrors, orThrow, summariseByClass } from "../../src/index.ts"
import { qemuPrecopyTable, readMigrationTable } from "../../src/node/index.ts"

const comparisons = compareMigrations(orThrow(readMigrationTable(qemuPrecopyTable)), "achieved")

describe("the model beside real QEMU migrations, on the bandwidth that they achieved", () => {
  test("is within 1 % of time and bytes on average, for rates up to 0.75 of the bandwidth and a limit of 30 ms", () => {
    const errors = meanErrors(
      comparisons.filter((c) => c.ratio <= 0.75 && c.measured.downtimeLimit === 0.03),
    )!
    expect(errors.count).toBe(12)
    expect(errors.seconds).toBeLessThan(0.01)
    expect(errors.bytes).toBeLessThan(0.01)
  })

  test("predicts for every rate above the bandwidth that it does not converge", () => {
    const above = comparisons.filter((c) => c.ratio > 1)
    expect(above).toHaveLength(7)
    expect(above.filter((c) => c.converges)).toEqual([])
  })

  test("puts every row in one class", () => {
    const classes = summariseByClass(comparisons)
    expect(classes.reduce((sum, c) => sum + c.count, 0)).toBe(comparisons.length)
  })
})
