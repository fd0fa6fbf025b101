import { InputError, type Seconds, unknownName } from "@placelab/core"
import {
  bitbrainsProfile,
  planetlabProfile,
  synthesise,
  type Workload,
  type WorkloadProfile,
} from "@placelab/models"
import type { TraceSpec } from "./traceSpec.ts"

/** Look-alikes that can be asked for by name. */
const lookAlikes: Readonly<Record<string, WorkloadProfile>> = {
  planetlab: planetlabProfile,
  bitbrains: bitbrainsProfile,
}

const prefix = "synthetic:"

/** Whether the trace is a look-alike that is made up, and nothing has to be read. */
export function isSynthetic({ trace }: Pick<TraceSpec, "trace">): boolean {
  return trace.startsWith(prefix)
}

/** What is played. */
export interface Wanted {
  /** VMs of a look-alike. */
  readonly vms: number
  readonly seed: number
  readonly duration?: Seconds
}

/**
 * The workload that a trace stands for: a look-alike is made up, anything else is `given`, which somebody has read. Errors: InputError,
 * also where nobody has.
 */
export function workloadOf(spec: TraceSpec, wanted: Wanted, given: Workload | undefined): Workload {
  const { trace } = spec
  if (isSynthetic(spec)) {
    const name = trace.slice(prefix.length)
    if (!Object.hasOwn(lookAlikes, name))
      throw unknownName(
        "scenario",
        "load.trace",
        trace,
        Object.keys(lookAlikes).map((each) => prefix + each),
      )
    return synthesise(lookAlikes[name]!, wanted)
  }
  if (given !== undefined) return given
  const expected = "its workload beside the scenario, as readWorkload of @placelab/models/node reads it"
  throw new InputError("scenario", "load.trace", trace, expected)
}
