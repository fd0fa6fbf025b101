/** What a detector sees of a host. It may be the same object at every call: nothing of it is to be kept. */
export interface WatchedHost {
  /** What the VMs of the host ask for, in the unit of `capacity`. */
  readonly demand: number
  readonly capacity: number
  /**
   * Which part of the capacity these VMs asked for in the past, newest first, at equal intervals; 0 where nothing was measured yet. VMs
   * bring their past along, so it is that of the VMs that are there now.
   */
  readonly history: ArrayLike<number>
  /** How many of these intervals the longest migration of one of the VMs takes, rounded up. */
  readonly migrationIntervals: number
}

/** Says whether a host is overloaded, or soon will be. Pure. */
export type OverloadDetector = (host: WatchedHost) => boolean

/** How many entries of a history there are, up to the oldest that is not 0; at least one. */
export function measuredLength(history: ArrayLike<number>): number {
  let length = history.length
  while (length > 1 && history[length - 1] === 0) length--
  return length
}
