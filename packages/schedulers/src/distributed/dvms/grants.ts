import type { Seconds } from "@placelab/core"
import type { Peer } from "./context.ts"
import type { Partition } from "./partition.ts"

/** Asks peers at once; true when all have said yes in time. */
export type Ask = (
  peers: readonly Peer[],
  seconds: Seconds,
  question: (peer: Peer) => boolean,
  then: (isGranted: boolean) => void,
) => void

/** What is asked for, and of whom. */
export interface GrantRequest {
  readonly next: Partition
  /** What `next` is made of, in the order in which their initiators are asked. */
  readonly bases: readonly Partition[]
  /** Everybody else in `next` who has not granted it yet. */
  readonly others: readonly Peer[]
  readonly initiatorOf: (base: Partition) => Peer
  /** For all answers together. */
  readonly seconds: Seconds
  readonly now: () => Seconds
  readonly ask: Ask
}

/**
 * Has the next version of a partition granted: by the initiators of what it is made of, one after the other, then by all others at
 * once. `then` is called with those bases that it has taken from their initiators, and whether all have granted.
 *
 * An initiator grants only what is made of the version that it knows. So it is a lock: of two who ask, one gets nothing.
 */
export function requestGrants(
  { next, bases, others, initiatorOf, seconds, now, ask }: GrantRequest,
  then: (held: readonly Partition[], areGranted: boolean) => void,
): void {
  const deadline = now() + seconds
  const left = () => Math.max(0, deadline - now())
  const baseOf = ({ machine }: Peer) => bases.find(({ members }) => members.has(machine))!
  const askFrom = (i: number) => {
    const base = bases[i]
    if (base === undefined) {
      ask(
        others,
        left(),
        (peer) => peer.adopt(next, baseOf(peer)),
        (areGranted) => then(bases, areGranted),
      )
      return
    }
    ask(
      [initiatorOf(base)],
      left(),
      (peer) => peer.adopt(next, base),
      (isGranted) => {
        if (isGranted) askFrom(i + 1)
        else then(bases.slice(0, i), false)
      },
    )
  }
  askFrom(0)
}
