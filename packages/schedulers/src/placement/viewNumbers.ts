/*
 * A view in numbers: what planners compute with.
 *
 * CPU is counted in whole billionths of a core, as machines count it: tenths that add up to 7 are 7, and a host is overloaded
 * here exactly when the cluster says so. Memory is in bytes; what is over by less than a billionth of what a host has is the
 * rounding of sums.
 */
import type { Configuration } from "./configuration.ts"

const unitsPerCore = 1e9

/** Sums of memory: what is over by less than this part of what a host has is rounding, not load. */
export const memoryRounding = 1e-9

/** A number of cores in whole billionths. */
export const inCpuUnits = (cores: number) => Math.round(cores * unitsPerCore)

/** Whole billionths in cores. */
export const inCores = (units: number) => units / unitsPerCore

/** Hosts and VMs are positions in the view; a field for each of them. CPU in billionths of a core, memory in bytes. */
export interface ViewNumbers {
  readonly hostOf: Int32Array
  readonly vmCpu: Float64Array
  readonly vmMemory: Float64Array
  readonly hostCpu: Float64Array
  readonly hostMemory: Float64Array
  /** What the VMs leave; below 0 on a host that is overloaded. */
  readonly freeCpu: Float64Array
  readonly freeMemory: Float64Array
  readonly isOverloaded: Uint8Array
  /** How many hosts are overloaded, and how many VMs are on them. */
  readonly overloaded: number
  readonly openVms: number
}

/** Numbers a view. O(hosts + VMs). */
export function viewNumbers({ hosts, vms }: Configuration): ViewNumbers {
  const byName = new Map<string, number>()
  for (let host = 0; host < hosts.length; host++) byName.set(hosts[host]!.name, host)
  const hostCpu = Float64Array.from(hosts, ({ cpu }) => inCpuUnits(cpu))
  const hostMemory = Float64Array.from(hosts, ({ memory }) => memory)
  const freeCpu = hostCpu.slice()
  const freeMemory = hostMemory.map((memory) => memory * (1 + memoryRounding))
  const vmCpu = new Float64Array(vms.length)
  const vmMemory = new Float64Array(vms.length)
  const hostOf = new Int32Array(vms.length)
  let last = ""
  let at = -1
  for (let i = 0; i < vms.length; i++) {
    const vm = vms[i]!
    // VMs of one host mostly follow each other.
    if (vm.host !== last || at < 0) at = byName.get((last = vm.host))!
    hostOf[i] = at
    vmCpu[i] = inCpuUnits(vm.cpu)
    vmMemory[i] = vm.memory
    freeCpu[at]! -= vmCpu[i]!
    freeMemory[at]! -= vm.memory
  }
  const isOverloaded = Uint8Array.from(freeCpu, (cpu, host) => (cpu < 0 || freeMemory[host]! < 0 ? 1 : 0))
  const overloaded = isOverloaded.reduce((sum, each) => sum + each, 0)
  const openVms = overloaded === 0 ? 0 : hostOf.reduce((sum, host) => sum + isOverloaded[host]!, 0)
  return {
    ...{ hostOf, vmCpu, vmMemory, hostCpu, hostMemory, freeCpu, freeMemory },
    ...{ isOverloaded, overloaded, openVms },
  }
}
