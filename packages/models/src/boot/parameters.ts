import { InputError, nonNegative, positiveInteger, type Seconds } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"

/** Equal VMs that boot together on one host, checked. Made by {@link bootParameters}. */
export interface BootParameters {
  /** alpha: how long one boot alone reads. */
  readonly ioTime: Seconds
  /** beta: how long one boot alone computes, on a core of its own. */
  readonly cpuTime: Seconds
  /** Of the host. */
  readonly cores: number
  /** e: how many VMs boot together, this one too. */
  readonly bootingVms: number
  /** w: how many VMs beside them keep one core busy each, if they get it. */
  readonly stressedVms: number
  /** f: the share of `ioTime` in which the storage is busy for the boot; the rest is waiting, which others do not lengthen. */
  readonly busyShare: number
}

/** What one has to say of a boot; the number of VMs has defaults. */
export interface RawBootParameters extends Omit<BootParameters, "bootingVms" | "stressedVms"> {
  /** Default 1. */
  readonly bootingVms?: number
  /** Default 0. */
  readonly stressedVms?: number
}

/** Checks the parameters of a boot and fills in the defaults: what comes out can be predicted without errors. */
export function bootParameters(raw: RawBootParameters): Either<InputError, BootParameters> {
  const where = "boot"
  return checked(() => ({
    ioTime: nonNegative(where, "ioTime", raw.ioTime, "seconds"),
    cpuTime: nonNegative(where, "cpuTime", raw.cpuTime, "seconds"),
    cores: positiveInteger(where, "cores", raw.cores),
    bootingVms: positiveInteger(where, "bootingVms", raw.bootingVms ?? 1),
    stressedVms: wholeNumber(where, "stressedVms", raw.stressedVms ?? 0),
    busyShare: share(where, "busyShare", raw.busyShare),
  }))
}

function wholeNumber(where: string, what: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value
  throw new InputError(where, what, value, "a whole number of at least 0")
}

function share(where: string, what: string, value: number): number {
  if (value >= 0 && value <= 1) return value
  throw new InputError(where, what, value, "a number from 0 to 1")
}
