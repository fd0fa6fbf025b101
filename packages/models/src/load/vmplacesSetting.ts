import { InputError, nonNegative, positive, positiveInteger, positiveOrInfinite } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"

/**
 * What VMPlaceS draws its experiment from, in the units of its own files: percent of a core, MB, seconds. Everything that it
 * injects follows from these numbers. Made by {@link vmplacesSetting}.
 */
export interface VmplacesSetting {
  /** Hosts of VMs: `node0` to `node(pms - 1)`. The service nodes have the numbers after them. */
  readonly pms: number
  /** `vm-0` to `vm-(vms - 1)`. */
  readonly vms: number
  readonly serviceNodes: number
  readonly seed: number
  readonly duration: number
  /** Mean time between two changes of the load of one VM. */
  readonly loadPeriod: number
  /** Of the Gaussian law of loads, in percent of a core. */
  readonly loadMean: number
  readonly loadDeviation: number
  /** Loads are multiples of maxLoad / slots, rounded down. */
  readonly slots: number
  /** The most that a VM asks for, in percent of a core. */
  readonly maxLoad: number
  /** What a PM has for VMs, in percent of a core. */
  readonly capacity: number
  /** Of a PM, in MB. */
  readonly memory: number
  /** Of a VM, in MB. */
  readonly vmMemory: number
  /** How many classes of VMs there are. */
  readonly classes: number
  /** Whether the placement leaves room for the mean load (since 2018); without it memory alone counts. */
  readonly placesByLoad: boolean
  /** Mean time between two crashes of one host. */
  readonly crashPeriod: number
  /** How long a host is down after a crash; a suspended VM as well. */
  readonly crashDuration: number
  /** Mean time between two suspensions of one VM. */
  readonly suspendPeriod: number
  /** The first service node, of the leader in Snooze, crashes at multiples of this; 0: it does not. */
  readonly leaderCrashPeriod: number
  /** One of the service nodes crashes at multiples of this. */
  readonly managerCrashPeriod: number
}

/** The files that come with the last version of VMPlaceS (2020), but for the numbers of PMs and of VMs, ten a PM. */
const shipped: Omit<VmplacesSetting, "pms" | "vms"> = {
  serviceNodes: 1,
  seed: 23,
  duration: 1800,
  loadPeriod: 300,
  loadMean: 60,
  loadDeviation: 20,
  slots: 10,
  maxLoad: 100,
  capacity: 700,
  memory: 32_768,
  vmMemory: 1024,
  classes: 5,
  placesByLoad: true,
  crashPeriod: 111_661_000,
  crashDuration: 300,
  suspendPeriod: 3600,
  leaderCrashPeriod: 900,
  managerCrashPeriod: 300,
}

/** Checks a setting; what is not given is as in the files that come with VMPlaceS, with ten VMs a PM. */
export function vmplacesSetting(
  raw: Pick<VmplacesSetting, "pms"> & Partial<VmplacesSetting>,
): Either<InputError, VmplacesSetting> {
  const where = "VMPlaceS setting"
  return checked(() => {
    positiveInteger(where, "pms", raw.pms)
    const setting = { ...shipped, vms: 10 * raw.pms, ...raw }
    for (const what of ["vms", "slots", "classes"] as const) positiveInteger(where, what, setting[what])
    for (const what of ["loadPeriod", "managerCrashPeriod", "suspendPeriod"] as const)
      positive(where, what, setting[what], "seconds")
    positiveOrInfinite(where, "crashPeriod", setting.crashPeriod, "seconds")
    for (const what of ["duration", "crashDuration", "leaderCrashPeriod"] as const)
      nonNegative(where, what, setting[what], "seconds")
    for (const what of ["loadMean", "loadDeviation", "maxLoad", "capacity"] as const)
      nonNegative(where, what, setting[what], "percent of a core")
    for (const what of ["memory", "vmMemory"] as const) nonNegative(where, what, setting[what], "MB")
    if (!(Number.isInteger(setting.serviceNodes) && setting.serviceNodes >= 0))
      throw new InputError(where, "serviceNodes", setting.serviceNodes, "a whole number of at least 0")
    if (!Number.isSafeInteger(setting.seed))
      throw new InputError(where, "seed", setting.seed, "a whole number between -2^53 and 2^53")
    return setting
  })
}
