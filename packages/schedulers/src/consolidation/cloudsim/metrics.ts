import { deviationOf, meanOf } from "../durations.ts"
import type { Machines } from "./machines.ts"

/**
 * What CloudSim prints of a run, as parts of 1 where it prints percent. Names end in their unit: `_s` seconds, `_kwh` kilowatt hours, none
 * for counts and ratios. Null where there is nothing.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 6.2, and what CloudSim 3.0.3 computes beside.
 */
export interface CloudsimMetrics {
  /** Of all hosts. */
  readonly energy_kwh: number
  /** Migrations begun. */
  readonly migrations: number
  /** SLAV = SLATAH x PDM. */
  readonly slav: number
  /** PDM: what VMs asked for and did not get while they migrated, of all that was asked for. */
  readonly pdm: number
  /** SLATAH: of the time in which hosts were active, that in which VMs got less than they asked for. */
  readonly slatah: number
  /** What VMs asked for and did not get, of all that was asked for. */
  readonly sla_overall: number
  /** The mean missing part, over all times between two dates in which a VM got less than it asked for. */
  readonly sla_average: number
  /** How often a host became idle; one that was never used counts once. */
  readonly shutdowns: number
  /** How long a host was active before it became idle; from 0 on the first time. */
  readonly mean_s_before_shutdown: number | null
  readonly sd_s_before_shutdown: number | null
  /** CloudSim's «time before a VM migration», which is how long a VM was on its way. */
  readonly mean_s_before_migration: number | null
  readonly sd_s_before_migration: number | null
}

/** The metrics at the end of a run. */
export function metricsOf(
  { hostRecord, vmRecord }: Machines,
  joules: number,
  migrations: number,
): CloudsimMetrics {
  hostRecord.finish()
  vmRecord.finish()
  const { activeSeconds, violatedSeconds } = hostRecord
  const slatah = activeSeconds === 0 ? 0 : violatedSeconds / activeSeconds
  const missing = vmRecord.missing()
  const active = hostRecord.activeTimes.byOwner()
  const migrating = vmRecord.migrationTimes.byOwner()
  return {
    energy_kwh: joules / 3.6e6,
    migrations,
    slav: slatah * missing.migrating,
    pdm: missing.migrating,
    slatah,
    sla_overall: missing.overall,
    sla_average: vmRecord.meanMissingPart(),
    shutdowns: active.length,
    mean_s_before_shutdown: meanOf(active),
    sd_s_before_shutdown: deviationOf(active),
    mean_s_before_migration: meanOf(migrating),
    sd_s_before_migration: deviationOf(migrating),
  }
}
