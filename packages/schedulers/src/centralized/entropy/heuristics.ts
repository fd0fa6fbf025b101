/*
 * The order in which the search decides: which VM first, and which host first for a VM.
 *
 * A heuristic only changes how soon good plans are found, never which ones exist. To write another one is to write a
 * comparison of two VMs, or of two hosts.
 */
import type { EntropyProblem } from "./entropyProblem.ts"

/** Negative when VM `a` is to be decided before `b`; 0 leaves them in the order given. */
export type VmOrder = (problem: EntropyProblem, a: number, b: number) => number

/** What is free on each host at this point of the search: billionths of a core, bytes. */
export interface FreeRoom {
  readonly freeCpu: Float64Array
  readonly freeMemory: Float64Array
}

/** Negative when host `a` is to be tried before `b` for the VM; 0 leaves them in the order given. */
export type HostOrder = (free: FreeRoom, problem: EntropyProblem, vm: number, a: number, b: number) => number

/** Largest memory first: Entropy's order. */
export const byMemory: VmOrder = ({ vmMemory }, a, b) => vmMemory[b]! - vmMemory[a]!

/** Most free memory first: Entropy's choice of a host. */
export const worstFitMemory: HostOrder = ({ freeMemory }, _problem, _vm, a, b) =>
  freeMemory[b]! - freeMemory[a]!

/** Most free memory first, then most free CPU. */
export const worstFit: HostOrder = ({ freeCpu, freeMemory }, _problem, _vm, a, b) =>
  freeMemory[b]! - freeMemory[a]! || freeCpu[b]! - freeCpu[a]!

/** The fullest host first, by the part of its CPU and memory together that is free: keeps large holes for large VMs. */
export const bestFit: HostOrder = ({ freeCpu, freeMemory }, { hostCpu, hostMemory }, _vm, a, b) =>
  freeCpu[a]! / hostCpu[a]! +
  freeMemory[a]! / hostMemory[a]! -
  (freeCpu[b]! / hostCpu[b]! + freeMemory[b]! / hostMemory[b]!)
