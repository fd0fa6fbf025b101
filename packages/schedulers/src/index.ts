export { type NoRoom, relieveByFirstFitDecreasing } from "./centralized/firstFitDecreasing.ts"
export {
  type Configuration,
  configuration,
  type HostView,
  type Move,
  type VmView,
} from "./placement/configuration.ts"
export { type PlanDuration, planDuration } from "./plan/planDuration.ts"
