// The search of Entropy on instances of the published sizes: CPU seconds to check and lay out the problem, to solve it the
// first time, compiler included, and to solve it again.
//
// node bench/entropy.mjs [NAME]
import { orThrow } from "@placelab/models"
import { entropyOptions, entropyProblem, planFaults, solveEntropy } from "@placelab/schedulers"
import { loadIncrease, nodeRepair, vmplaces } from "./entropyInstances.mjs"
import { cpuSeconds } from "./measured.mjs"

const instances = [
  ["vmplaces-128", () => vmplaces(128)],
  ["vmplaces-1024", () => vmplaces(1024)],
  ["vmplaces-10000", () => vmplaces(10_000)],
  ["li-15000", () => loadIncrease(5000, 15_000, 0.7, 1.3)],
  ["li-30000", () => loadIncrease(5000, 30_000, 0.7, 1.3)],
  ["li-15000-full", () => loadIncrease(5000, 15_000, 0.85, 2)],
  ["li-30000-full", () => loadIncrease(5000, 30_000, 0.85, 2)],
  ["nr-15000", () => nodeRepair(5000, 15_000, 0.7)],
  ["nr-30000", () => nodeRepair(5000, 30_000, 0.7)],
  ["nr-15000-full", () => nodeRepair(5000, 15_000, 0.9), { scope: "widening" }],
  ["nr-30000-full", () => nodeRepair(5000, 30_000, 0.9), { scope: "widening" }],
]

for (const [name, instance, options = {}] of instances) {
  if (process.argv[2] !== undefined && process.argv[2] !== name) continue
  const input = instance()
  const checkedOptions = orThrow(entropyOptions(options))
  const start = cpuSeconds()
  const problem = orThrow(entropyProblem(input))
  const checked = cpuSeconds()
  const result = solveEntropy(problem, checkedOptions)
  const solved = cpuSeconds()
  const again = solved - start < 1 ? 10 : 1
  for (let i = 0; i < again; i++) solveEntropy(problem, checkedOptions)
  const solvedAgain = cpuSeconds()
  const load =
    input.vms.reduce((sum, vm) => sum + vm.cpu, 0) / input.hosts.reduce((sum, host) => sum + host.cpu, 0)
  const { status, lowerBound, nodes, openVms, plan } = result
  console.log(
    JSON.stringify({
      name,
      load: Number(load.toFixed(3)),
      status,
      cost: plan?.cost,
      lowerBound,
      actions: plan?.actions.length,
      pools: plan?.actions.reduce((most, { pool }) => Math.max(most, pool + 1), 0),
      openVms,
      nodes,
      faults: plan === undefined ? undefined : planFaults(problem, plan).length,
      inputCpu: Number((checked - start).toFixed(3)),
      solveCpu: Number((solved - checked).toFixed(3)),
      againCpu: Number(((solvedAgain - solved) / again).toFixed(3)),
    }),
  )
}
