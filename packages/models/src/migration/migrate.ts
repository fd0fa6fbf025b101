/*
 * Live migration as a process on the engine: the same model as the closed forms, except that nothing is given. The
 * rounds are transfers that share their links with whatever else is sent; how much gets dirty follows the computing that
 * the VM really did, q = updateSpeed / (speed of the source's cores) bytes a flop. So several migrations, or a busy
 * network, lengthen the rounds, and longer rounds dirty more; a busy host slows the VM, and less gets dirty.
 *
 * Source       as `precopy.ts`, whose equations this is.
 */
import {
  type Bytes,
  type BytesPerSecond,
  type Host,
  InputError,
  positiveOrInfinite,
  type Steps,
  unknownName,
} from "@placelab/core"
import type { MigrationGrip, Vm } from "../machine/vm.ts"
import { type MigrationLimits, migrationLimits } from "./parameters.ts"
import { type MigrationEnd, type MigrationResult, migrationResult, type Round } from "./result.ts"
import { stopReason } from "./stopRule.ts"

const methods = ["pre-copy", "naive", "stop-and-copy"] as const

/** How to migrate; limits that are not given are the defaults, and hold for pre-copy only. */
export interface MigrateOptions extends Partial<MigrationLimits> {
  /** Default "pre-copy". */
  readonly method?: (typeof methods)[number]
  /** The migration takes no more than this, even where the network has more. Default: no limit. */
  readonly bandwidthLimit?: BytesPerSecond
  /** Who waits for the news that it is over, which the destination sends. Default: the source. */
  readonly caller?: Host
  /** Each round drops the fraction of a byte, as SimGrid does; it shows where rounds are many and small. Default false. */
  readonly wholeBytes?: boolean
}

/**
 * Moves `vm` to the host `to`, and gives what it cost.
 *
 * Errors: InputError, for a method that does not exist, a limit out of range, a VM that is there already, and one that is
 * migrating.
 *
 * @example
 * const migration = engine.spawn("migration", () => migrate(vm, there))
 * engine.run()
 * migration.result.seconds
 */
export function* migrate(
  vm: Vm,
  to: Host,
  {
    method = "pre-copy",
    bandwidthLimit = Number.POSITIVE_INFINITY,
    caller,
    wholeBytes = false,
    ...given
  }: MigrateOptions = {},
): Steps<MigrationResult> {
  const where = `migration of "${vm.name}"`
  if (!methods.includes(method)) throw unknownName(where, "method", method, methods)
  const limits = migrationLimits(where, given)
  positiveOrInfinite(where, "bandwidthLimit", bandwidthLimit, "bytes/s")
  if (vm.host === to) {
    throw new InputError(where, "destination", to.name, "another host than the one it is on")
  }
  const grip = vm.startMigration()
  try {
    const path = { vm, grip, from: vm.host, to, caller: caller ?? vm.host, limit: bandwidthLimit, wholeBytes }
    switch (method) {
      case "pre-copy":
        return yield* precopy(path, limits)
      case "naive":
        return yield* naive(path)
      case "stop-and-copy":
        return yield* handOver(path, "copied", [], vm.memory)
    }
  } finally {
    grip.release()
  }
}

interface Path {
  readonly vm: Vm
  readonly grip: MigrationGrip
  readonly from: Host
  readonly to: Host
  readonly caller: Host
  readonly limit: BytesPerSecond
  readonly wholeBytes: boolean
}

function* naive({ vm, grip, from, to, limit }: Path): Steps<MigrationResult> {
  const { engine } = vm
  const begun = engine.now
  const transfer = engine.transfer(from, to, vm.memory, { limit })
  const hasArrived = (yield* transfer) === "done" && vm.guest.isOn
  if (hasArrived) grip.arrive(to)
  const round = { bytes: transfer.done, seconds: engine.now - begun, live: true }
  return migrationResult(hasArrived ? "copied" : "failed", [round], 0)
}

function* precopy(path: Path, limits: MigrationLimits): Steps<MigrationResult> {
  const { vm, from, to, limit, wholeBytes } = path
  const { engine } = vm
  const { workingSet } = vm
  const dirtyPerFlop = vm.updateSpeed / from.speed
  const started = engine.now
  const rounds: Round[] = []
  let toSend = vm.memory
  for (;;) {
    const begun = engine.now
    const computed = vm.computed
    const transfer = engine.transfer(from, to, toSend, { limit })
    if (!(yield* engine.within(Math.max(0, started + limits.timeout - begun), transfer))) transfer.cancel()
    const round = { bytes: transfer.done, seconds: engine.now - begun, live: true }
    rounds.push(round)
    const isCut = transfer.hasEnded && transfer.result === "failed"
    if (isCut || !vm.guest.isOn) return migrationResult("failed", rounds, 0)
    const dirty = Math.min((vm.computed - computed) * dirtyPerFlop, workingSet)
    const all = Math.min(vm.memory, toSend - round.bytes + dirty)
    const left = wholeBytes ? Math.floor(all) : all
    const end = stopReason(round, left, { rounds: rounds.length, elapsed: engine.now - started }, limits)
    if (end !== undefined) return yield* handOver(path, end, rounds, left)
    toSend = left
  }
}

/**
 * The last phase: stops the VM, sends the rest, goes on at the destination, which tells the caller. Where the rest cannot be
 * sent, the VM goes on at the source.
 */
function* handOver(
  { vm, grip, from, to, caller, limit }: Path,
  end: MigrationEnd,
  rounds: readonly Round[],
  rest: Bytes,
): Steps<MigrationResult> {
  const { engine } = vm
  const stopped = engine.now
  grip.hold()
  const transfer = engine.transfer(from, to, rest, { limit })
  const hasArrived = (yield* transfer) === "done" && vm.guest.isOn
  const last = { bytes: transfer.done, seconds: engine.now - stopped, live: false }
  if (!hasArrived) return migrationResult("failed", [...rounds, last], 0)
  grip.arrive(to)
  const resumed = engine.now
  yield* engine.transfer(to, caller, 0)
  return migrationResult(end, [...rounds, last], engine.now - resumed)
}
