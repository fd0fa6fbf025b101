import { type Host, InputError, positive, type Seconds, type Steps } from "@placelab/core"
import type { Cluster } from "../cluster/cluster.ts"
import { reconfigure } from "../cluster/reconfigure.ts"
import type { Resolver } from "../cluster/resolver.ts"
import type { DecisionTime } from "../planner/decisionTime.ts"
import type { Planner } from "../planner/planner.ts"

/** How one node decides for all; see {@link centralized}. */
export interface Centralized {
  readonly planner: Planner
  readonly time: DecisionTime
  /** From the beginning of one round to the beginning of the next one. Default 30 s. */
  readonly period?: Seconds
  /** Where it runs. Default: the first service node. */
  readonly node?: Host
}

/**
 * One node looks at all machines in rounds, and decides for all of them. A round that takes longer than the period is
 * followed by the next one at once. When its node crashes, it begins anew when that is back.
 *
 * Source: Lebre, Pastor, Suedholt, 2015 (the centralized resolver of VMPlaceS). Errors: InputError.
 */
export function centralized(
  cluster: Cluster,
  { planner, time, period = 30, node = cluster.services[0] }: Centralized,
): Resolver {
  positive("centralized scheduler", "period", period, "seconds")
  if (node === undefined)
    throw new InputError(
      "centralized scheduler",
      "node",
      node,
      "a service node of the cluster, or another host",
    )
  const { engine } = cluster
  let isBusy = false
  function* rounds(at: Host): Steps<void> {
    yield* engine.sleep(period)
    while (!cluster.isEnding) {
      isBusy = true
      try {
        const { seconds } = yield* reconfigure(cluster, cluster.machines, { planner, time, node: at })
        isBusy = false
        yield* engine.sleep(Math.max(0, period - seconds))
      } finally {
        isBusy = false
      }
    }
  }
  engine.spawn("centralized scheduler", () => rounds(node), { host: node, daemon: true, restart: true })
  return {
    get isBusy() {
      return isBusy
    },
    counts: () => ({}),
  }
}
