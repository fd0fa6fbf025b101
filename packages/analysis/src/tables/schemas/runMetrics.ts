import type { RunMetrics } from "../../metrics/runMetrics.ts"
import type { TableColumn, TableSchema } from "../schema.ts"

interface Always {
  readonly meaning: string
  readonly nullable: false
}

interface Sometimes {
  readonly meaning: string
  readonly nullable: true
}

/** The compiler holds each metric to be described here, and to be said to be empty sometimes where its type is. */
type Described = {
  readonly [Name in keyof Required<RunMetrics>]: null extends RunMetrics[Name]
    ? Sometimes
    : undefined extends RunMetrics[Name]
      ? Sometimes
      : Always
}

const always = (meaning: string): Always => ({ meaning, nullable: false })
const sometimes = (meaning: string): Sometimes => ({ meaning, nullable: true })

/** In the order of the table. */
const metrics: Described = {
  violation_s: always("overload of machines, summed: vmplaces of the kind in, corrected of both kinds"),
  violations: always("how many violations: vmplaces of the kind in, corrected of both kinds"),
  violation_out_s: always("overload that a VM began that had come by migration, summed"),
  violations_out: always("how many violations of this kind"),
  detected: always("violations that a scheduler noticed"),
  hidden: always("violations that none noticed"),
  false_positives: sometimes(
    "violations that were detected, and yet ended by a load change; vmplaces does not know",
  ),
  violation_mean_s: sometimes("mean duration of a violation"),
  violation_sd_s: sometimes("deviation of these durations"),
  migrations: always("live migrations that began"),
  migrations_failed: always("those that failed"),
  migration_mean_s: sometimes(
    "mean duration of a migration: vmplaces of all, corrected of those that succeeded",
  ),
  migration_sd_s: sometimes("deviation of these durations"),
  migrations_intra_site: sometimes("migrations that succeeded within a site; where there are several"),
  migrations_inter_site: sometimes("migrations that succeeded from site to site; where there are several"),
  migration_intra_site_mean_s: sometimes("mean duration of those within a site"),
  migration_inter_site_mean_s: sometimes("mean duration of those from site to site"),
  computations: always("computations of schedulers that began"),
  computation_mean_s: sometimes(
    "mean duration of a computation: vmplaces of the records, which may have the reconfiguration in them",
  ),
  computation_sd_s: sometimes("deviation of these durations"),
  computation_true_mean_s: sometimes("mean duration of the computing alone, under both definitions"),
  computation_true_sd_s: sometimes("deviation of these durations"),
  computations_nothing: always("computations that found nothing to do"),
  computations_success: always("computations that found a plan"),
  computations_failed: always("computations that found none"),
  success_size_mean: sometimes("machines looked at by the computations that found a plan, mean"),
  plans: always("plans that were carried out"),
  reconfiguration_mean_s: sometimes(
    "mean duration of a reconfiguration: vmplaces of the records, one a node",
  ),
  reconfiguration_sd_s: sometimes("deviation of these durations"),
  plan_mean_s: sometimes("mean duration of a plan, under both definitions"),
  plan_sd_s: sometimes("deviation of these durations"),
  plan_slip_mean: sometimes("simulated by planned duration of a plan, mean"),
  iteration_mean_s: sometimes("from the begin of a computation to the end of its reconfiguration, mean"),
  procedures: always("procedures of a distributed scheduler that began"),
  procedure_mean_s: sometimes("mean duration of those that solved their event"),
  procedure_size_mean: sometimes("machines in the partitions of these, mean"),
  energy_j: sometimes("energy of all machines"),
  carbon_g: sometimes("CO2 of this energy; where it was said what a kWh costs"),
  slatah: sometimes(
    "share of the time of machines that were on in which more was asked of them than they have",
  ),
  pdm: sometimes("share of the work asked for that was not done because VMs migrated"),
  slav: sometimes("slatah x pdm"),
  utilisation: sometimes("share of the cores of machines that were on that was used"),
  utilisation_requested: sometimes("the same of what was asked for"),
  fairness_served: sometimes("Jain's index among machines, of what VMs got by what they asked for"),
  fairness_violations: sometimes("Jain's index among machines, of the time in violation"),
  availability: sometimes("share of the time of machines in which they had not failed"),
  vm_lost_s: sometimes("time for which VMs were nowhere because of a crash, summed"),
  load_events: sometimes("load events that the injector played"),
}

/** By the last part of a name. */
const units: Readonly<Record<string, string>> = { s: "s", j: "J", g: "g" }

/** The flat metrics of runs, a row a run. */
export const runMetricsSchema: TableSchema = {
  name: "metrics",
  columns: Object.entries<Always | Sometimes>(metrics).map(([name, { meaning, nullable }]): TableColumn => {
    const unit = units[name.split("_").at(-1)!]
    return { name, type: "number", ...(unit !== undefined && { unit }), meaning, nullable }
  }),
}
