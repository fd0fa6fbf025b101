/*
 * Solver against checker, and against all that can be reached: 500 tiny clusters for every constraint and reading.
 */
import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import { entropyOptions, entropyProblem, planFaults, solveEntropy } from "../../src/index.ts"
import {
  drawConstrained,
  faultsInAnyOrder,
  hasPlan,
  type Kind,
  leastCost,
  ofOneReading,
  readings,
} from "./constraintInstances.ts"

const seeds = 500
const options = orThrow(entropyOptions({ scope: "all", limit: 20_000 }))

/** How many have a plan, are proved to have none, and have one that was not found. */
function play(kindsOf: (seed: number) => readonly Kind[]) {
  let [found, infeasible, missed] = [0, 0, 0]
  for (let seed = 0; seed < seeds; seed++) {
    const input = drawConstrained(kindsOf(seed), seed)
    const problem = orThrow(entropyProblem(input))
    const result = solveEntropy(problem, options)
    if ("plan" in result) {
      found++
      expect({ seed, faults: planFaults(problem, result.plan) }).toEqual({ seed, faults: [] })
      // Who goes by dependencies alone keeps to the pools of hosts that are switched.
      const free = result.plan.switches === undefined
      const faults = free ? faultsInAnyOrder(input, result.plan, seed) : []
      expect({ seed, faults }).toEqual({ seed, faults: [] })
    } else if (result.status === "infeasible") {
      infeasible++
      expect({ seed, hasPlan: hasPlan(input, false) }).toEqual({ seed, hasPlan: false })
    } else if (hasPlan(input, true)) missed++
  }
  return { found, infeasible, missed }
}

test.each([...readings, ...ofOneReading])(
  `${seeds} clusters with a constraint "%s", %s: every plan passes its check, and what is called infeasible has none`,
  (...kind) => {
    const { found, infeasible, missed } = play(() => [kind])
    expect(found).toBeGreaterThan(100)
    expect(infeasible).toBeGreaterThan(5)
    expect(missed).toBeLessThan(3)
  },
)

test(`${seeds} clusters with two to four constraints of any kind: plans pass, and what is called infeasible has none`, () => {
  const all = [...readings, ...ofOneReading]
  const { found, infeasible, missed } = play((seed) => {
    const random = new RandomStream(seed, "kinds")
    return Array.from({ length: 2 + random.below(3) }, () => all[random.below(all.length)]!)
  })
  expect(found).toBeGreaterThan(100)
  expect(infeasible).toBeGreaterThan(100)
  expect(missed).toBeLessThan(5)
})

test.each([...readings, ...ofOneReading].filter(([, reading]) => reading === "discrete"))(
  `100 clusters with a constraint "%s", %s: all at once, the cheapest plan costs what the best of all placements does`,
  (...kind) => {
    const atOnce = orThrow(entropyOptions({ scope: "all", sequencing: "atOnce", limit: 20_000 }))
    for (let seed = 0; seed < 100; seed++) {
      const input = drawConstrained([kind], seed)
      const result = solveEntropy(orThrow(entropyProblem(input)), atOnce)
      const cost = "plan" in result ? result.plan.cost : Infinity
      const status = cost === Infinity ? "infeasible" : "optimal"
      expect({ seed, cost, status: result.status }).toEqual({ seed, cost: leastCost(input), status })
    }
  },
)
