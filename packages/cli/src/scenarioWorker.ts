import { type AnyScenario, play } from "./play.ts"

/** What threads that play scenarios call: metrics of its kind, and what its scheduler has counted. */
export async function resultOf(raw: AnyScenario): Promise<object> {
  const { metrics, counts } = await play("scenario", raw)
  return { ...metrics, counts }
}

/** The metrics alone. */
export async function metricsOf(raw: AnyScenario): Promise<object> {
  return (await play("scenario", raw)).metrics
}
