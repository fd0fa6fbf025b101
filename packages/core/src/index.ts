export type { Activity, Outcome, Sleep } from "./engine/activity.ts"
export type { Computation } from "./engine/computation.ts"
export { datePrecision } from "./engine/date.ts"
export { Engine } from "./engine/engine.ts"
export type { Transfer } from "./engine/transfer.ts"
export { type ReferenceSystem, solveReference } from "./fairshare/fairShare.reference.ts"
export { type ConstraintId, FairShare, type SharingPolicy, type VariableId } from "./fairshare/fairShare.ts"
export {
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  unknownName,
} from "./inputError.ts"
export { nearestName } from "./nearestName.ts"
export type { Host } from "./platform/host.ts"
export type { Link } from "./platform/link.ts"
export { cm02Network, lv08Network, type NetworkModel, plainNetwork } from "./platform/networkModel.ts"
export { all, race } from "./process/combinators.ts"
export { DeadlockError, ProcessError, StandstillError } from "./process/errors.ts"
export type { Process } from "./process/process.ts"
export type { End, Steps, Waitable } from "./process/waitable.ts"
export { RandomStream } from "./random/randomStream.ts"
export {
  type Bytes,
  type BytesPerSecond,
  type Flops,
  type FlopsPerSecond,
  gibibytes,
  mebibytes,
  type Seconds,
} from "./units.ts"
