import { firstOfLeast } from "./least.ts"
import type { VmSelection } from "./selectableVm.ts"

/**
 * MMT: the VM that migrates in the shortest time, which is the one with the least memory.
 *
 * Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 5.2.1.
 */
export const minimumMigrationTime: VmSelection = (vms) => firstOfLeast(vms, ({ memory }) => memory)
