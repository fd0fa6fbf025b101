/*
 * The consolidation experiment as plain data, beside the scenarios of clusters: machines and VMs are those of the experiment, so what is
 * left to say is whose load it is, who decides, and in which arithmetic.
 */
import { InputError, nonNegative, positiveInteger, type Seconds, unknownName } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { completeTrace, type TraceSpec } from "../../scenario/traceSpec.ts"
import { type ConsolidationSpec, completePolicy, type RawConsolidationSpec } from "./policies.ts"

/**
 * - `cloudsim`: as CloudSim 3.0.3 computes, to the last digit that it prints; see `simulateCloudsim`.
 * - `consolidation`: the same machines, VMs and policies on the engine; see `simulateConsolidation`.
 */
export type ConsolidationProfileName = "cloudsim" | "consolidation"

/** The names of {@link ConsolidationProfileName}. */
export const consolidationProfiles: readonly ConsolidationProfileName[] = ["cloudsim", "consolidation"]

/** What is real on the engine and has no word in CloudSim; see `ConsolidationOptions`. */
export interface EngineSpec {
  /** What a VM with a whole core makes dirty a second, in parts of the speed of a migration. */
  readonly updateIntensity: number
  /** Whether VMs hold their memory; in CloudSim they do not, once loads have begun. */
  readonly memory: "held" | "ignored"
  readonly bootSeconds: Seconds
  readonly shutdownSeconds: Seconds
}

/** Everything. Made by {@link consolidationScenario}. */
export interface ConsolidationScenario {
  readonly profile: ConsolidationProfileName
  /** For random selections, and look-alikes of traces. */
  readonly seed: number
  /** Machines of two kinds, in turn. */
  readonly hosts: number
  /** VMs; of a trace the first ones. Undefined: all of it. */
  readonly vms?: number
  readonly load: TraceSpec
  readonly scheduler: ConsolidationSpec
  /** Of the profile `consolidation` only. */
  readonly engine?: EngineSpec
}

/** A scenario as it is written: what is not said is as in the experiment, with 1,052 VMs of a synthetic day. */
export type RawConsolidationScenario = Pick<ConsolidationScenario, "profile"> &
  Partial<Omit<ConsolidationScenario, "load" | "scheduler" | "engine">> & {
    readonly load?: Partial<TraceSpec>
    readonly engine?: Partial<EngineSpec>
    /** Its name, or an object with its name and what shall be otherwise. Default "consolidation". */
    readonly scheduler?: string | RawConsolidationSpec
  }

/** Whether a scenario is one of consolidation. */
export function isConsolidation<T extends { readonly profile?: string }>(
  scenario: T,
): scenario is T & { readonly profile: ConsolidationProfileName } {
  return consolidationProfiles.some((each) => each === scenario.profile)
}

/**
 * Fills in what a scenario leaves out, and checks it. Left: InputError.
 *
 * @example
 * consolidationScenario({ profile: "cloudsim", scheduler: { name: "consolidation", detector: "mad" } })
 */
export function consolidationScenario(
  raw: RawConsolidationScenario,
): Either<InputError, ConsolidationScenario> {
  return checked(() => {
    const { profile, seed = 1, hosts = 800, vms, load } = raw
    if (!isConsolidation(raw)) throw unknownName(where, "profile", profile, consolidationProfiles)
    if (!Number.isSafeInteger(seed))
      throw new InputError(where, "seed", seed, "a whole number between -2^53 and 2^53")
    positiveInteger(where, "hosts", hosts)
    if (vms !== undefined) positiveInteger(where, "vms", vms)
    if (profile === "cloudsim" && raw.engine !== undefined)
      throw new InputError(where, "engine", raw.engine, "nothing, or the profile consolidation")
    const scheduler = completePolicy(raw.scheduler ?? "consolidation")
    return {
      profile,
      seed,
      hosts,
      ...(vms !== undefined && { vms }),
      load: completeTrace({ trace: "synthetic:planetlab", ...load }),
      scheduler,
      ...(profile === "consolidation" && { engine: completeEngine(raw.engine) }),
    }
  })
}

function completeEngine(given: Partial<EngineSpec> = {}): EngineSpec {
  const { updateIntensity = 0.45, memory = "held", bootSeconds = 0, shutdownSeconds = 0 } = given
  nonNegative(where, "engine.updateIntensity", updateIntensity, "parts of the speed of a migration")
  if (memory !== "held" && memory !== "ignored")
    throw unknownName(where, "engine.memory", memory, ["held", "ignored"])
  nonNegative(where, "engine.bootSeconds", bootSeconds, "seconds")
  nonNegative(where, "engine.shutdownSeconds", shutdownSeconds, "seconds")
  return { updateIntensity, memory, bootSeconds, shutdownSeconds }
}

const where = "scenario"
