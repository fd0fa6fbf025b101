import type { Bytes, Seconds } from "@placelab/core"

/** What booting takes, wherever it is: the same for VMs and containers, in other amounts. */
export interface BootProfile {
  /** What it reads of its image. A boot image that is preloaded into memory (YOLO) takes as much memory of the host. */
  readonly reads: Bytes
  /** beta: how long it computes, on a core of its own of the host where it boots. */
  readonly cpuTime: Seconds
}

/**
 * A VM with Linux. Derived from the two hosts of the measured cases (NCU-VMDataset; data/README.md): the means of their CPU
 * times, 7.75 and 8.43 s, and of what their I/O times of 2.82 and 3.00 s read from shared remote storage, `readsOf`.
 */
export const linuxVm: BootProfile = { reads: 124e6, cpuTime: 8.09 }

/**
 * A container on a kernel that runs. The values are assumptions of ours, a tenth of a VM's: measured ones are not public
 * (that containers boot much faster is: Nguyen and Lebre, 2018).
 */
export const container: BootProfile = { reads: 12.4e6, cpuTime: 0.809 }
