import { mebibytes } from "@placelab/core"
import { orThrow, type VmplacesSetting, vmplacesSetting } from "@placelab/models"
import type { Scenario } from "./scenario.ts"
import { lawOf } from "./traceSpec.ts"

/** The same in the units of VMPlaceS. Errors: InputError where loads are of a trace. */
export function vmplacesSettingOf(scenario: Scenario): VmplacesSetting {
  const { hosts, vms, serviceNodes, seed, duration, host, vm, failures, suspensions, profile } = scenario
  const load = lawOf(scenario.load)
  return orThrow(
    vmplacesSetting({
      pms: hosts,
      vms,
      serviceNodes,
      seed,
      duration,
      loadPeriod: load.period,
      loadMean: percent(load.mean),
      loadDeviation: percent(load.deviation),
      slots: load.slots,
      capacity: percent(host.capacity),
      memory: host.memory / mebibytes(1),
      vmMemory: vm.memory / mebibytes(1),
      classes: vm.classes.length,
      placesByLoad: profile === "vmplaces-head",
      crashPeriod: failures.meanTimeToFailure,
      crashDuration: failures.downtime,
      leaderCrashPeriod: failures.leaderPeriod,
      // Without it VMPlaceS has no such crashes; they are not asked for then.
      ...(failures.managerPeriod > 0 ? { managerCrashPeriod: failures.managerPeriod } : {}),
      ...(suspensions.period < Number.POSITIVE_INFINITY ? { suspendPeriod: suspensions.period } : {}),
    }),
  )
}

/** Of a core; 0.6 is 60, not 60.00000000000001. */
function percent(cores: number): number {
  return Math.round(cores * 1e11) / 1e9
}
