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
