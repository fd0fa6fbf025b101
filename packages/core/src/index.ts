export { type HostPowerSpec, hostPower, type PstatePower } from "./energy/hostPower.ts"
export { linkPower } from "./energy/linkPower.ts"
export type { Activity, Outcome, Sleep } from "./engine/activity.ts"
export type { Computation, ComputeOptions } from "./engine/computation.ts"
export { datePrecision } from "./engine/date.ts"
export type { DiskAccess } from "./engine/diskAccess.ts"
export { Engine, type EngineOptions, type HostProfiles, type LinkProfiles } from "./engine/engine.ts"
export type { Meter } from "./engine/meter.ts"
export type { ParallelTask, ParallelTaskSpec } from "./engine/parallelTask.ts"
export { type Profile, requireProfile } from "./engine/profile.ts"
export type { Transfer, TransferOptions } from "./engine/transfer.ts"
export type { Work } from "./engine/work.ts"
export { type Axis, axisCell, axisFields, type Cell, type Setting } from "./experiment/axis.ts"
export { canonicalJson, neverForInfinity } from "./experiment/canonicalJson.ts"
export { type Sweep, type SweepPoint, seedsFrom, sweepPoints } from "./experiment/sweep.ts"
export { type SweepRow, sweepRows } from "./experiment/sweepRows.ts"
export { type ReferenceSystem, solveReference } from "./fairshare/fairShare.reference.ts"
export {
  type ConstraintId,
  type ConstraintOptions,
  FairShare,
  type SharingPolicy,
  type Solution,
  type SolverName,
  type VariableId,
} from "./fairshare/fairShare.ts"
export {
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  unknownName,
} from "./inputError.ts"
export { nearestName } from "./nearestName.ts"
export type { Disk, DiskSpec } from "./platform/disk.ts"
export type { Guest, GuestSpec } from "./platform/guest.ts"
export type { Host, HostSpec } from "./platform/host.ts"
export type { Link, LinkSpec } from "./platform/link.ts"
export {
  cm02Network,
  lv08Network,
  type NetworkModel,
  plainNetwork,
  type SizeFactor,
} from "./platform/networkModel.ts"
export type { Resource, SwitchListener } from "./platform/resource.ts"
export type { Router } from "./platform/routes.ts"
export { all, race, settled } from "./process/combinators.ts"
export { DeadlockError, KilledError, ProcessError, StandstillError } from "./process/errors.ts"
export type { Mailbox } from "./process/mailbox.ts"
export type { Receive, Send } from "./process/message.ts"
export type { Process, SpawnOptions } from "./process/process.ts"
export type { Permit, Semaphore } from "./process/semaphore.ts"
export type { End, EndListener, Steps, Waitable } from "./process/waitable.ts"
export { JavaRandom } from "./random/javaRandom.ts"
export {
  constantLaw,
  exponentialLaw,
  gaussianLaw,
  type Law,
  logNormalLaw,
  type UniformSource,
  uniformLaw,
  weibullLaw,
} from "./random/laws.ts"
export { logarithm } from "./random/logarithm.ts"
export { normalCdf } from "./random/normalCdf.ts"
export { normalQuantile } from "./random/normalQuantile.ts"
export { RandomStream } from "./random/randomStream.ts"
export { dataText } from "./trace/dataText.ts"
export { linesOf } from "./trace/linesOf.ts"
export type { Names } from "./trace/names.ts"
export { numberText } from "./trace/numberText.ts"
export { type PlainColumns, plainColumns } from "./trace/plainColumns.ts"
export { readJsonLineBatches, readJsonLines } from "./trace/readJsonLines.ts"
export { Trace } from "./trace/trace.ts"
export type { TraceData, TraceRecord } from "./trace/traceRecord.ts"
export { type TraceColumns, type TraceNames, TraceTable, traceKind } from "./trace/traceTable.ts"
export type { Track } from "./trace/track.ts"
export type { Variable } from "./trace/variable.ts"
export { writeJsonLines } from "./trace/writeJsonLines.ts"
export {
  type Bytes,
  type BytesPerSecond,
  type Flops,
  type FlopsPerSecond,
  gibibytes,
  mebibytes,
  type Seconds,
  type Watts,
} from "./units.ts"
