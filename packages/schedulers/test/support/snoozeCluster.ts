import type { Seconds } from "@placelab/core"
import type { Cluster } from "../../src/cluster/cluster.ts"
import type { SnoozeOptions } from "../../src/hierarchical/snooze/settings.ts"
import { type SnoozeHandle, snooze } from "../../src/hierarchical/snooze/snooze.ts"
import { decided } from "../../src/planner/decided.ts"
import { instant } from "../../src/planner/decisionTime.ts"
import type { Planner } from "../../src/planner/planner.ts"
import { type TestCluster, testCluster } from "./testCluster.ts"

/** Moves nobody. */
export const stayers: Planner = { name: "stayers", decide: (view) => decided(view, []) }

/** Moves the first VM of an overloaded host to the last host of the view. */
export const firstToLast: Planner = {
  name: "first to last",
  decide: (view) => {
    const { work } = decided(view, [])
    return decided(view, work.overloaded === 0 ? [] : [{ vm: view.vms[0]!, to: view.hosts.at(-1)!.name }])
  },
}

export interface SnoozeCluster {
  readonly cluster: Cluster
  readonly handle: SnoozeHandle
  /** What a message takes. */
  readonly hop: Seconds
  /** Who manages whom at the moment, as managers believe: "node9: node0 node3". */
  groups(): string[]
}

/** Snooze on a test cluster, with {@link stayers} if no planner is given. */
export function snoozeCluster(of: TestCluster, options: Partial<SnoozeOptions> = {}): SnoozeCluster {
  const cluster = testCluster(of)
  const handle = snooze(cluster, { planner: stayers, time: instant, ...options })
  const { engine, machines, services } = cluster
  const hop = engine.travelTime(machines[0]!.host, services[0]!, 1024)
  const groups = () =>
    handle.groups.map((group) => `${group.manager.name}: ${group.machines.map(({ name }) => name).join(" ")}`)
  return { cluster, handle, hop, groups }
}

/** So many machines with a VM that asks for half a core. */
export function idle(machines: number): number[][] {
  return Array.from({ length: machines }, () => [0.5])
}
