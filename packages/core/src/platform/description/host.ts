import type { HostPowerSpec } from "../../energy/hostPower.ts"
import type { Profile } from "../../engine/profile.ts"
import type { BytesPerSecond, FlopsPerSecond } from "../../units.ts"

/** A disk of a host. */
export interface DiskDescription {
  readonly name: string
  readonly readBandwidth: BytesPerSecond
  readonly writeBandwidth: BytesPerSecond
  /** Free text that the simulation does not read. */
  readonly properties?: Readonly<Record<string, string>>
}

/** What all hosts of a group have in common; see {@link HostDescription}. */
export interface HostModel {
  /** Flop/s of one core; a list has one speed for each p-state. */
  readonly speed: FlopsPerSecond | readonly FlopsPerSecond[]
  /** Default 1. */
  readonly cores?: number
  /** The p-state at the start, an index in the list of speeds. Default 0. */
  readonly pstate?: number
  /** Consumption, in watts. Without it no energy is counted. */
  readonly power?: HostPowerSpec
  /** Free text that the simulation does not read. */
  readonly properties?: Readonly<Record<string, string>>
}

/**
 * One machine.
 *
 * @example const host: HostDescription = { name: "pm-1", speed: [2e9, 1e9], cores: 8 }
 */
export interface HostDescription extends HostModel {
  /** Unique among all hosts, routers and zones of the platform. */
  readonly name: string
  /** Share of the speed that is there; above 1 for a turbo. Default 1. */
  readonly availability?: number
  /** Values are ratios of the nominal speed. */
  readonly speedProfile?: Profile
  /** Values above 0: on; 0: off. */
  readonly stateProfile?: Profile
  readonly disks?: readonly DiskDescription[]
}

/** Hosts that are alike, named `prefix` + number + `suffix`. */
export interface HostGroup extends HostModel {
  /** Default "". */
  readonly prefix?: string
  /** Default "". */
  readonly suffix?: string
  /** The numbers: ranges and single ones, as in "0-99,200". At least one, no number twice. */
  readonly numbers: string
}
