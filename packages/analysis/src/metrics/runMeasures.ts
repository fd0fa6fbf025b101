import type { TraceTable } from "@placelab/core"
import { type Computations, computationsOf, mergeComputations } from "./computations.ts"
import type { MetricOptions } from "./definition.ts"
import { type Energy, energyOf, mergeEnergy } from "./energy.ts"
import { type Iterations, iterationsOf, mergeIterations } from "./iterations.ts"
import { type Migrations, mergeMigrations, migrationsOf } from "./migrations.ts"
import { mergeProcedures, type Procedures, proceduresOf } from "./procedures.ts"
import { mergeReconfigurations, type Reconfigurations, reconfigurationsOf } from "./reconfigurations.ts"
import { mergeSiteMigrations, type SiteMigrations, siteMigrationsOf } from "./siteMigrations.ts"
import { mergeViolations, type Violations, violationsOf } from "./violations.ts"

/** All that is measured of a run, or of several: what the flat metrics are made of, and what merges. */
export interface RunMeasures {
  readonly definition: MetricOptions["definition"]
  readonly violations: Violations
  readonly migrations: Migrations
  readonly computations: Computations
  readonly reconfigurations: Reconfigurations
  readonly iterations: Iterations
  readonly procedures: Procedures
  readonly energy: Energy
  /** Where it was said which machine is in which site. */
  readonly siteMigrations?: SiteMigrations
  /** Load events that the injector played; null when nobody said. */
  readonly loadEvents: number | null
}

/** {@link MetricOptions}, and what the trace does not tell. */
export interface RunMetricOptions extends MetricOptions {
  /** Load events that the injector played. */
  readonly loadEvents?: number
  /** The site of each machine, by name, where there are several. */
  readonly siteOf?: ReadonlyMap<string, string> | undefined
}

/**
 * Measures a trace.
 *
 * Complexity  O(rows): a few passes over the columns
 * Errors      InputError for a definition that does not exist, and an `until` that is not above 0
 */
export function measureRun(table: TraceTable, options: RunMetricOptions): RunMeasures {
  return {
    definition: options.definition,
    violations: violationsOf(table, options),
    migrations: migrationsOf(table, options),
    computations: computationsOf(table, options),
    reconfigurations: reconfigurationsOf(table, options),
    iterations: iterationsOf(table, options),
    procedures: proceduresOf(table, options),
    energy: energyOf(table, options),
    ...(options.siteOf && { siteMigrations: siteMigrationsOf(table, options.siteOf, options) }),
    loadEvents: options.loadEvents ?? null,
  }
}

/**
 * What was measured of two runs, together: counts and sums are added, means and deviations are those of all their samples.
 * What only one of them has is left out.
 *
 * Errors    RangeError when they were measured by different definitions.
 *
 * @example
 * flatMetrics(seeds.map((seed) => measureRun(run(seed), options)).reduce(mergeRunMeasures)).migration_mean_s
 */
export function mergeRunMeasures(a: RunMeasures, b: RunMeasures): RunMeasures {
  if (a.definition !== b.definition) {
    throw new RangeError(
      `mergeRunMeasures: definitions are ${a.definition} and ${b.definition}, expected the same one`,
    )
  }
  return {
    definition: a.definition,
    violations: mergeViolations(a.violations, b.violations),
    migrations: mergeMigrations(a.migrations, b.migrations),
    computations: mergeComputations(a.computations, b.computations),
    reconfigurations: mergeReconfigurations(a.reconfigurations, b.reconfigurations),
    iterations: mergeIterations(a.iterations, b.iterations),
    procedures: mergeProcedures(a.procedures, b.procedures),
    energy: mergeEnergy(a.energy, b.energy),
    ...(a.siteMigrations &&
      b.siteMigrations && { siteMigrations: mergeSiteMigrations(a.siteMigrations, b.siteMigrations) }),
    loadEvents: a.loadEvents === null || b.loadEvents === null ? null : a.loadEvents + b.loadEvents,
  }
}
