import type { RawScenario } from "@placelab/schedulers"
import { playScenario, type ScenarioResult } from "./playScenario.ts"

/** What threads of `playScenarios` call. */
export function resultOf(raw: RawScenario): ScenarioResult {
  const { run, metrics } = playScenario(raw)
  return { ...metrics, counts: run.counts }
}
