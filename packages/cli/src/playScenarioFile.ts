import { InputError } from "@placelab/core"
import type { SimulateOptions } from "@placelab/schedulers"
import { type PlayedScenario, playScenario } from "./playScenario.ts"
import { type Overrides, readScenario } from "./scenarioFile.ts"

/** Plays the scenario of a JSON file. Errors: as `simulate`; an InputError names the file. */
export function playScenarioFile(
  file: string,
  overrides: Overrides,
  options: SimulateOptions = {},
): PlayedScenario {
  const scenario = readScenario(file, overrides)
  try {
    return playScenario(scenario, options)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { where, what, value, expected } = error
    throw new InputError(where === "scenario" ? file : `${file}: ${where}`, what, value, expected)
  }
}
