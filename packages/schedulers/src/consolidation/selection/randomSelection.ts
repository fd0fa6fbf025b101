import type { VmSelection } from "./selectableVm.ts"

/**
 * RS: any VM, all alike. `random` is where it draws from, such as a `RandomStream` of core.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 5.2.2. Differs: CloudSim makes a generator without a seed for each VM, so its
 * figures cannot be had again; these can.
 *
 * @example randomSelection(new RandomStream(1, "selection"))
 */
export function randomSelection(random: { below(n: number): number }): VmSelection {
  return (vms) => random.below(vms.length)
}
