import type { TraceTable } from "@placelab/core"
import type { Workload } from "@placelab/models"
import {
  isConsolidation,
  type RawConsolidationScenario,
  type RawScenario,
  type SimulateOptions,
} from "@placelab/schedulers"
import { namingFile } from "./namingFile.ts"
import { playConsolidation } from "./playConsolidation.ts"
import { playScenario } from "./playScenario.ts"
import { withTrace } from "./scenarioTrace.ts"

/** A scenario of any kind. */
export type AnyScenario = RawScenario | RawConsolidationScenario

/** What came of a scenario, whatever its kind. */
export interface Outcome {
  /** All of it, as a document. */
  readonly scenario: object
  readonly metrics: object
  /** What its scheduler has counted of its own. */
  readonly counts: Readonly<Record<string, number>>
  /** What was played, where loads are of a trace. */
  readonly workload: Workload | undefined
  readonly records: TraceTable | undefined
}

/** Reads the trace of a scenario, if it names one, and plays it. `file` names the scenario in errors. Rejects with InputError. */
export async function play(
  file: string,
  given: AnyScenario,
  options: SimulateOptions = {},
): Promise<Outcome> {
  const { scenario: raw, workload } = await withTrace(given)
  const played = { ...options, ...(workload && { workload }) }
  return namingFile(file, () =>
    isConsolidation(raw) ? ofConsolidation(raw, played) : ofCluster(raw, played),
  )
}

function ofCluster(raw: RawScenario, options: SimulateOptions): Outcome {
  const { run, metrics } = playScenario(raw, options)
  const { serviceNodes: _, ...scenario } = run.scenario
  return { scenario, metrics, counts: run.counts, workload: run.workload, records: run.trace.records }
}

function ofConsolidation(raw: RawConsolidationScenario, options: SimulateOptions): Outcome {
  const { scenario, metrics, workload, trace } = playConsolidation(raw, options)
  return { scenario, metrics, counts: {}, workload, records: trace?.records }
}
