import type { Steps } from "@placelab/core"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { executePlan, type PlanOutcome } from "../../src/cluster/executePlan.ts"
import type { PlannedMove } from "../../src/planner/planner.ts"

/** Ends the trace, and gives what one entity was in: `value begin-end` in seconds, to the hundredth. */
export function statesOf(cluster: Cluster, entity: string, state: string): string[] {
  cluster.trace.close()
  return [...cluster.trace.records].flatMap((record) => {
    if (record.kind !== "state" || record.entity !== entity || record.state !== state) return []
    const [begin, end] = [record.time, record.time + record.duration].map((date) => Number(date.toFixed(2)))
    return [`${record.value} ${begin}-${end}`]
  })
}

/** The data of the records of one state, in their order. */
export function dataOf(cluster: Cluster, entity: string, state: string, value?: string) {
  return [...cluster.trace.records].flatMap((record) =>
    record.entity === entity && record.state === state && (value === undefined || record.value === value)
      ? [record.data]
      : [],
  )
}

/** A move of a VM from where it is. */
export function moveOf(cluster: Cluster, vm: string, to: string, after?: readonly number[]): PlannedMove {
  const { host, demand, memory } = cluster.vm(vm)
  const seen = { name: vm, host: host!.name, cpu: demand, memory }
  return after === undefined ? { vm: seen, to } : { vm: seen, to, after }
}

/** Applies a plan beside all else; its outcome is there when it is over. */
export function startPlan(cluster: Cluster, plan: number, moves: readonly PlannedMove[]) {
  const end: { outcome?: PlanOutcome } = {}
  cluster.engine.spawn(
    "plan",
    function* (): Steps<void> {
      end.outcome = yield* executePlan(cluster, plan, moves)
    },
    { daemon: true },
  )
  return end
}
