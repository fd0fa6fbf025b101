import { orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import {
  cheapestPlansByBruteForce,
  entropyOptions,
  entropyProblem,
  planFaults,
  solveEntropy,
} from "../../src/index.ts"
import { drawInstance } from "./entropyInstances.ts"

const sizes = { hosts: [2, 3], vms: [3, 5], cpu: 3, oneInOtherState: 5 } as const

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  "no plan is cheaper than the one found, seed %i",
  (seed) => {
    const input = drawInstance(seed, sizes)
    const expected = cheapestPlansByBruteForce(input)
    const problem = orThrow(entropyProblem(input))
    const result = solveEntropy(problem, orThrow(entropyOptions({ scope: "all" })))
    if (!("plan" in result)) {
      expect({ seed, status: result.status, ...expected }).toEqual({
        seed,
        status: expected.viable ? "unknown" : "infeasible",
        plain: Infinity,
        any: Infinity,
        viable: expected.viable,
      })
      return
    }
    expect(planFaults(problem, result.plan)).toEqual([])
    expect({ seed, cost: result.plan.cost, status: result.status }).toEqual({
      seed,
      cost: expected.plain,
      status: "optimal",
    })
    expect(result.plan.cost).toBe(expected.any)
  },
)
