import type { Bytes } from "@placelab/core"

/** What an action on a VM costs, by the memory of the VM. Whole numbers of at least 0, so that sums are exact. */
export interface ActionCosts {
  readonly run: (memory: Bytes) => number
  readonly stop: (memory: Bytes) => number
  readonly migrate: (memory: Bytes) => number
  readonly suspend: (memory: Bytes) => number
  /** Resumed on the host that has the image. */
  readonly resumeLocally: (memory: Bytes) => number
  /** Resumed on another host, so that the image has to be copied there. */
  readonly resumeRemotely: (memory: Bytes) => number
}

const none = () => 0
const once = (memory: Bytes) => memory

/**
 * The costs of the cluster-wide context switch: the bytes that an action has to move.
 *
 * Source: Hermenier, Lebre, Menaud (2010), table of action costs, D(v) being the memory of the VM.
 */
export const memoryCosts: ActionCosts = {
  run: none,
  stop: none,
  migrate: once,
  suspend: once,
  resumeLocally: once,
  resumeRemotely: (memory) => 2 * memory,
}

/**
 * The constant costs that Entropy has in VMPlaceS, in seconds: with them the cheapest plan is the one of the fewest
 * migrations.
 */
export const constantCosts: ActionCosts = {
  run: () => 1,
  stop: () => 1,
  migrate: () => 5,
  suspend: () => 7,
  resumeLocally: () => 7,
  resumeRemotely: () => 14,
}
