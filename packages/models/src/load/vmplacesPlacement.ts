import { JavaRandom } from "@placelab/core"
import { javaHashOrder } from "./javaHashOrder.ts"
import type { VmplacesSetting } from "./vmplacesSetting.ts"

/** Where the VMs of VMPlaceS are at the beginning, and of what class; both by the number of the VM. */
export interface VmplacesPlacement {
  /** The number of the PM; -1: there was no room on any. */
  readonly hosts: Int32Array
  /** The place in the list of classes. */
  readonly classes: Int32Array
}

/**
 * The initial placement of VMPlaceS: PMs in the order of a hash map, each filled up before the next one. VMs come in the order
 * of their numbers; a PM takes as many as there are for each PM, and no more than its memory and, by their mean load, its
 * capacity hold. VMPlaceS stops where there is no room left; here the rest is nowhere.
 */
export function vmplacesPlacement(setting: VmplacesSetting): VmplacesPlacement {
  const { vms, pms, vmMemory, memory, loadMean, capacity, placesByLoad } = setting
  const order = vmplacesHostOrder(pms)
  const hosts = new Int32Array(vms)
  let at = 0
  let count = 0
  for (let vm = 0; vm < vms; vm++) {
    const isFull = () =>
      count >= vms / pms ||
      (count + 1) * vmMemory > memory ||
      (placesByLoad && (count + 1) * loadMean > capacity)
    while (at < pms && isFull()) {
      at++
      count = 0
    }
    hosts[vm] = order[at] ?? -1
    count++
  }
  return { hosts, classes: vmplacesClasses(setting) }
}

/** The numbers of the PMs, in the order in which VMPlaceS goes through them. */
export function vmplacesHostOrder(pms: number): number[] {
  return numbersInHashOrder("node", pms)
}

/** The numbers of `prefix0`, `prefix1`, ... in the order of a Java hash map of these names. */
export function numbersInHashOrder(prefix: string, count: number): number[] {
  const names = Array.from({ length: count }, (_, i) => `${prefix}${i}`)
  return javaHashOrder(names).map((name) => Number(name.slice(prefix.length)))
}

function vmplacesClasses({ vms, classes, seed }: VmplacesSetting): Int32Array {
  const random = new JavaRandom(seed)
  return Int32Array.from({ length: vms }, () => random.nextInt(classes))
}
