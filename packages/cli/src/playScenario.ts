import { type RunMetrics, runMetrics } from "@placelab/analysis"
import { mapInWorkers, type WorkerOptions } from "@placelab/core/node"
import { orThrow, type Repair } from "@placelab/models"
import {
  type RawScenario,
  type Run,
  type SimulateOptions,
  scenario,
  simulate,
  siteByNode,
} from "@placelab/schedulers"

/** A run, and what it is measured by. */
export interface PlayedScenario {
  readonly run: Run
  /** By the definitions of the scenario's profile. */
  readonly metrics: RunMetrics
}

/**
 * Plays one scenario and measures it: by the definitions of VMPlaceS where its profile is one of VMPlaceS, corrected ones else.
 * Errors: InputError.
 *
 * @example
 * playScenario({ hosts: 64, seed: 7, scheduler: "dvms" }).metrics.violation_s
 */
export function playScenario(raw: RawScenario, options: SimulateOptions = {}): PlayedScenario {
  const run = simulate(orThrow(scenario(raw)), options)
  const { profile, duration } = run.scenario
  const definition = profile === "corrected" ? "corrected" : "vmplaces"
  const metrics = runMetrics(run.trace.records, {
    definition,
    until: duration,
    loadEvents: run.injected.loads,
    siteOf: siteByNode(run.scenario),
  })
  return { run, metrics }
}

/** The metrics of a run, and what its scheduler has counted of its own, such as messages. */
export interface ScenarioResult extends RunMetrics {
  readonly counts: Readonly<Record<string, number>>
  /** What was repaired in its trace, if anything was. */
  readonly repairs?: readonly Repair[]
}

/**
 * Plays scenarios in several threads, and gives their results in the order of the scenarios, which do not depend on the number of
 * threads. Rejects with the first error.
 *
 * @example
 * await playScenarios([1, 2, 3].map((seed) => ({ hosts: 64, seed, scheduler: "dvms" })), { workers: 2 })
 */
export function playScenarios(
  scenarios: readonly RawScenario[],
  options: WorkerOptions = {},
): Promise<readonly ScenarioResult[]> {
  const module = new URL("./scenarioWorker.js", import.meta.url).href
  return mapInWorkers({ module, name: "resultOf" }, scenarios, options)
}
