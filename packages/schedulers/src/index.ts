export { type BatchJob, type BatchWorkload, batchWorkload, computingTime } from "./batch/batchJobs.ts"
export type { BatchSchedule, JobSegment, ScheduledJob, StartPromise } from "./batch/batchSchedule.ts"
export { scheduleConservative } from "./batch/conservative.ts"
export { scheduleEasy } from "./batch/easy.ts"
export { scheduleFcfs } from "./batch/fcfs.ts"
export { type BatchMetrics, batchMetrics, type JobMetrics } from "./batch/metrics.ts"
export { type BatchSite, type PlayedJob, playBatchSchedule } from "./batch/playBatchSchedule.ts"
export { schedulePreemptiveEasy, suspensionCosts } from "./batch/preemptiveEasy.ts"
export type { SuspensionCosts } from "./batch/queueRun.ts"
export { type ScheduleBar, scheduleBars } from "./batch/scheduleBars.ts"
export { jobOfSwf, swfOfSchedule } from "./batch/swfJobs.ts"
export { type SyntheticJobs, syntheticJobs } from "./batch/syntheticJobs.ts"
export { type NasGridProblem, type NasGridSize, nasGridGraph } from "./batch/vjob/nasGridGraph.ts"
export { type GraphPlatform, type PredictedGraph, predictTaskGraph } from "./batch/vjob/predictTaskGraph.ts"
export { type GraphEdge, type GraphTask, type TaskGraph, taskGraph } from "./batch/vjob/taskGraph.ts"
export { Vjob, type VjobSpec } from "./batch/vjob/vjob.ts"
export { resumeVjob, runVjob, stopVjob, suspendVjob } from "./batch/vjob/vjobActions.ts"
export { type VjobState, vjobStates } from "./batch/vjob/vjobState.ts"
export { type Centralized, centralized } from "./centralized/centralized.ts"
export { type ActionCosts, constantCosts, memoryCosts } from "./centralized/entropy/actionCosts.ts"
export {
  type CheckedEntropyOptions,
  type EntropyOptions,
  entropyOptions,
} from "./centralized/entropy/entropyOptions.ts"
export {
  type EntropyHost,
  type EntropyInput,
  type EntropyProblem,
  type EntropyVm,
  entropyProblem,
  type TargetState,
  type VmState,
} from "./centralized/entropy/entropyProblem.ts"
export type { EntropyResult } from "./centralized/entropy/entropyResult.ts"
export {
  bestFit,
  byLargestShare,
  byMemory,
  defaultStrategies,
  type HostOrder,
  type SpareRoom,
  type Strategy,
  type VmOrder,
  worstFit,
  worstFitMemory,
} from "./centralized/entropy/heuristics.ts"
export type {
  ConstraintFault,
  ConstraintPruning,
  LeastDemand,
  Numbering,
  PlacementConstraint,
  PowerDemand,
} from "./centralized/entropy/placementConstraint.ts"
export {
  type HostSwitch,
  type PlanAction,
  planCost,
  type ReconfigurationPlan,
} from "./centralized/entropy/plan.ts"
export { planFaults } from "./centralized/entropy/planFaults.ts"
export {
  type KnownFacts,
  knownFacts,
  type Meanwhile,
  Situation,
  type SituationFacts,
  type Stay,
  situationAtEnd,
} from "./centralized/entropy/situation.ts"
export { solveEntropy } from "./centralized/entropy/solveEntropy.ts"
export { type NoRoom, relieveByFirstFitDecreasing, type SortedBy } from "./centralized/firstFitDecreasing.ts"
export {
  Cluster,
  type ClusterSpec,
  type DecisionRecord,
  type FinishedMigration,
  type Rules,
} from "./cluster/cluster.ts"
export { executePlan, type PlanOutcome } from "./cluster/executePlan.ts"
export { MessageNetwork, type MessageOptions } from "./cluster/messageNetwork.ts"
export { OverloadBook, type OverloadListener } from "./cluster/overloadBook.ts"
export { type Claim, PlanBook } from "./cluster/planBook.ts"
export { type Reconfiguration, type Reconfiguring, reconfigure } from "./cluster/reconfigure.ts"
export type { Resolver } from "./cluster/resolver.ts"
export { TickedWatch } from "./cluster/tickedWatch.ts"
export { viewOf } from "./cluster/view.ts"
export type { CloudsimMetrics } from "./consolidation/cloudsim/metrics.ts"
export { type CloudsimPolicy, simulateCloudsim } from "./consolidation/cloudsim/simulateCloudsim.ts"
export {
  type ConsolidationMove,
  type ConsolidationPolicy,
  consolidationRound,
} from "./consolidation/consolidationRound.ts"
export type { ConsolidationView, PlacementView } from "./consolidation/consolidationView.ts"
export { interquartileRange } from "./consolidation/detector/interquartileRange.ts"
export { localRegression, robustLocalRegression } from "./consolidation/detector/localRegression.ts"
export { medianAbsoluteDeviation } from "./consolidation/detector/medianAbsoluteDeviation.ts"
export { staticThreshold } from "./consolidation/detector/staticThreshold.ts"
export type { OverloadDetector, WatchedHost } from "./consolidation/detector/watchedHost.ts"
export type { ConsolidationMetrics } from "./consolidation/engine/consolidationMetrics.ts"
export type { ConsolidationOptions } from "./consolidation/engine/engineSetting.ts"
export {
  type ConsolidationRun,
  simulateConsolidation,
} from "./consolidation/engine/simulateConsolidation.ts"
export {
  type CloudsimFleet,
  type CloudsimHost,
  type CloudsimVm,
  planetlabFleet,
  planetlabHosts,
  planetlabVms,
} from "./consolidation/fleet.ts"
export { leastUtilized } from "./consolidation/leastUtilized.ts"
export { powerAwareBestFit } from "./consolidation/powerAwareBestFit.ts"
export {
  type ConsolidationProfileName,
  type ConsolidationScenario,
  consolidationProfiles,
  consolidationScenario,
  isConsolidation,
  type RawConsolidationScenario,
} from "./consolidation/scenario/consolidationScenario.ts"
export {
  type ConsolidationSpec,
  consolidationSchedulers,
  type DetectorName,
  detectorNames,
  policyOf,
  type SelectionName,
  selectionNames,
} from "./consolidation/scenario/policies.ts"
export {
  type ConsolidationOutcome,
  type ConsolidationSceneOptions,
  simulateConsolidationScenario,
} from "./consolidation/scenario/simulateConsolidationScenario.ts"
export { maximumCorrelation } from "./consolidation/selection/maximumCorrelation.ts"
export { minimumMigrationTime } from "./consolidation/selection/minimumMigrationTime.ts"
export { minimumUtilization } from "./consolidation/selection/minimumUtilization.ts"
export { randomSelection } from "./consolidation/selection/randomSelection.ts"
export type { SelectableVm, VmSelection } from "./consolidation/selection/selectableVm.ts"
export { type AmongStatement, among } from "./constraints/among.ts"
export { type BanStatement, ban } from "./constraints/ban.ts"
export { type Bounded, type CapacityStatement, capacity } from "./constraints/capacity.ts"
export { type Conflict, findConflict } from "./constraints/conflict.ts"
export { type FenceStatement, fence } from "./constraints/fence.ts"
export { type GatherStatement, gather } from "./constraints/gather.ts"
export { type LonelyStatement, lonely } from "./constraints/lonely.ts"
export { type MaxOnlineStatement, maxOnline } from "./constraints/maxOnline.ts"
export { type OfflineStatement, offline } from "./constraints/offline.ts"
export { type OnlineStatement, online } from "./constraints/online.ts"
export { type PreserveStatement, preserve } from "./constraints/preserve.ts"
export { type QuarantineStatement, quarantine } from "./constraints/quarantine.ts"
export { type RootStatement, root } from "./constraints/root.ts"
export { type SplitStatement, split } from "./constraints/split.ts"
export { type SpreadStatement, spread } from "./constraints/spread.ts"
export type { Reading, Stated } from "./constraints/stated.ts"
export {
  type Constraint,
  type ConstraintStatement,
  constraintOf,
  constraintTypes,
} from "./constraints/statement.ts"
export { type ActionSeconds, actionSeconds } from "./contextSwitch/actionSeconds.ts"
export {
  type ApplyOptions,
  applyPlan,
  type StepRecord,
  type SwitchOutcome,
} from "./contextSwitch/applyPlan.ts"
export { type CheapestPlans, cheapestPlansByBruteForce } from "./contextSwitch/cheapestPlan.reference.ts"
export {
  type ContextSwitching,
  type ContextSwitchOptions,
  contextSwitching,
  type SwitchBegin,
  type SwitchRecord,
} from "./contextSwitch/contextSwitching.ts"
export {
  type DecideOptions,
  decideSwitch,
  type SeenVjob,
  type SeenVm,
  type SwitchDecision,
  type SwitchView,
} from "./contextSwitch/decideSwitch.ts"
export {
  drawnQueue,
  nasGridFor,
  queueOfBusyFraction,
  vmMemories,
  type WorkloadSpec,
} from "./contextSwitch/experimentWorkload.ts"
export { type GeneratedSpec, generatedConfiguration } from "./contextSwitch/generatedConfiguration.ts"
export {
  type MapeLoop,
  type MapeOptions,
  type MapeRound,
  mapeLoop,
} from "./contextSwitch/mapeLoop.ts"
export { type ActionOrder, type PlanStep, planSteps } from "./contextSwitch/planSteps.ts"
export {
  cheapestKnownPlan,
  type KnownPlan,
  planByFirstFitDecreasing,
  planToPlacement,
} from "./contextSwitch/planTo.ts"
export type { ActionEnd } from "./contextSwitch/playAction.ts"
export { inQueueOrder, type Queued } from "./contextSwitch/queueOrder.ts"
export { type StaticAllocation, type StaticStay, staticAllocation } from "./contextSwitch/staticAllocation.ts"
export {
  type ActionSettings,
  type SwitchSite,
  type SwitchSiteSpec,
  switchSite,
} from "./contextSwitch/switchSite.ts"
export { traceVjob } from "./contextSwitch/traceVjob.ts"
export {
  type CoreUse,
  type ExperimentVjob,
  experimentSite,
  type NodesSpec,
  type PlayedExperiment,
  playVjobs,
  type VjobBar,
  type VjobExperiment,
  type VjobScheduler,
} from "./contextSwitch/vjobExperiment.ts"
export { type DvmsHandle, dvms, type LedPartition } from "./distributed/dvms/dvms.ts"
export type { DvmsOptions, OverlayName } from "./distributed/dvms/dvmsOptions.ts"
export type { Overlay, Trip } from "./distributed/dvms/overlay.ts"
export type { Partition, PartitionState } from "./distributed/dvms/partition.ts"
export type { ProcedureEnd } from "./distributed/dvms/procedure.ts"
export { randomOverlay } from "./distributed/dvms/randomOverlay.ts"
export { ringOverlay } from "./distributed/dvms/ringOverlay.ts"
export type { LocalityOptions } from "./distributed/locality/localityOptions.ts"
export { type LocalityOverlay, localityOverlay } from "./distributed/locality/localityOverlay.ts"
export {
  type Coordinate,
  coordinateDistance,
  randomDirection,
  unknownPlace,
  type VivaldiConstants,
  vivaldiUpdate,
} from "./distributed/locality/vivaldi.ts"
export { type Consolidation, consolidate } from "./green/consolidate.ts"
export { scheduleByEarliestDeadline } from "./green/earliestDeadline.ts"
export { emptyHosts } from "./green/emptyHosts.ts"
export { type Job, type JobSet, jobSet, missedDeadlines, nodesInUse, type Starts } from "./green/jobs.ts"
export { playJobs } from "./green/playJobs.ts"
export { shiftJobs, type UseCost } from "./green/shiftJobs.ts"
export type { SnoozeCounts } from "./hierarchical/snooze/post.ts"
export { type SnoozeOptions, snoozeRecoverySeconds } from "./hierarchical/snooze/settings.ts"
export { type SnoozeGroup, type SnoozeHandle, snooze } from "./hierarchical/snooze/snooze.ts"
export {
  type Configuration,
  configuration,
  type HostView,
  type Move,
  type VmView,
} from "./placement/configuration.ts"
export { type PlanDuration, planDuration } from "./plan/planDuration.ts"
export { planMigrations } from "./plan/planMigrations.ts"
export { decided, type HostLoad, hostLoads, isOverloaded } from "./planner/decided.ts"
export { type DecisionTime, instant, perStep } from "./planner/decisionTime.ts"
export { doNothing } from "./planner/doNothing.ts"
export { type Entropy2Limit, entropy2Time } from "./planner/entropy2Time.ts"
export { type EntropyPlannerOptions, entropyPlanner, vmplacesEntropy } from "./planner/entropyPlanner.ts"
export { examplePlanner } from "./planner/examplePlanner.ts"
export {
  type Candidate,
  type CandidateFate,
  explainMove,
  type MoveExplanation,
} from "./planner/explain.ts"
export {
  type FirstFitOptions,
  type FirstFitSorting,
  lazyFirstFit,
  optimisticFirstFit,
  plainFirstFit,
} from "./planner/firstFitPlanners.ts"
export { type MeasuredPlanner, measuredTime } from "./planner/measuredTime.ts"
export type {
  Decision,
  DecisionWork,
  HostPreference,
  PlannedMove,
  Planner,
  Verdict,
} from "./planner/planner.ts"
export { vmplacesLazyFirstFit, vmplacesOptimisticFirstFit } from "./planner/vmplacesFirstFit.ts"
export { scenario } from "./scenario/completeScenario.ts"
export { profiles } from "./scenario/profiles.ts"
export type {
  FailureSpec,
  HostModel,
  LoadLaw,
  MigrationSpec,
  NetworkSpec,
  ProfileName,
  RawScenario,
  Scenario,
  SuspensionSpec,
  VmClass,
  VmModel,
} from "./scenario/scenario.ts"
export type {
  CentralizedSpec,
  DecisionTimeSpec,
  DvmsSpec,
  NoSchedulerSpec,
  PlannerName,
  RawScheduler,
  SchedulerSpec,
  SnoozeSpec,
} from "./scenario/schedulerSpec.ts"
export { type NamedScheduler, schedulers } from "./scenario/schedulers.ts"
export { type Run, type SimulateOptions, simulate } from "./scenario/simulate.ts"
export type { RawSite, SiteSpec } from "./scenario/siteSpec.ts"
export { siteByNode } from "./scenario/sites.ts"
export { isSynthetic, isTrace, type RawTraceSpec, type TraceSpec } from "./scenario/traceSpec.ts"
