/*
 * The order in which the search decides: which VM first, and which host first for a VM.
 *
 * A heuristic only changes how soon good plans are found, never which ones exist. To write another one is to write a
 * comparison of two VMs, or of two hosts.
 */
import type { EntropyProblem } from "./entropyProblem.ts"

/** Negative when VM `a` is to be decided before `b`; 0 leaves them in the order given. */
export type VmOrder = (problem: EntropyProblem, a: number, b: number) => number

/** What each host would have left if all VMs stayed that may: billionths of a core, bytes; below 0 where they cannot. */
export interface SpareRoom {
  readonly spareCpu: Float64Array
  readonly spareMemory: Float64Array
}

/** Negative when host `a` is to be tried before `b` for the VM; 0 leaves them in the order given. All hosts have room for it. */
export type HostOrder = (
  spare: SpareRoom,
  problem: EntropyProblem,
  vm: number,
  a: number,
  b: number,
) => number

/** Largest memory first: Entropy's order. */
export const byMemory: VmOrder = ({ vmMemory }, a, b) => vmMemory[b]! - vmMemory[a]!

/** The largest part of a host (the first one) first, be it of CPU or of memory: what is hard to place does not come last. */
export const byLargestShare: VmOrder = ({ vmCpu, vmMemory, hostCpu, hostMemory }, a, b) => {
  const share = (vm: number) => Math.max(vmCpu[vm]! / hostCpu[0]!, vmMemory[vm]! / hostMemory[0]!)
  return share(b) - share(a)
}

/** Most free memory first: Entropy's choice of a host. */
export const worstFitMemory: HostOrder = ({ spareMemory }, _problem, _vm, a, b) =>
  spareMemory[b]! - spareMemory[a]!

/** Most free memory first, then most free CPU. */
export const worstFit: HostOrder = ({ spareCpu, spareMemory }, _problem, _vm, a, b) =>
  spareMemory[b]! - spareMemory[a]! || spareCpu[b]! - spareCpu[a]!

/** The fullest host first, by the part of its CPU and memory together that is free: keeps large holes for large VMs. */
export const bestFit: HostOrder = ({ spareCpu, spareMemory }, { hostCpu, hostMemory }, _vm, a, b) =>
  spareCpu[a]! / hostCpu[a]! +
  spareMemory[a]! / hostMemory[a]! -
  (spareCpu[b]! / hostCpu[b]! + spareMemory[b]! / hostMemory[b]!)

/** An order of VMs, and one of hosts. */
export interface Strategy {
  readonly vms: VmOrder
  readonly hosts: HostOrder
}

/** Entropy's own strategy, then two for hosts that are almost full. */
export const defaultStrategies: readonly Strategy[] = [
  { vms: byMemory, hosts: worstFitMemory },
  { vms: byLargestShare, hosts: bestFit },
  { vms: byLargestShare, hosts: worstFitMemory },
]
