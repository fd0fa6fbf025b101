import { InputError, type Seconds, unknownName } from "@placelab/core"
import {
  bitbrainsProfile,
  planetlabProfile,
  synthesise,
  type Workload,
  type WorkloadProfile,
} from "@placelab/models"
import { isSynthetic, lookAlikeOf, type TraceSpec } from "./traceSpec.ts"

/** Look-alikes that can be asked for by name. */
const lookAlikes: Readonly<Record<string, WorkloadProfile>> = {
  planetlab: planetlabProfile,
  bitbrains: bitbrainsProfile,
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
 * also where nobody has, and where shares are not of what VMs have: a VM here does not know how large the machine is that they are of.
 */
export function workloadOf(spec: TraceSpec, wanted: Wanted, given: Workload | undefined): Workload {
  const { trace } = spec
  if (isSynthetic(spec)) {
    const name = lookAlikeOf(spec)
    if (!Object.hasOwn(lookAlikes, name))
      throw unknownName(
        "scenario",
        "load.trace",
        trace,
        Object.keys(lookAlikes).map((each) => `synthetic:${each}`),
      )
    return synthesise(lookAlikes[name]!, wanted)
  }
  if (given?.shareOf === "itself") return given
  if (given !== undefined)
    throw new InputError(
      "scenario",
      "load.trace",
      trace,
      `shares of the VMs themselves, not of ${given.shareOf}`,
    )
  const expected = "its workload beside the scenario, as readWorkload of @placelab/models/node reads it"
  throw new InputError("scenario", "load.trace", trace, expected)
}
