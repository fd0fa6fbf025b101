import type { Process, Seconds, Steps } from "@placelab/core"
import { all, InputError } from "@placelab/core"
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
import { VmUse } from "./vmUse.ts"

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
 * first, where the cluster does so. Nobody waits for a move that cannot be made: it is given up, and what comes after it goes on.
 * Moves go on when the process is killed that waits for them here. Errors: InputError for a move that comes after one that is
 * not before it in the plan.
 */
export function* executePlan(
  cluster: Cluster,
  plan: number,
  moves: readonly PlannedMove[],
): Steps<PlanOutcome> {
  const { engine } = cluster
  const begin = engine.now
  requireOrder(plan, moves)
  const claims = moves.map((move) =>
    cluster.plans.claim(cluster.vm(move.vm.name), plan, cluster.machine(move.to)),
  )
  const running: Process<boolean>[] = []
  for (const [i, move] of moves.entries()) {
    const before = (move.after ?? []).map((position) => running[position]!)
    const steps = () => makeMove(cluster, plan, move, claims[i], before)
    running.push(engine.spawn(`move of ${move.vm.name}`, steps, { daemon: true }))
  }
  const made = yield* all(running)
  const moved = made.filter(Boolean).length
  return { moved, failed: moves.length - moved, seconds: engine.now - begin }
}

function requireOrder(plan: number, moves: readonly PlannedMove[]): void {
  for (const [i, { after = [] }] of moves.entries()) {
    const wrong = after.find((position) => !(Number.isInteger(position) && position >= 0 && position < i))
    if (wrong === undefined) continue
    throw new InputError(`plan ${plan}, move ${i}`, "after", wrong, "the positions of moves before it")
  }
}

function* makeMove(
  cluster: Cluster,
  plan: number,
  move: PlannedMove,
  claim: Claim | undefined,
  before: readonly Process<boolean>[],
): Steps<boolean> {
  const vm = cluster.vm(move.vm.name)
  let end: MoveEnd = "claimed"
  if (claim !== undefined) {
    try {
      for (const earlier of before) yield* earlier
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

/**
 * The record of a migration, (VM, "SERVICE", "migrate"), lasts until the source has heard of the end. Among its data are `requested` and
 * `served`: the core seconds that the VM asked for and got meanwhile.
 */
function* carryOut(
  cluster: Cluster,
  plan: number,
  vm: Vm,
  move: PlannedMove,
  to: PhysicalMachine,
): Steps<MoveEnd> {
  yield* bringUp(cluster, to)
  if (to.state !== "on") return "no machine"
  if (vm.state !== "running") return "not running"
  if (vm.host?.name !== move.vm.host) return "moved meanwhile"
  const { reserve = true } = cluster.migration
  if (reserve && to.lacks(vm) !== undefined) return "no room"
  const service = cluster.trace.track(vm.name, "SERVICE")
  service.set("migrate")
  const from = cluster.machine(move.vm.host)
  const use = new VmUse(vm, [from, to])
  cluster.migrating.set(vm, use)
  cluster.plans.tellStart()
  let end: MigrationEnd = "failed"
  try {
    const result = yield* migrate(vm, to.host, cluster.migration)
    end = result.end
    cluster.tellMigration({ vm, from, to, result })
  } finally {
    const state = wasMoved(end) ? 0 : -1
    service.pop({ vm_name: vm.name, from: move.vm.host, to: to.name, state, plan, end, ...use.end() })
    cluster.migrating.set(vm, undefined)
  }
  return end
}

/** Powers a machine on that is off; waits where another move has begun to. */
function* bringUp({ engine, powersOff, failed, boots }: Cluster, machine: PhysicalMachine): Steps<void> {
  function* steps(): Steps<void> {
    try {
      // Something else may have come first on this date.
      if (machine.state === "off") yield* powerOn(engine, machine)
    } finally {
      boots.delete(machine)
    }
  }
  let boot = boots.get(machine)
  if (boot === undefined) {
    if (!powersOff || machine.state !== "off" || failed.has(machine)) return
    boot = engine.spawn(`power on ${machine.name}`, steps, { daemon: true })
    boots.set(machine, boot)
  }
  yield* boot
}

/** For this package: whether the VM is at its destination. */
export function wasMoved(end: MoveEnd): boolean {
  return end === "converged" || end === "round limit" || end === "time-out" || end === "copied"
}

/** Powers machines off that run nothing and expect nothing, where the cluster does so. */
export function powerOffEmpty(cluster: Cluster, machines: readonly PhysicalMachine[]): void {
  if (!cluster.powersOff) return
  for (const machine of machines) {
    if (!isIdle(cluster, machine)) continue
    function* steps(): Steps<void> {
      // Something else may have come first on this date.
      if (isIdle(cluster, machine)) yield* powerOff(cluster.engine, machine)
    }
    cluster.engine.spawn(`power off ${machine.name}`, steps, { daemon: true })
  }
}

function isIdle({ plans }: Cluster, machine: PhysicalMachine): boolean {
  return machine.state === "on" && machine.coresUsed === 0 && !plans.touches(machine)
}
