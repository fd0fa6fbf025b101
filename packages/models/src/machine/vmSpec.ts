import { type Bytes, type BytesPerSecond, type Host, nonNegative } from "@placelab/core"

/** How the tasks of a VM write to its memory. */
export interface Dirtying {
  /** Memory made dirty a second by a whole core of the host. */
  readonly updateSpeed: BytesPerSecond
  /** The most that can be dirty at once. */
  readonly workingSet: Bytes
}

/** What a VM is made of. */
export interface VmSpec extends Partial<Dirtying> {
  readonly name: string
  /** It runs there from the beginning. Default: nowhere, until `start` brings it up. */
  readonly host?: Host
  /** Virtual ones. Default 1. */
  readonly cores?: number
  readonly memory: Bytes
  /** CPU utilisation that the load asks for, in cores, up to all of them. Default 0: idle. */
  readonly load?: number
  /** The most that it gets, in cores. Default Infinity: all its cores. */
  readonly cap?: number
}

/** Errors: InputError. */
export function checkedDirtying(where: string, { updateSpeed, workingSet }: Dirtying): Dirtying {
  nonNegative(where, "updateSpeed", updateSpeed, "bytes/s")
  nonNegative(where, "workingSet", workingSet, "bytes")
  return { updateSpeed, workingSet }
}
