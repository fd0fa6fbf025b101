import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  cheapestKnownPlan,
  entropyProblem,
  generatedConfiguration,
  planByFirstFitDecreasing,
  planFaults,
} from "../../src/index.ts"

const found = { search: 0, heuristic: 0, "no other plan": 0 }

describe.each([
  [200, 40, 0.5],
  [20, 100, 0.5],
  [20, 100, 0.3],
])("on generated clusters of %i nodes", (nodes, count, busy) => {
  test.each(Array.from({ length: count }, (_, seed) => seed))(
    `Entropy's plan costs no more than the one to the placement of first-fit decreasing, ${busy} busy, seed %i`,
    (seed) => {
      const problem = orThrow(entropyProblem(generatedConfiguration({ seed, nodes, busy })))
      const { plan, by } = cheapestKnownPlan(problem, 20_000)
      expect(planFaults(problem, plan!)).toEqual([])
      found[by]++
      const theirs = planByFirstFitDecreasing(problem)
      if (theirs === undefined) found["no other plan"]++
      else {
        expect(planFaults(problem, theirs)).toEqual([])
        expect(plan!.cost).toBeLessThanOrEqual(theirs.cost)
      }
    },
  )
})

test("the search has found most of them, and a few clusters are too full for it", () => {
  expect(found.search).toBeGreaterThan(200)
  expect(found.heuristic).toBeLessThan(30)
  expect(found["no other plan"]).toBeLessThan(10)
})

test("where the search finds none, the cheaper plan of two heuristics is taken", () => {
  const problem = orThrow(entropyProblem(generatedConfiguration({ seed: 9, nodes: 20 })))
  const { plan, by, nodes } = cheapestKnownPlan(problem, 1000)
  expect([by, nodes >= 1000]).toEqual(["heuristic", true])
  // staying first moves less than putting all anew
  expect(plan!.cost).toBeLessThan(planByFirstFitDecreasing(problem)!.cost)
})

test("a generated cluster is the same whenever it is generated, and others are others", () => {
  const [a, b] = [1, 2].map((seed) => JSON.stringify(generatedConfiguration({ seed, nodes: 20 })))
  expect(JSON.stringify(generatedConfiguration({ seed: 1, nodes: 20 }))).toBe(a)
  expect(b).not.toBe(a)
})

test("it has vjobs that run, sleep and wait, and hosts that are overloaded", () => {
  const { hosts, vms } = generatedConfiguration({ seed: 3 })
  for (const state of ["running", "sleeping", "waiting"])
    expect(vms.filter((vm) => vm.state === state).length).toBeGreaterThan(50)
  const overloaded = hosts.filter(
    ({ name }) => vms.filter((vm) => vm.host === name && vm.state === "running" && vm.cpu === 1).length > 2,
  )
  expect(overloaded.length).toBeGreaterThan(5)
})

test("sizes that are no whole numbers above 0, and a part that is none, are refused", () => {
  expect(() => generatedConfiguration({ seed: 1, busy: Number.NaN })).toThrow(
    "generated configuration: busy is NaN; expected a number from 0 to 1",
  )
  expect(() => generatedConfiguration({ seed: 1, nodes: 0 })).toThrow(
    /^generated configuration: nodes is 0; expected /,
  )
  expect(() => generatedConfiguration({ seed: 1, vjobs: 0.5 })).toThrow(
    /^generated configuration: vjobs is 0.5; expected /,
  )
})
