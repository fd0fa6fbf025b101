import type { Watts } from "@placelab/core"
import type { WatchedHost } from "./detector/watchedHost.ts"
import type { SelectableVm } from "./selection/selectableVm.ts"

/** Hosts as placement sees them. Hosts and VMs are numbers from 0. */
export interface PlacementView {
  /** How many hosts there are. */
  readonly hosts: number
  /** Whether the host has room for what the VM asks for now. */
  fits(vm: number, host: number): boolean
  /** Whether nobody uses the host, or would once the VMs that were put there have come. */
  isIdle(host: number): boolean
  /** The load of the host with one VM more. */
  loadWith(vm: number, host: number): WatchedHost
  /** How much more the host would draw with the VM than it drew at the last measure. */
  powerIncrease(vm: number, host: number): Watts
}

/**
 * Hosts and VMs as consolidation sees them, and a sketch of where VMs go: `put` and `take` change what the view says, and nothing
 * else.
 */
export interface ConsolidationView extends PlacementView {
  /** The VMs of the host that may leave it, in the order in which they came; those that were put there last. */
  movable(host: number): readonly number[]
  vm(vm: number): SelectableVm
  /** What the VM asks for now. */
  demand(vm: number): number
  load(host: number): WatchedHost
  /** The part of the host's CPU that was used at the last measure, whatever was put or taken since. */
  utilization(host: number): number
  /** Whether the host has VMs that may leave it, and none is on its way there. */
  mayBeEmptied(host: number): boolean
  /** Puts a VM on a host, beside where it is. */
  put(vm: number, host: number): void
  /** Takes a VM off a host. */
  take(vm: number, host: number): void
}
