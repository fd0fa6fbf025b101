import { orThrow } from "@placelab/models"
import { expect, it } from "vitest"
import { scenario } from "../../src/scenario/completeScenario.ts"
import type { ProfileName } from "../../src/scenario/scenario.ts"
import { simulate } from "../../src/scenario/simulate.ts"

/*
 * VMPlaceS without a scheduler, seed 23, 1800 s: load events, violations and their seconds. Those of vmplaces-head at 32 and 64
 * machines are of real runs; the others follow from its rules.
 */
const baselines: readonly [ProfileName, number, number, number, number][] = [
  ["vmplaces-head", 32, 1856, 25, 1823.85],
  ["vmplaces-head", 64, 3786, 47, 3885.737],
  ["vmplaces-head", 128, 7608, 114, 7929.453],
  ["vmplaces-2015", 32, 1856, 18, 1292.527],
  ["vmplaces-2015", 64, 3786, 32, 2495.186],
  ["vmplaces-2015", 128, 7608, 80, 5456.054],
]

it.each(baselines)("%s without a scheduler on %i machines", (profile, hosts, events, violations, seconds) => {
  const { trace, injected } = simulate(orThrow(scenario({ profile, hosts, seed: 23 })))
  const found = [...trace.records].filter(({ value }) => value === "violation")
  expect(injected.loads).toBe(events)
  expect(found.length).toBe(violations)
  expect(found.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(seconds, 3)
})
