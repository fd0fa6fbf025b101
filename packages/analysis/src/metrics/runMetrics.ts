import type { TraceTable } from "@placelab/core"
import { machineAvailability } from "./availability.ts"
import { jainIndex } from "./fairness.ts"
import { deviationOf, meanOf } from "./moments.ts"
import { measureRun, type RunMeasures, type RunMetricOptions } from "./runMeasures.ts"
import { pdm, slatah, slav } from "./sla.ts"

/**
 * The metrics of a run as one flat object. Null stands where there is no sample or nobody said. Names end in their unit:
 * `_s` seconds, `_j` joules, `_g` grams, none for counts and ratios. Deviations are of a whole population.
 */
export interface RunMetrics {
  /** Overload of machines, summed: `vmplaces` of the kind "in", `corrected` of both kinds. */
  readonly violation_s: number
  /** How many violations: `vmplaces` of the kind "in", `corrected` of both kinds. */
  readonly violations: number
  /** Of the kind "out": begun by a VM that has come by migration. */
  readonly violation_out_s: number
  readonly violations_out: number
  /** Violations of both kinds that a scheduler noticed. */
  readonly detected: number
  /** Violations of both kinds that none noticed. */
  readonly hidden: number
  /** Detected, and yet ended by a load change. */
  readonly false_positives: number | null
  readonly violation_mean_s: number | null
  readonly violation_sd_s: number | null
  readonly migrations: number
  readonly migrations_failed: number
  readonly migration_mean_s: number | null
  readonly migration_sd_s: number | null
  /** Of several sites: migrations that succeeded within one, and from one to another. */
  readonly migrations_intra_site?: number
  readonly migrations_inter_site?: number
  readonly migration_intra_site_mean_s?: number | null
  readonly migration_inter_site_mean_s?: number | null
  readonly computations: number
  /** `vmplaces`: of the records, which may have the reconfiguration in them. `corrected`: as the next. */
  readonly computation_mean_s: number | null
  readonly computation_sd_s: number | null
  /** Of the computing alone, under both definitions. */
  readonly computation_true_mean_s: number | null
  readonly computation_true_sd_s: number | null
  readonly computations_nothing: number
  readonly computations_success: number
  readonly computations_failed: number
  /** Machines looked at by the computations that found a plan. */
  readonly success_size_mean: number | null
  readonly plans: number
  /** `vmplaces`: of the records, one a node. `corrected`: as the next. */
  readonly reconfiguration_mean_s: number | null
  readonly reconfiguration_sd_s: number | null
  /** Of the plans, one each, under both definitions. */
  readonly plan_mean_s: number | null
  readonly plan_sd_s: number | null
  /** Simulated / planned duration. */
  readonly plan_slip_mean: number | null
  /** From the begin of a computation to the end of its reconfiguration. */
  readonly iteration_mean_s: number | null
  /** Procedures of a distributed scheduler that began. */
  readonly procedures: number
  /** From the begin of a procedure to its end, of those that solved their event. */
  readonly procedure_mean_s: number | null
  /** Machines in the partitions of these. */
  readonly procedure_size_mean: number | null
  readonly energy_j: number | null
  /** Grams of CO2, where it was said what a kWh costs. */
  readonly carbon_g?: number | null
  /** The share of the time of machines that were on in which more was asked of them than they have. */
  readonly slatah: number | null
  /** The share of the work asked for that was not done because VMs migrated. */
  readonly pdm: number | null
  /** SLATAH x PDM. */
  readonly slav: number | null
  /** The share of the cores of machines that were on that was used. */
  readonly utilisation: number | null
  /** The same of what was asked for. */
  readonly utilisation_requested: number | null
  /** Jain's index among machines, of what VMs got / what they asked for. */
  readonly fairness_served: number | null
  /** Jain's index among machines, of the time in violation: `vmplaces` of the kind "in", `corrected` of both kinds. */
  readonly fairness_violations: number | null
  /** The share of the time of machines in which they had not failed. */
  readonly availability: number | null
  /** The time for which VMs were nowhere because of a crash, summed. */
  readonly vm_lost_s: number | null
  readonly load_events: number | null
}

/** The metrics that follow from what was measured. */
export function flatMetrics(measures: RunMeasures): RunMetrics {
  const {
    violations,
    migrations,
    computations,
    reconfigurations,
    iterations,
    procedures,
    energy,
    sla,
    utilisation,
    fairness,
    availability,
    siteMigrations,
    carbon,
  } = measures
  const { served, requested, capacity } = utilisation
  const ofCapacity = (amount: number) => (capacity === null || capacity === 0 ? null : amount / capacity)
  const withOut = measures.definition === "corrected" ? violations.out : { count: 0, sum: 0 }
  return {
    violation_s: violations.in.sum + withOut.sum,
    violations: violations.in.count + withOut.count,
    violation_out_s: violations.out.sum,
    violations_out: violations.out.count,
    detected: violations.detected,
    hidden: violations.hidden,
    false_positives: violations.falsePositives,
    violation_mean_s: meanOf(violations.durations),
    violation_sd_s: deviationOf(violations.durations),
    migrations: migrations.count,
    migrations_failed: migrations.failed,
    migration_mean_s: meanOf(migrations.durations),
    migration_sd_s: deviationOf(migrations.durations),
    ...(siteMigrations && {
      migrations_intra_site: siteMigrations.intra.count,
      migrations_inter_site: siteMigrations.inter.count,
      migration_intra_site_mean_s: meanOf(siteMigrations.intra),
      migration_inter_site_mean_s: meanOf(siteMigrations.inter),
    }),
    computations: computations.count,
    computation_mean_s: meanOf(computations.durations),
    computation_sd_s: deviationOf(computations.durations),
    computation_true_mean_s: meanOf(computations.trueDurations),
    computation_true_sd_s: deviationOf(computations.trueDurations),
    computations_nothing: computations.nothing,
    computations_success: computations.success,
    computations_failed: computations.failed,
    success_size_mean: meanOf(computations.successSizes),
    plans: reconfigurations.plans,
    reconfiguration_mean_s: meanOf(reconfigurations.durations),
    reconfiguration_sd_s: deviationOf(reconfigurations.durations),
    plan_mean_s: meanOf(reconfigurations.planDurations),
    plan_sd_s: deviationOf(reconfigurations.planDurations),
    plan_slip_mean: meanOf(measures.planSlip),
    iteration_mean_s: meanOf(iterations),
    procedures: procedures.count,
    procedure_mean_s: meanOf(procedures.solved),
    procedure_size_mean: meanOf(procedures.partitions),
    energy_j: energy.samples === 0 ? null : energy.joules,
    ...(carbon && { carbon_g: carbon.samples === 0 ? null : carbon.grams }),
    slatah: slatah(sla),
    pdm: pdm(sla),
    slav: slav(sla),
    utilisation: ofCapacity(served),
    utilisation_requested: ofCapacity(requested),
    fairness_served: jainIndex(fairness.served),
    fairness_violations: jainIndex(fairness.violations),
    availability: machineAvailability(availability),
    vm_lost_s: availability.placed + availability.lost === 0 ? null : availability.lost,
    load_events: measures.loadEvents,
  }
}

/**
 * The metrics of a run as one flat object.
 *
 * Errors    as {@link measureRun}
 *
 * @example
 * JSON.stringify(runMetrics(trace.records, { definition: "corrected", until: 1800, loadEvents: 1856 }))
 */
export function runMetrics(table: TraceTable, options: RunMetricOptions): RunMetrics {
  return flatMetrics(measureRun(table, options))
}
