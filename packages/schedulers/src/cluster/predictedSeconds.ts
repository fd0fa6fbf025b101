import type { Seconds } from "@placelab/core"
import { migrationParameters, orThrow, predictPrecopy } from "@placelab/models"
import type { PlannedMove } from "../planner/planner.ts"
import type { Cluster } from "./cluster.ts"

/** No prediction goes further: a VM that makes memory dirty as fast as it is sent would have no last round. */
const mostRounds = 1000

/**
 * What a planner can say beforehand of how long these moves take: each by the closed form of pre-copy, alone on its path, its VM
 * computing what it asks for; those that wait for others after them.
 */
export function predictedSeconds(cluster: Cluster, moves: readonly PlannedMove[]): Seconds {
  const ends: Seconds[] = []
  for (const { vm: seen, to, after = [] } of moves) {
    const start = after.reduce((latest, position) => Math.max(latest, ends[position]!), 0)
    ends.push(start + moveSeconds(cluster, seen.name, to))
  }
  return ends.reduce((latest, end) => Math.max(latest, end), 0)
}

function moveSeconds(cluster: Cluster, vmName: string, to: string): Seconds {
  const { engine, migration } = cluster
  const vm = cluster.vm(vmName)
  const source = vm.host
  const { host: target } = cluster.machine(to)
  if (source === undefined || source === target) return 0
  const { memory, workingSet, updateSpeed } = vm
  const latency = engine.travelTime(source, target, 0)
  const path = memory / (engine.travelTime(source, target, memory) - latency)
  const bandwidth = Math.min(path, migration.bandwidthLimit ?? Number.POSITIVE_INFINITY)
  const roundLimit = Math.min(mostRounds, migration.roundLimit ?? mostRounds)
  const dirtyRate = updateSpeed * vm.demand
  const raw = { ...migration, roundLimit, memory, workingSet, bandwidth, latency, dirtyRate }
  return predictPrecopy(orThrow(migrationParameters(raw))).seconds
}
