export { type ActionCosts, constantCosts, memoryCosts } from "./centralized/entropy/actionCosts.ts"
export {
  type CheckedEntropyOptions,
  type EntropyOptions,
  entropyOptions,
} from "./centralized/entropy/entropyOptions.ts"
export {
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
  Numbering,
  PlacementConstraint,
  Running,
} from "./centralized/entropy/placementConstraint.ts"
export { type PlanAction, planCost, type ReconfigurationPlan } from "./centralized/entropy/plan.ts"
export { planFaults } from "./centralized/entropy/planFaults.ts"
export { solveEntropy } from "./centralized/entropy/solveEntropy.ts"
export { spread } from "./centralized/entropy/spread.ts"
export { type NoRoom, relieveByFirstFitDecreasing } from "./centralized/firstFitDecreasing.ts"
export { type Consolidation, consolidate } from "./green/consolidate.ts"
export { scheduleByEarliestDeadline } from "./green/earliestDeadline.ts"
export { emptyHosts } from "./green/emptyHosts.ts"
export { type Job, type JobSet, jobSet, missedDeadlines, nodesInUse, type Starts } from "./green/jobs.ts"
export { playJobs } from "./green/playJobs.ts"
export { shiftJobs, type UseCost } from "./green/shiftJobs.ts"
export {
  type Configuration,
  configuration,
  type HostView,
  type Move,
  type VmView,
} from "./placement/configuration.ts"
export { type PlanDuration, planDuration } from "./plan/planDuration.ts"
