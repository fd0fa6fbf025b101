import { firstOfLeast } from "./least.ts"
import type { VmSelection } from "./selectableVm.ts"

/**
 * MU: the VM that asks for the least part of its own capacity.
 *
 * Source: CloudSim 3.0.3, which names it beside the selections of Beloglazov and Buyya (CCPE 24(13), 2012).
 */
export const minimumUtilization: VmSelection = (vms) =>
  firstOfLeast(vms, ({ demand, capacity }) => demand / capacity)
