/*
 * How long the published Entropy (version 2, on the Choco solver) takes for a decision. A model of its search, not of ours.
 *
 * Notation   h hosts, v VMs on overloaded hosts (open), k moves of the plan.
 * Model      it lets VMs stay as long as they can, so its first descent decides v VMs. Then it proves that fewer than k moves are not
 *            enough. It has no bound, so it tries every set of j < k open VMs on all other hosts:
 *
 *              nodes = v + sum over 1 <= j < k of  C(v, j) (h - 1)^j
 *              time  = call + node x h x nodes,   at most the limit
 *
 *            as each node costs a propagation over all hosts. So one move is proved at once, and of two or more the proof runs into
 *            the limit where there are tens of hosts. Nothing to do: no time. No solution: the whole limit.
 * Limit      whole seconds, so many for each host, and at most some; as VMPlaceS sets it. Where that is 0 VMPlaceS has no limit, so
 *            that a small set of hosts could think for hours; here it has the 2 s that DVMS gives a partition.
 * Constants  call and node are calibrated, not measured: see the table in the README.
 * Source     Hermenier et al. (2009) for the search; VMPlaceS for the limits. The formula is ours.
 */
import { positive, positiveOrInfinite, type Seconds } from "@placelab/core"
import type { DecisionTime } from "./decisionTime.ts"

/** The limit of the published Entropy. */
export interface Entropy2Limit {
  /** For each host that it looks at; the product is rounded down to whole seconds. Default: 1/8. */
  readonly limitPerHost?: Seconds
  /** However many hosts there are. Default: Infinity, as in 2015; since 2018 it is 30. */
  readonly limitAtMost?: Seconds
}

/** To read the state of the hosts, and to write the plan. */
const secondsPerCall = 0.03

/** For a node, and each host that is looked at in it. */
const secondsPerNodeAndHost = 2e-4

/** For sets of hosts whose limit is rounded down to nothing. */
const limitOfSmallSets = 2

/**
 * The time of the published Entropy. Errors: InputError for a limit that is not above 0.
 *
 * @example
 * const head = entropy2Time({ limitAtMost: 30 })
 */
export function entropy2Time({
  limitPerHost = 1 / 8,
  limitAtMost = Number.POSITIVE_INFINITY,
}: Entropy2Limit = {}): DecisionTime {
  positive("decision time", "limitPerHost", limitPerHost, "seconds")
  positiveOrInfinite("decision time", "limitAtMost", limitAtMost, "seconds")
  return ({ verdict, moves, work: { hosts, openVms } }) => {
    if (verdict === "nothing to do") return 0
    const limit = Math.min(limitAtMost, Math.floor(hosts * limitPerHost) || limitOfSmallSets)
    if (verdict === "no solution") return limit
    const nodes = entropy2Nodes(hosts, openVms, moves.length)
    return Math.min(limit, secondsPerCall + secondsPerNodeAndHost * hosts * nodes)
  }
}

/** Nodes of the search until a plan of `moves` moves is known to be the shortest. */
export function entropy2Nodes(hosts: number, openVms: number, moves: number): number {
  let nodes = openVms
  let ways = 1
  for (let j = 1; j < moves; j++) {
    ways *= ((openVms - j + 1) / j) * (hosts - 1)
    nodes += ways
  }
  return nodes
}
