import { deviationOf, meanOf } from "../durations.ts"
import type { ServiceBook } from "./serviceBook.ts"

/**
 * What {@link simulateConsolidation} measures of a run. Names are those of {@link CloudsimMetrics} where they mean the same, and end in
 * their unit: `_s` seconds, `_kwh` kilowatt hours, `_bytes`, none for counts and ratios of 1. Null where there is nothing. All are exact
 * integrals and counts from the first tick to the end of the run.
 *
 * Left out: `sla_average`, which is a mean over times between ticks. Who wants it by time has `sla_overall`.
 */
export interface ConsolidationMetrics {
  /** Of all hosts. */
  readonly energy_kwh: number
  /** Moves decided; of two moves of one VM in one round only the last is one. */
  readonly migrations: number
  /** Moves that came to nothing. Those that the end of the run cut are not among them. */
  readonly migrations_failed: number
  /** Of those that succeeded, from the begin to the end of sending. */
  readonly migration_mean_s: number | null
  readonly migration_max_s: number | null
  /** The most that were under way at once. */
  readonly migrations_at_once: number
  /** For which VMs stood still because they migrated, summed. */
  readonly downtime_s: number
  /** Sent by migrations that are over. */
  readonly moved_bytes: number
  /** The part of these that was sent again, because it had become dirty. */
  readonly resent_share: number | null
  /** SLAV = SLATAH x PDM. */
  readonly slav: number
  /** PDM: what VMs asked for and did not get while they migrated, for whatever reason, of all that was asked for. */
  readonly pdm: number
  /**
   * SLATAH: of the time in which hosts were active, that in which VMs got less than they asked for: because all together asked for more
   * than the host has, one for more than a core has, or one stood still at the end of its migration.
   */
  readonly slatah: number
  /** What VMs asked for and did not get, of all that was asked for. */
  readonly sla_overall: number
  /** How often a host ran out of VMs, and expected none. Hosts that were never used are not counted; CloudSim counts each once. */
  readonly shutdowns: number
  /** How long a host was active before that. */
  readonly mean_s_before_shutdown: number | null
  readonly sd_s_before_shutdown: number | null
}

/** The metrics at the end of a run. */
export function consolidationMetrics(service: ServiceBook, joules: number): ConsolidationMetrics {
  service.finish()
  const { asked, activeSeconds, migrated, movedBytes } = service
  const part = (missing: number) => (asked === 0 ? 0 : Math.max(0, missing) / asked)
  const slatah = activeSeconds === 0 ? 0 : service.shortSeconds / activeSeconds
  const pdm = part(service.missedMigrating)
  const active = service.activeTimes.byOwner()
  return {
    energy_kwh: joules / 3.6e6,
    migrations: service.moves,
    migrations_failed: service.movesFailed,
    migration_mean_s: migrated === 0 ? null : service.migrationSeconds / migrated,
    migration_max_s: migrated === 0 ? null : service.longestMigration,
    migrations_at_once: service.peak,
    downtime_s: service.downtime,
    moved_bytes: movedBytes,
    resent_share: movedBytes === 0 ? null : service.resentBytes / movedBytes,
    slav: slatah * pdm,
    pdm,
    slatah,
    sla_overall: part(asked - service.given),
    shutdowns: active.length,
    mean_s_before_shutdown: meanOf(active),
    sd_s_before_shutdown: deviationOf(active),
  }
}
