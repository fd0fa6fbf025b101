export { checked, orThrow } from "./either.ts"
export { type Dirtying, type MigrationGrip, Vm, type VmSpec } from "./machine/vm.ts"
export {
  type ClassSummary,
  type MeanErrors,
  meanErrors,
  summariseByClass,
} from "./migration/comparisonSummary.ts"
export { predictNaive, predictStopAndCopy } from "./migration/copyOnce.ts"
export {
  type BandwidthBasis,
  compareMigrations,
  type MeasuredMigration,
  type MigrationComparison,
} from "./migration/measured.ts"
export { type MigrateOptions, migrate } from "./migration/migrate.ts"
export {
  defaultLimits,
  type MigrationLimits,
  type MigrationParameters,
  migrationParameters,
  type RawMigrationParameters,
} from "./migration/parameters.ts"
export { predictPrecopy } from "./migration/precopy.ts"
export type { MigrationEnd, MigrationResult, Round } from "./migration/result.ts"
