export type { Measure, Quantity, Span } from "./charts/axis.ts"
export { type BarChart, barChart } from "./charts/barChart.ts"
export type { Data, Field } from "./charts/data.ts"
export { type EcdfChart, ecdfChart } from "./charts/ecdfChart.ts"
export { type EnergyStack, energyStack } from "./charts/energyStack.ts"
export type { Facet } from "./charts/facet.ts"
export { type GanttChart, ganttChart } from "./charts/ganttChart.ts"
export { type HeatMap, heatMap } from "./charts/heatMap.ts"
export type { Level } from "./charts/level.ts"
export { type LineChart, lineChart } from "./charts/lineChart.ts"
export { type PartitionStepsChart, partitionStepsChart } from "./charts/partitionStepsChart.ts"
export { type PlacementChart, placementChart } from "./charts/placementChart.ts"
export type { ResidencyRow } from "./charts/placementLanes.ts"
export type { PlacedMigration, PlacedViolation } from "./charts/placementLayers.ts"
export { type PowerProfile, powerProfile } from "./charts/powerProfile.ts"
export type { Published } from "./charts/published.ts"
export { type ScatterAgainstIdentity, scatterAgainstIdentity } from "./charts/scatterAgainstIdentity.ts"
export { type ScatterPlot, scatterPlot } from "./charts/scatterPlot.ts"
export type { Category } from "./charts/series.ts"
export { type StackedAreaChart, stackedAreaChart } from "./charts/stackedAreaChart.ts"
export { type StackedBarChart, stackedBarChart } from "./charts/stackedBarChart.ts"
export { type StackedBarsOverTime, stackedBarsOverTime } from "./charts/stackedBarsOverTime.ts"
export { type ViolationScatter, violationScatter } from "./charts/violationScatter.ts"
export {
  type Certainty,
  type Claim,
  type ClaimInput,
  checkClaim,
  claimMime,
  type QuoteInput,
  quotedClaim,
  type Verdict,
} from "./claims/claim.ts"
export { verdicts } from "./claims/verdict.ts"
export { checkFigure } from "./figure/checkFigure.ts"
export {
  type Figure,
  figureMime,
  isFigureId,
  type RenderedFigure,
  type Reproduces,
  type VegaLiteSpec,
} from "./figure/figure.ts"
export {
  type Availability,
  availabilityMonoid,
  availabilityOf,
  machineAvailability,
} from "./metrics/availability.ts"
export {
  type Carbon,
  type CarbonIntensity,
  type CarbonOptions,
  carbonMonoid,
  carbonOf,
} from "./metrics/carbon.ts"
export { type Computations, computationsMonoid, computationsOf } from "./metrics/computations.ts"
export { countStates } from "./metrics/countStates.ts"
export type { MetricDefinition, MetricOptions } from "./metrics/definition.ts"
export { type Energy, energyMonoid, energyOf } from "./metrics/energy.ts"
export { type Fairness, fairnessMonoid, fairnessOf, jainIndex } from "./metrics/fairness.ts"
export { type Iterations, iterationsMonoid, iterationsOf } from "./metrics/iterations.ts"
export { type Migrations, migrationsMonoid, migrationsOf } from "./metrics/migrations.ts"
export { deviationOf, type Moments, meanOf, momentsMonoid, momentsOf } from "./metrics/moments.ts"
export { type PartitionStep, partitionSteps } from "./metrics/partitionSteps.ts"
export { type PlanSlip, planSlipMonoid, planSlipOf } from "./metrics/planSlip.ts"
export { type Procedures, proceduresMonoid, proceduresOf } from "./metrics/procedures.ts"
export {
  type Reconfigurations,
  reconfigurationsMonoid,
  reconfigurationsOf,
} from "./metrics/reconfigurations.ts"
export {
  measureRun,
  type RunMeasures,
  type RunMetricOptions,
  runMeasuresMonoid,
} from "./metrics/runMeasures.ts"
export { flatMetrics, type RunMetrics, runMetrics } from "./metrics/runMetrics.ts"
export { type ShareOfTime, shareOfTime } from "./metrics/shareOfTime.ts"
export { type SiteMigrations, siteMigrationsMonoid, siteMigrationsOf } from "./metrics/siteMigrations.ts"
export { pdm, type Sla, slaMonoid, slaOf, slatah, slav } from "./metrics/sla.ts"
export {
  type Utilisation,
  type UtilisationOptions,
  utilisationMonoid,
  utilisationOf,
} from "./metrics/utilisation.ts"
export { variableAt } from "./metrics/variableAt.ts"
export {
  type ViolationEpisode,
  type Violations,
  violationsMonoid,
  violationsOf,
} from "./metrics/violations.ts"
export { type PageContent, type PageNotebook, page } from "./page/page.ts"
export { accuracy } from "./published/accuracy.ts"
export { batch } from "./published/batch.ts"
export { bootTime } from "./published/boot.ts"
export { type CloudsimRow, cloudsimRows, consolidation } from "./published/consolidation.ts"
export { constraints } from "./published/constraints.ts"
export { contextSwitch, mape } from "./published/contextSwitch.ts"
export { dvms, dvmsRuns } from "./published/dvms.ts"
export { energy } from "./published/energy.ts"
export { evidence } from "./published/evidence.ts"
export { fairShare } from "./published/fairShare.ts"
export { liveMigration } from "./published/liveMigration.ts"
export { locality } from "./published/locality.ts"
export { ownScheduler } from "./published/ownScheduler.ts"
export type { PublishedClaim } from "./published/publishedClaim.ts"
export { simgridVm, twoLayerShares } from "./published/simgridVm.ts"
export { traces } from "./published/traces.ts"
export { vmplaces } from "./published/vmplaces.ts"
export { type RealRuns, vmplacesRuns } from "./published/vmplacesRuns.ts"
export { type EuroParRow, euroParTable, vmplacesLoad, vmplacesSizes } from "./published/vmplacesSlides.ts"
export { type HostPlacement, type Placement, placementAt } from "./replay/placementAt.ts"
export { placementRows } from "./replay/placementRows.ts"
export {
  type Power,
  type PowerSpell,
  type Replay,
  type ReplayMigration,
  type ReplayViolation,
  type Residency,
  replayMime,
  type ShownReplay,
} from "./replay/replay.ts"
export { replayOf } from "./replay/replayOf.ts"
export { placementText, replayText } from "./replay/replayText.ts"
export {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
} from "./statistics/bootstrapInterval.ts"
export { type EcdfStep, ecdf } from "./statistics/ecdf.ts"
export { mean } from "./statistics/mean.ts"
export { type MeanInterval, meanInterval } from "./statistics/meanInterval.ts"
export { pairedDifference } from "./statistics/pairedDifference.ts"
export { quantile } from "./statistics/quantile.ts"
export { type QuantileInterval, quantileInterval } from "./statistics/quantileInterval.ts"
export {
  type ReplicateOptions,
  type Replication,
  type Replications,
  replicate,
} from "./statistics/replicate.ts"
export { isConvex, isFlat, isIncreasing } from "./statistics/shape.ts"
export { studentQuantile } from "./statistics/studentQuantile.ts"
export type { Tolerance } from "./statistics/tolerance.ts"
