export { type Boot, bootOn } from "./boot/bootOn.ts"
export {
  type BootCalibration,
  type BootUnknown,
  type CalibrateOptions,
  calibrateBoot,
} from "./boot/calibrate.ts"
export {
  type HostSummary,
  type RelativeErrors,
  relativeErrors,
  summariseByHost,
} from "./boot/errorSummary.ts"
export { dropImage, fetchImage, hasImage, type Image } from "./boot/image.ts"
export { type BootComparison, compareBoots, type MeasuredBoot } from "./boot/measured.ts"
export { pageCached } from "./boot/pageCache.ts"
export { type BootParameters, bootParameters, type RawBootParameters } from "./boot/parameters.ts"
export { predictBoot, predictConstantBoot } from "./boot/predictBoot.ts"
export { type BootProfile, container, linuxVm } from "./boot/profile.ts"
export type { BootResult } from "./boot/result.ts"
export { type BootStorage, inMemory, onDisk, overNetwork } from "./boot/storage.ts"
export {
  hardDisk,
  hostMemory,
  ioTimeOf,
  readsOf,
  type StorageKind,
  sharedRemote,
  solidStateDisk,
} from "./boot/storageKind.ts"
export { checked, orThrow } from "./either.ts"
export { type AttributedEnergy, type AttributionRules, EnergyAttribution } from "./energy/attribution.ts"
export { type ClearSky, clearSkyDay } from "./energy/clearSky.ts"
export type { EnergyBalance } from "./energy/energyBalance.ts"
export { type Metering, machineEnergy, meterMachine } from "./energy/machineEnergy.ts"
export { type MachinePowerSpec, machinePower } from "./energy/machinePower.ts"
export { breakEven, offPeriodEnergy, type SwitchingCost, switchingCost } from "./energy/offPeriod.ts"
export { type Battery, type PowerSources, powerSources, type RawPowerSources } from "./energy/powerSources.ts"
export { PowerSupply } from "./energy/powerSupply.ts"
export { predictSupply } from "./energy/predictSupply.ts"
export { specPowerTables, type TabulatedPowerSpec, tabulatedPower } from "./energy/tabulatedPower.ts"
export { constantSeries, integralOf, type TimeSeries, timeSeries, valueAt } from "./energy/timeSeries.ts"
export { type Joules, kilowattHours } from "./energy/units.ts"
export type { FailureEvent } from "./failure/failureEvent.ts"
export { failurePlayer, type InjectFailuresOptions, injectFailures } from "./failure/injectFailures.ts"
export {
  availability,
  type RenewalFailures,
  type RenewalLaw,
  renewalFailures,
} from "./failure/renewalFailures.ts"
export { type Outage, tracedFailures } from "./failure/tracedFailures.ts"
export { vmplacesCrashes, vmplacesServiceCrashes } from "./failure/vmplacesCrashes.ts"
export { type GaussianLoad, gaussianLoad } from "./load/gaussianLoad.ts"
export { type InjectLoadOptions, injectLoad } from "./load/injectLoad.ts"
export { javaHash, javaHashOrder } from "./load/javaHashOrder.ts"
export type { LoadEvent } from "./load/loadEvent.ts"
export { mergeByDate } from "./load/mergeByDate.ts"
export { playByDate } from "./load/playByDate.ts"
export { type DayShape, dayShape, profileLoad } from "./load/profileLoad.ts"
export { sumLoads } from "./load/sumLoads.ts"
export { onGrid } from "./load/traces/onGrid.ts"
export {
  byTraceOrder,
  type PlanetlabTrace,
  parsePlanetlab,
  planetlabInterval,
  planetlabSamples,
  type TraceOrder,
} from "./load/traces/planetlab.ts"
export { planetlabTraces } from "./load/traces/planetlabTraces.ts"
export { profileOf } from "./load/traces/profileOf.ts"
export { bitbrainsProfile } from "./load/traces/profiles/bitbrainsProfile.ts"
export { planetlabProfile } from "./load/traces/profiles/planetlabProfile.ts"
export type { RequestRow } from "./load/traces/requestRow.ts"
export { readSwf, type SwfLine, swfHeader, swfLines } from "./load/traces/swf/readSwf.ts"
export type { SwfLog, SwfRecord } from "./load/traces/swf/swfRecord.ts"
export { writeSwf } from "./load/traces/swf/writeSwf.ts"
export { type SynthesiseOptions, synthesise } from "./load/traces/synthesise.ts"
export type { LineReader, RequestFormat, UsageFormat } from "./load/traces/traceFormat.ts"
export { requestFormats, usageFormats } from "./load/traces/traceFormats.ts"
export { type TraceLoadOptions, traceLoad } from "./load/traces/traceLoad.ts"
export type { UsageRow } from "./load/traces/usageRow.ts"
export type { Repair, Workload, WorkloadVm } from "./load/traces/workload.ts"
export { WorkloadBuilder, type WorkloadTitle } from "./load/traces/workloadBuilder.ts"
export type { WorkloadClass, WorkloadProfile } from "./load/traces/workloadProfile.ts"
export { type WorkloadStatistics, workloadStatistics } from "./load/traces/workloadStatistics.ts"
export { type StaticScenario, type Violation, type Violations, violations } from "./load/violations.ts"
export { vmplacesLoad } from "./load/vmplacesLoad.ts"
export { type VmplacesPlacement, vmplacesHostOrder, vmplacesPlacement } from "./load/vmplacesPlacement.ts"
export {
  type InjectedEvent,
  type InjectedLists,
  vmplacesQueue,
} from "./load/vmplacesQueue.ts"
export { type VmplacesSetting, vmplacesSetting } from "./load/vmplacesSetting.ts"
export { type SuspensionEvent, vmplacesSuspensions } from "./load/vmplacesSuspensions.ts"
export { type RestartOptions, restartElsewhere, restartOnRecovery } from "./machine/crashPolicy.ts"
export type { MigrationControl, MigrationGrip } from "./machine/migrationGrip.ts"
export {
  addMachine,
  declareMachine,
  type MachineSpec,
  type MachineState,
  machineOf,
  type Overcommit,
  type PhysicalMachine,
  type Reservation,
} from "./machine/physicalMachine.ts"
export { powerOff, powerOn } from "./machine/power.ts"
export { type ResumeOptions, resumeFromDisk, suspendToDisk } from "./machine/savedMemory.ts"
export { type StartOptions, shutDown, start } from "./machine/start.ts"
export { Vm, type VmListener } from "./machine/vm.ts"
export type { Dirtying, VmSpec } from "./machine/vmSpec.ts"
export { type VmState, vmStates } from "./machine/vmState.ts"
export { type AutoConverge, qemuAutoConverge } from "./migration/autoConverge.ts"
export {
  type ClassSummary,
  type MeanErrors,
  meanErrors,
  summariseByClass,
} from "./migration/comparisonSummary.ts"
export { predictNaive, predictStopAndCopy } from "./migration/copyOnce.ts"
export { type FineGrain, fineGrain } from "./migration/fineGrained/grain.ts"
export { playFineGrained } from "./migration/fineGrained/playFineGrained.ts"
export {
  type JointMigrations,
  type JointMove,
  type JointNetwork,
  type JointOutcome,
  type JointVm,
  jointMigrations,
  type MadeMove,
  type RawJointMigrations,
} from "./migration/jointMigrations.ts"
export {
  type BandwidthBasis,
  compareMigrations,
  type MeasuredMigration,
  type MigrationComparison,
} from "./migration/measured.ts"
export { type MigrateOptions, type MigrationMethod, migrate } from "./migration/migrate.ts"
export {
  defaultLimits,
  type MigrationFeatures,
  type MigrationLimits,
  type MigrationParameters,
  type MigrationSettings,
  migrationParameters,
  type RawMigrationFeatures,
  type RawMigrationParameters,
} from "./migration/parameters.ts"
export { playJointMigrations } from "./migration/playJointMigrations.ts"
export { predictHybrid, predictPostcopy } from "./migration/postcopy.ts"
export { predictPrecopy } from "./migration/precopy.ts"
export type { MigrationEnd, MigrationResult, Round, Throttle } from "./migration/result.ts"
export { MigrationSlots } from "./migration/slots.ts"
