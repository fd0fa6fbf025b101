import { migrationParameters, orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import { planDuration } from "../../src/index.ts"

const migration = (dirtyRate: number) =>
  orThrow(migrationParameters({ memory: 1e9, bandwidth: 1, dirtyRate }))

test("idle VMs take as long one after the other as all at once", () => {
  expect(planDuration([migration(0), migration(0)], 1e8)).toEqual({ inSequence: 20, atOnce: 20 })
})

test("busy VMs take longer all at once, because their rounds lengthen", () => {
  const { inSequence, atOnce } = planDuration([migration(4e7), migration(4e7)], 1e8)
  // r = 0.4 in sequence, 0.8 at once
  expect(atOnce).toBeGreaterThan(2 * inSequence)
})

test("no migrations take no time", () => {
  expect(planDuration([], 1e8)).toEqual({ inSequence: 0, atOnce: 0 })
})
