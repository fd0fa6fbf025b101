import { type Bytes, type BytesPerSecond, InputError, positive, type Seconds } from "@placelab/core"

/** What storage gives to boots. */
export interface StorageKind {
  /** All that it gives, to all that read as boots do: pieces here and there, not one long file. */
  readonly bandwidth: BytesPerSecond
  /** f: the share of the I/O time of one boot alone in which the storage is busy for it; above 0, at most 1. */
  readonly busyShare: number
}

/**
 * Storage in a server behind a link of 1 Gb/s.
 *
 * The bandwidth is that of the measured hosts (NCU-VMDataset; data/README.md). `busyShare` is fitted to the 156 measured
 * cases, one value for all: the least squares of the relative errors give 0.341 (`calibrateBoot`).
 */
export const sharedRemote: StorageKind = { bandwidth: 125e6, busyShare: 0.34 }

/**
 * A hard disk. Both values are assumptions of ours: heads that seek serve nobody else, so the disk is busy for all of the
 * time; and they leave about a fifth of the bandwidth of a long file.
 */
export const hardDisk: StorageKind = { bandwidth: 30e6, busyShare: 1 }

/**
 * A solid state disk. Both values are assumptions of ours: one boot, which waits for each answer, keeps a quarter of what
 * works in parallel in the disk busy.
 */
export const solidStateDisk: StorageKind = { bandwidth: 400e6, busyShare: 0.25 }

/** The host's memory, read by copying. Both values are assumptions of ours. */
export const hostMemory: StorageKind = { bandwidth: 10e9, busyShare: 1 }

/** alpha: how long one boot alone takes to read `bytes`: bytes / (busyShare x bandwidth). */
export function ioTimeOf(bytes: Bytes, { bandwidth, busyShare }: StorageKind): Seconds {
  return bytes / (busyShare * bandwidth)
}

/** How many bytes a boot reads whose I/O time alone is known: the inverse of {@link ioTimeOf}. */
export function readsOf(ioTime: Seconds, { bandwidth, busyShare }: StorageKind): Bytes {
  return ioTime * busyShare * bandwidth
}

/** Throws InputError for a kind out of range; `where` names the storage. */
export function requireStorageKind(where: string, { bandwidth, busyShare }: StorageKind): void {
  positive(where, "bandwidth", bandwidth, "bytes/s")
  if (busyShare > 0 && busyShare <= 1) return
  throw new InputError(where, "busyShare", busyShare, "a number above 0, up to 1")
}
