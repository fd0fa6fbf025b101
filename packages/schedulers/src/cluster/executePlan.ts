import type { Process, Seconds, Steps } from "@placelab/core"
import { all } from "@placelab/core"
import {
  type MigrationEnd,
  migrate,
  type PhysicalMachine,
  powerOff,
  powerOn,
  type Vm,
} from "@placelab/models"
import type { PlannedMove } from "../planner/planner.ts"
import type { Cluster } from "./cluster.ts"
import type { Claim } from "./planBook.ts"

/** What has become of a plan. */
export interface PlanOutcome {
  /** Moves that were made. */
  readonly moved: number
  /** Moves that were not, for whatever reason. */
  readonly failed: number
  readonly seconds: Seconds
}

/** What has become of a move; the first ones were never started. */
type MoveEnd = "claimed" | "not running" | "moved meanwhile" | "no room" | "no machine" | MigrationEnd

/**
 * Applies a plan: each move starts when those that it comes after are over; the others at once. Machines that are off are powered on
 * first. Nobody waits for a move that cannot be made: it is given up, and what comes after it goes on. Moves go on when the
 * process is killed that waits for them here. In the end machines that are empty are powered off, where the cluster does so.
 */
export function* executePlan(
  cluster: Cluster,
  plan: number,
  moves: readonly PlannedMove[],
): Steps<PlanOutcome> {
  const { engine } = cluster
  const begin = engine.now
  const claims = moves.map((move) =>
    cluster.plans.claim(cluster.vm(move.vm.name), plan, cluster.machine(move.to)),
  )
  const running: Process<boolean>[] = []
  for (const [i, move] of moves.entries()) {
    const before = (move.after ?? []).map((position) => () => running[position]!)
    const steps = () => makeMove(cluster, plan, move, claims[i], before)
    running.push(engine.spawn(`move of ${move.vm.name}`, steps, { daemon: true }))
  }
  const made = yield* all(running)
  const moved = made.filter(Boolean).length
  return { moved, failed: moves.length - moved, seconds: engine.now - begin }
}

function* makeMove(
  cluster: Cluster,
  plan: number,
  move: PlannedMove,
  claim: Claim | undefined,
  before: readonly (() => Process<boolean>)[],
): Steps<boolean> {
  const vm = cluster.vm(move.vm.name)
  let end: MoveEnd = "claimed"
  if (claim !== undefined) {
    try {
      for (const earlier of before) yield* earlier()
      end = yield* carryOut(cluster, plan, vm, move, claim.to)
    } finally {
      cluster.plans.release(claim)
    }
  }
  const hasMoved = wasMoved(end)
  cluster.trace.point(vm.name, "migration", hasMoved ? "finished" : "failed", {
    vm_name: vm.name,
    from: move.vm.host,
    to: move.to,
    plan,
    end,
  })
  return hasMoved
}

function* carryOut(
  cluster: Cluster,
  plan: number,
  vm: Vm,
  move: PlannedMove,
  to: PhysicalMachine,
): Steps<MoveEnd> {
  const { engine } = cluster
  if (to.state === "off" && cluster.powersOff && !cluster.failed.has(to)) yield* powerOn(engine, to)
  if (to.state !== "on") return "no machine"
  if (vm.state !== "running") return "not running"
  if (vm.host?.name !== move.vm.host) return "moved meanwhile"
  const { reserve = true } = cluster.migration
  if (reserve && to.lacks(vm) !== undefined) return "no room"
  const service = cluster.trace.track(vm.name, "SERVICE")
  service.set("migrate")
  cluster.plans.tellStart()
  let end: MigrationEnd = "failed"
  try {
    end = (yield* migrate(vm, to.host, cluster.migration)).end
  } finally {
    const state = wasMoved(end) ? 0 : -1
    service.pop({ vm_name: vm.name, from: move.vm.host, to: to.name, state, plan, end })
  }
  return end
}

function wasMoved(end: MoveEnd): boolean {
  return end === "converged" || end === "round limit" || end === "time-out" || end === "copied"
}

/** Powers machines off that run nothing and expect nothing; undefined where there are none, or the cluster does not. */
export function powerOffEmpty(cluster: Cluster, machines: readonly PhysicalMachine[]): void {
  if (!cluster.powersOff) return
  for (const machine of machines) {
    if (machine.state !== "on" || machine.coresUsed > 0 || cluster.plans.touches(machine)) continue
    cluster.engine.spawn(`power off ${machine.name}`, () => powerOff(cluster.engine, machine), {
      daemon: true,
    })
  }
}
