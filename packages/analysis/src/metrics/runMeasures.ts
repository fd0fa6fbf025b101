import type { TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { type Availability, availabilityMonoid, availabilityOf } from "./availability.ts"
import { type Carbon, type CarbonIntensity, carbonMonoid, carbonOf } from "./carbon.ts"
import { type Computations, computationsMonoid, computationsOf } from "./computations.ts"
import type { MetricDefinition, MetricOptions } from "./definition.ts"
import { type Energy, energyMonoid, energyOf } from "./energy.ts"
import { type Fairness, fairnessMonoid, fairnessOf } from "./fairness.ts"
import { type Iterations, iterationsMonoid, iterationsOf } from "./iterations.ts"
import { knownMonoid } from "./known.ts"
import { type Migrations, migrationsMonoid, migrationsOf } from "./migrations.ts"
import { type PlanSlip, planSlipMonoid, planSlipOf } from "./planSlip.ts"
import { type Procedures, proceduresMonoid, proceduresOf } from "./procedures.ts"
import { type Reconfigurations, reconfigurationsMonoid, reconfigurationsOf } from "./reconfigurations.ts"
import { type SiteMigrations, siteMigrationsMonoid, siteMigrationsOf } from "./siteMigrations.ts"
import { type Sla, slaMonoid, slaOf } from "./sla.ts"
import { type Utilisation, utilisationMonoid, utilisationOf } from "./utilisation.ts"
import { type Violations, violationsMonoid, violationsOf } from "./violations.ts"

/** All that is measured of a run, or of several: what the flat metrics are made of, and what merges. */
export interface RunMeasures {
  readonly definition: MetricDefinition
  readonly violations: Violations
  readonly migrations: Migrations
  readonly computations: Computations
  readonly reconfigurations: Reconfigurations
  readonly planSlip: PlanSlip
  readonly iterations: Iterations
  readonly procedures: Procedures
  readonly energy: Energy
  readonly sla: Sla
  readonly utilisation: Utilisation
  readonly fairness: Fairness
  readonly availability: Availability
  /** Null where it was not said which machine is in which site. */
  readonly siteMigrations: SiteMigrations | null
  /** Null where it was not said what a kWh costs. */
  readonly carbon: Carbon | null
  /** Load events that the injector played; null when nobody said. */
  readonly loadEvents: number | null
}

/** {@link MetricOptions}, and what the trace does not tell. */
export interface RunMetricOptions extends MetricOptions {
  /** Load events that the injector played. */
  readonly loadEvents?: number
  /** The site of each machine, by name, where there are several. */
  readonly siteOf?: ReadonlyMap<string, string> | undefined
  /** The cores of each machine, where the header of the trace does not say them. */
  readonly cores?: number | undefined
  /** Asks for the carbon of the energy. */
  readonly carbonIntensity?: CarbonIntensity | undefined
}

/**
 * Measures a trace.
 *
 * Complexity  O(rows): a few passes over the columns
 * Errors      InputError for a definition that does not exist, an `until` that is not above 0, and as `carbonOf`
 */
export function measureRun(table: TraceTable, options: RunMetricOptions): RunMeasures {
  const { siteOf, carbonIntensity } = options
  return {
    definition: options.definition,
    violations: violationsOf(table, options),
    migrations: migrationsOf(table, options),
    computations: computationsOf(table, options),
    reconfigurations: reconfigurationsOf(table, options),
    planSlip: planSlipOf(table, options),
    iterations: iterationsOf(table, options),
    procedures: proceduresOf(table, options),
    energy: energyOf(table, options),
    sla: slaOf(table, options),
    utilisation: utilisationOf(table, options),
    fairness: fairnessOf(table, options),
    availability: availabilityOf(table, options),
    siteMigrations: siteOf === undefined ? null : siteMigrationsOf(table, siteOf, options),
    carbon: carbonIntensity === undefined ? null : carbonOf(table, { ...options, carbonIntensity }),
    loadEvents: options.loadEvents ?? null,
  }
}

/**
 * What was measured of runs by one definition, together: counts and sums are added, means and deviations are those of all their samples.
 * What is not known of one of them is left out.
 *
 * Of two disjoint sets of machines and VMs of one run as well, when no plan crosses them.
 *
 * Errors    RangeError when something was measured by another definition.
 *
 * @example
 * const measures = seeds.map((seed) => measureRun(run(seed), { definition: "corrected", until: 1800 }))
 * flatMetrics(concatAll(runMeasuresMonoid("corrected"))(measures)).migration_mean_s
 */
export function runMeasuresMonoid(definition: MetricDefinition): Monoid<RunMeasures> {
  return struct<RunMeasures>({
    definition: { empty: definition, concat: (a, b) => requireSame(definition, a, b) },
    violations: violationsMonoid,
    migrations: migrationsMonoid,
    computations: computationsMonoid,
    reconfigurations: reconfigurationsMonoid,
    planSlip: planSlipMonoid,
    iterations: iterationsMonoid,
    procedures: proceduresMonoid,
    energy: energyMonoid,
    sla: slaMonoid,
    utilisation: utilisationMonoid,
    fairness: fairnessMonoid,
    availability: availabilityMonoid,
    siteMigrations: knownMonoid(siteMigrationsMonoid),
    carbon: knownMonoid(carbonMonoid),
    loadEvents: knownMonoid(MonoidSum),
  })
}

function requireSame(definition: MetricDefinition, ...others: readonly MetricDefinition[]): MetricDefinition {
  const other = others.find((each) => each !== definition)
  if (other === undefined) return definition
  throw new RangeError(`runMeasuresMonoid: definition is ${other}, expected ${definition}`)
}
