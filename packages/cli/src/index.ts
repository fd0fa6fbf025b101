/** What the command line does, for programs and notebooks. */
export { type ConsolidationResult, playConsolidation, playConsolidations } from "./playConsolidation.ts"
export { type PlayedScenario, playScenario, playScenarios, type ScenarioResult } from "./playScenario.ts"
