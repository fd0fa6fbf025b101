import type { Repair } from "@placelab/models"
import { type AnyScenario, play } from "./play.ts"

/** What threads that play scenarios call: metrics of its kind, what its scheduler has counted, and what was repaired in its trace. */
export async function resultOf(raw: AnyScenario): Promise<object> {
  const { metrics, counts, workload } = await play("scenario", raw)
  return { ...metrics, counts, ...repairsOf(workload?.repairs) }
}

/** The same without counts. */
export async function metricsOf(raw: AnyScenario): Promise<object> {
  const { metrics, workload } = await play("scenario", raw)
  return { ...metrics, ...repairsOf(workload?.repairs) }
}

function repairsOf(repairs: readonly Repair[] = []) {
  return repairs.length > 0 ? { repairs } : {}
}
