import type { SimulateOptions } from "@placelab/schedulers"
import { namingFile } from "./namingFile.ts"
import { type PlayedScenario, playScenario } from "./playScenario.ts"
import { type Overrides, readScenario } from "./scenarioFile.ts"

/** Plays the scenario of a JSON file. Errors: as `simulate`; an InputError names the file. */
export function playScenarioFile(
  file: string,
  overrides: Overrides,
  options: SimulateOptions = {},
): PlayedScenario {
  const scenario = readScenario(file, overrides)
  return namingFile(file, () => playScenario(scenario, options))
}
