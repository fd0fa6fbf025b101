// Entropy under thousands of constraints, in the shape of BtrPlace's instances: CPU seconds to check and lay out the problem,
// and to solve it in repair mode the first time, compiler included; and what continuous readings cost.
//
// node bench/constraints.mjs [NAME]
import { orThrow } from "@placelab/models"
import { constraintOf, entropyOptions, entropyProblem, planFaults, solveEntropy } from "@placelab/schedulers"
import { constrained, loadIncrease, nodeRepair } from "./entropyInstances.mjs"
import { cpuSeconds } from "./measured.mjs"

const instances = [
  ["li-15000", () => loadIncrease(5000, 15_000, 0.7, 1.3), 2500, 5500],
  ["li-30000", () => loadIncrease(5000, 30_000, 0.7, 1.3), 3500, 7500],
  ["nr-15000", () => nodeRepair(5000, 15_000, 0.7), 2500, 5500],
  ["nr-30000", () => nodeRepair(5000, 30_000, 0.7), 3500, 7500],
]

for (const [name, instance, spreads, fences] of instances) {
  if (process.argv[2] !== undefined && process.argv[2] !== name) continue
  for (const reading of ["discrete", "continuous"]) {
    const { hosts, vms, statements } = constrained(
      instance(),
      spreads,
      fences,
      reading === "discrete" ? 50 : Infinity,
    )
    const read = reading === "discrete" ? {} : { continuous: true }
    const constraints = statements.map((statement) => constraintOf({ ...statement, ...read }))
    const start = cpuSeconds()
    const problem = orThrow(entropyProblem({ hosts, vms, constraints }))
    const checked = cpuSeconds()
    const { status, lowerBound, nodes, openVms, plan } = solveEntropy(problem, orThrow(entropyOptions({})))
    const solved = cpuSeconds()
    console.log(
      JSON.stringify({
        name,
        reading,
        constraints: constraints.length,
        status,
        cost: plan?.cost,
        lowerBound,
        actions: plan?.actions.length,
        openVms,
        nodes,
        faults: plan === undefined ? undefined : planFaults(problem, plan).length,
        inputCpu: Number((checked - start).toFixed(3)),
        solveCpu: Number((solved - checked).toFixed(3)),
      }),
    )
  }
}
