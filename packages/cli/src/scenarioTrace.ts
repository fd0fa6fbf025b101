import { InputError } from "@placelab/core"
import type { Workload } from "@placelab/models"
import { isSynthetic, type RawTraceSpec } from "@placelab/schedulers"
import { traceDigest } from "./traceDigest.ts"

/** A scenario as far as its trace goes. */
interface OfTrace {
  readonly load?: object
  readonly vms?: number
}

/** The trace that a scenario names, where it names one that has to be read. */
function traceOf({ load }: OfTrace): RawTraceSpec | undefined {
  const { trace, ...rest }: Partial<RawTraceSpec> = load ?? {}
  return trace === undefined || isSynthetic({ trace }) ? undefined : { ...rest, trace }
}

/**
 * The scenario, saying what was in its trace, so that its result belongs to these data and no others. `known` are digests by path, for
 * who asks for many scenarios. Errors: InputError, also where it said so before, and something else is there.
 */
export function withDigest<S extends OfTrace>(scenario: S, known = new Map<string, string>()): S {
  const spec = traceOf(scenario)
  if (spec === undefined) return scenario
  const digest = known.get(spec.trace) ?? traceDigest(spec.trace)
  known.set(spec.trace, digest)
  if (spec.digest !== undefined && spec.digest !== digest) {
    const expected = `${spec.digest}, as load.digest of the scenario says: the trace is another one`
    throw new InputError(spec.trace, "SHA-256", digest, expected)
  }
  return { ...scenario, load: { ...spec, digest } }
}

/** A scenario with the digest of its trace, and what is in it. */
export interface TracedScenario<S> {
  readonly scenario: S
  /** Undefined where the scenario names no trace that has to be read. */
  readonly workload: Workload | undefined
}

/** What this thread has read last: runs of a sweep have their traces in common. */
let last: { readonly key: string; readonly workload: Workload } | undefined

/** Reads the trace of a scenario. What its digest is known of is read once in a row. Rejects with InputError. */
export async function withTrace<S extends OfTrace>(given: S): Promise<TracedScenario<S>> {
  const spec = traceOf(given)
  if (spec === undefined) return { scenario: given, workload: undefined }
  const key = JSON.stringify([spec.trace, spec.order, spec.format, spec.digest, given.vms])
  if (spec.digest !== undefined && last?.key === key) return { scenario: given, workload: last.workload }
  const scenario = withDigest(given)
  // Loaded when it is asked for: its libraries take a while.
  const { readWorkload } = await import("@placelab/models/node")
  const workload = await readWorkload(spec.trace, {
    ...(spec.order && { order: spec.order }),
    ...(spec.format && { format: spec.format }),
    ...(given.vms && { vms: given.vms }),
  })
  if (spec.digest !== undefined) last = { key, workload }
  return { scenario, workload }
}
