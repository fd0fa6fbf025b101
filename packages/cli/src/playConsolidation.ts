import { mapInWorkers, type WorkerOptions } from "@placelab/core/node"
import { orThrow, type Repair } from "@placelab/models"
import {
  type ConsolidationOutcome,
  type ConsolidationSceneOptions,
  consolidationScenario,
  type RawConsolidationScenario,
  simulateConsolidationScenario,
} from "@placelab/schedulers"

/** Plays one consolidation scenario. A trace that it names has to be given as a workload. Errors: InputError. */
export function playConsolidation(
  raw: RawConsolidationScenario,
  options: ConsolidationSceneOptions = {},
): ConsolidationOutcome {
  return simulateConsolidationScenario(orThrow(consolidationScenario(raw)), options)
}

/** The metrics of a consolidation scenario. */
export type ConsolidationResult = ConsolidationOutcome["metrics"] & {
  /** What was repaired in its trace, if anything was. */
  readonly repairs?: readonly Repair[]
}

/**
 * Plays consolidation scenarios in several threads, which read their traces, and gives their metrics in the order of the scenarios.
 * Rejects with the first error.
 *
 * @example
 * await playConsolidations(["thr", "mad"].map((detector) => ({ profile: "cloudsim", scheduler: { name: "consolidation", detector } })))
 */
export async function playConsolidations(
  scenarios: readonly RawConsolidationScenario[],
  options: WorkerOptions = {},
): Promise<readonly ConsolidationResult[]> {
  const module = new URL("./scenarioWorker.js", import.meta.url).href
  return mapInWorkers({ module, name: "metricsOf" }, scenarios, options)
}
