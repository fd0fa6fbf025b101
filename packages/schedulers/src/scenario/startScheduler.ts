import { centralized } from "../centralized/centralized.ts"
import type { Cluster } from "../cluster/cluster.ts"
import type { Resolver } from "../cluster/resolver.ts"
import { dvms } from "../distributed/dvms/dvms.ts"
import { snooze } from "../hierarchical/snooze/snooze.ts"
import { plannerOf } from "./plannerOf.ts"
import type { Scenario } from "./scenario.ts"

/** The scheduler of whoever wants none. */
export const nobody: Resolver = { isBusy: false, counts: () => ({}) }

/** Starts the scheduler of a scenario. Errors: InputError. */
export function startScheduler(
  cluster: Cluster,
  { scheduler, seed }: Scenario,
  clock: (() => number) | undefined,
): Resolver {
  if (scheduler.name === "none") return nobody
  const deciding = plannerOf(scheduler, cluster.rules, clock)
  switch (scheduler.name) {
    case "centralized":
      return centralized(cluster, { ...deciding, period: scheduler.period })
    case "snooze":
      return snooze(cluster, { ...scheduler, ...deciding })
    case "dvms":
      return dvms(cluster, { ...scheduler, ...deciding, seed })
  }
}
