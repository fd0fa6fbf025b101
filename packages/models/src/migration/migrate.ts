/*
 * Live migration as a process on the engine: the same model as the closed forms, except that nothing is given. The
 * rounds are transfers that share their links with whatever else is sent; how much gets dirty follows the computing that
 * the VM really did, q = updateSpeed / (speed of the source's cores) bytes a flop. So several migrations, or a busy
 * network, lengthen the rounds, and longer rounds dirty more; a busy host slows the VM, and less gets dirty.
 *
 * Source       as `precopy.ts`, whose equations this is.
 */
import {
  type BytesPerSecond,
  type Engine,
  type Host,
  InputError,
  positiveOrInfinite,
  type Steps,
} from "@placelab/core"
import type { Vm } from "../machine/vm.ts"
import { type MigrationLimits, migrationLimits } from "./parameters.ts"
import { type MigrationEnd, type MigrationResult, migrationResult, type Round } from "./result.ts"
import { stopReason } from "./stopRule.ts"

/** How to migrate; limits that are not given are the defaults. */
export interface MigrateOptions extends Partial<MigrationLimits> {
  /** Default "pre-copy". */
  readonly method?: "pre-copy" | "naive" | "stop-and-copy"
  /** The migration takes no more than this, even where the network has more. Default: no limit. */
  readonly bandwidthLimit?: BytesPerSecond
}

/**
 * Moves `vm` to the host `to`, and gives what it cost.
 *
 * Errors: InputError, for a limit out of range, a VM that is there already, and one that is migrating.
 *
 * @example
 * const migration = engine.spawn("migration", () => migrate(engine, vm, there))
 * engine.run()
 * migration.result.seconds
 */
export function* migrate(
  engine: Engine,
  vm: Vm,
  to: Host,
  { method = "pre-copy", bandwidthLimit = Number.POSITIVE_INFINITY, ...given }: MigrateOptions = {},
): Steps<MigrationResult> {
  const where = `migration of "${vm.name}"`
  const limits = migrationLimits(where, given)
  positiveOrInfinite(where, "bandwidthLimit", bandwidthLimit, "bytes/s")
  if (vm.host === to) {
    throw new InputError(where, "destination", to.name, "another host than the one it is on")
  }
  if (vm.isMigrating) throw new InputError(where, "state", "migrating", "a VM that no other migration moves")
  const path: Path = { engine, vm, from: vm.host, to, limit: bandwidthLimit }
  vm.isMigrating = true
  try {
    switch (method) {
      case "pre-copy":
        return yield* precopy(path, limits)
      case "naive":
        return yield* naive(path)
      case "stop-and-copy":
        return yield* handOver(path, "copied", [], vm.memory)
    }
  } finally {
    vm.isMigrating = false
  }
}

interface Path {
  readonly engine: Engine
  readonly vm: Vm
  readonly from: Host
  readonly to: Host
  readonly limit: BytesPerSecond
}

function* naive({ engine, vm, from, to, limit }: Path): Steps<MigrationResult> {
  const begun = engine.now
  yield* engine.transfer(from, to, vm.memory, { limit })
  vm.moveTo(to)
  return migrationResult("copied", [{ bytes: vm.memory, seconds: engine.now - begun, live: true }], 0)
}

function* precopy(path: Path, limits: MigrationLimits): Steps<MigrationResult> {
  const { engine, vm, from, to, limit } = path
  const dirtyPerFlop = vm.updateSpeed / from.speed
  const started = engine.now
  const rounds: Round[] = []
  let toSend = vm.memory
  for (;;) {
    const begun = engine.now
    const computed = vm.computed
    const transfer = engine.transfer(from, to, toSend, { limit })
    const cut = !(yield* engine.within(Math.max(0, started + limits.timeout - begun), transfer))
    if (cut) transfer.cancel()
    const round = { bytes: transfer.done, seconds: engine.now - begun, live: true }
    rounds.push(round)
    const dirty = Math.min((vm.computed - computed) * dirtyPerFlop, vm.workingSet)
    const left = Math.min(vm.memory, toSend - round.bytes + dirty)
    const end = stopReason(round, left, { rounds: rounds.length, cut }, limits)
    if (end !== undefined) return yield* handOver(path, end, rounds, left)
    toSend = left
  }
}

/** The last phase: stops the VM, sends the rest, goes on at the destination, which tells the source. */
function* handOver(
  { engine, vm, from, to, limit }: Path,
  end: MigrationEnd,
  rounds: readonly Round[],
  rest: number,
): Steps<MigrationResult> {
  const wasSuspended = vm.isSuspended
  const stopped = engine.now
  vm.suspend()
  yield* engine.transfer(from, to, rest, { limit })
  vm.moveTo(to)
  if (!wasSuspended) vm.resume()
  const resumed = engine.now
  yield* engine.transfer(to, from, 0)
  const last = { bytes: rest, seconds: resumed - stopped, live: false }
  return migrationResult(end, [...rounds, last], engine.now - resumed)
}
