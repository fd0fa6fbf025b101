import { InputError, type Trace } from "@placelab/core"
import { planetlabTraces, type Workload } from "@placelab/models"
import { workloadOf } from "../../scenario/workloadOf.ts"
import type { CloudsimMetrics } from "../cloudsim/metrics.ts"
import { simulateCloudsim } from "../cloudsim/simulateCloudsim.ts"
import type { ConsolidationMetrics } from "../engine/consolidationMetrics.ts"
import { simulateConsolidation } from "../engine/simulateConsolidation.ts"
import { type CloudsimFleet, planetlabFleet } from "../fleet.ts"
import type { ConsolidationScenario } from "./consolidationScenario.ts"
import { policyOf } from "./policies.ts"

/** What came of a consolidation scenario. */
export interface ConsolidationOutcome {
  readonly scenario: ConsolidationScenario
  /** What was played. */
  readonly workload: Workload
  readonly metrics: CloudsimMetrics | ConsolidationMetrics
  /** Of the profile `consolidation`, closed; the arithmetic of CloudSim leaves none. */
  readonly trace?: Trace
}

/** What one may add. */
export interface ConsolidationSceneOptions {
  /** The trace that `load.trace` of the scenario names; a look-alike needs none. */
  readonly workload?: Workload
  /** Told now and then how far it is, in parts of the run. The arithmetic of CloudSim takes a second, and tells nothing. */
  readonly onProgress?: (part: number) => void
}

/** The VMs of the experiment on 3 March 2011, for look-alikes. */
const vmsOfLookAlike = 1052

/**
 * Plays a consolidation scenario, in the arithmetic that its profile names. Errors: InputError, also where the trace is not there, or
 * has not as many VMs.
 *
 * @example
 * const mad = { name: "consolidation", detector: "mad" } as const
 * simulateConsolidationScenario(orThrow(consolidationScenario({ profile: "cloudsim", scheduler: mad }))).metrics.energy_kwh
 */
export function simulateConsolidationScenario(
  scenario: ConsolidationScenario,
  { workload: given, onProgress }: ConsolidationSceneOptions = {},
): ConsolidationOutcome {
  const { seed, load, vms = vmsOfLookAlike } = scenario
  const workload = workloadOf(load, { vms, seed }, given)
  const fleet = fleetOf(scenario, workload)
  const policy = policyOf(scenario.scheduler, seed)
  const { engine } = scenario
  if (engine === undefined) return { scenario, workload, metrics: simulateCloudsim(fleet, policy) }
  const { memory, ...others } = engine
  const memoryOvercommit = memory === "held" ? 1 : Number.POSITIVE_INFINITY
  const told = onProgress && { onProgress }
  const { metrics, trace } = simulateConsolidation(fleet, policy, { ...others, memoryOvercommit, ...told })
  return { scenario, workload, metrics, trace }
}

function fleetOf({ hosts, vms, load }: ConsolidationScenario, workload: Workload): CloudsimFleet {
  const { length } = workload.vms
  if (vms !== undefined && vms > length)
    throw new InputError("scenario", "vms", vms, `at most ${length}, the VMs of ${load.trace}`)
  return planetlabFleet(planetlabTraces({ ...workload, vms: workload.vms.slice(0, vms) }), hosts)
}
