import { mean, meanInterval } from "@placelab/analysis"
import type { SweepRow } from "@placelab/core"
import { combinationsOf, combinationTable, type Estimate, numbersOf } from "./combinationTable.ts"
import type { SweepPlan } from "./planSweep.ts"

/**
 * The means of the main metrics for each combination of axes, with half the width of their 95 % confidence intervals over seeds;
 * a dash where a run has no such value, or there is one run only. `results` are by hash of runs.
 */
export function summaryTable(plan: SweepPlan, results: ReadonlyMap<string, SweepRow>): string {
  return combinationTable(plan.axes, combinationsOf(plan, results), (combination, metric) =>
    estimateOf(numbersOf(combination, metric)),
  )
}

function estimateOf(numbers: readonly number[] | undefined): Estimate | undefined {
  if (numbers === undefined) return undefined
  if (numbers.length < 2) return { mean: mean(numbers) }
  const interval = meanInterval(numbers)
  return { mean: interval.mean, half: interval.upper - interval.mean }
}
