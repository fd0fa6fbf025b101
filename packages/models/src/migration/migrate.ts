import {
  type BytesPerSecond,
  type Host,
  InputError,
  positiveOrInfinite,
  type Steps,
  unknownName,
} from "@placelab/core"
import type { Vm } from "../machine/vm.ts"
import { naive, stopAndCopy } from "./copyOnce.ts"
import { type MigrationLimits, migrationSettings, type RawMigrationFeatures } from "./parameters.ts"
import { Passage } from "./passage.ts"
import { hybrid, postcopy } from "./postcopy.ts"
import { precopy } from "./precopy.ts"
import { type MigrationResult, migrationResult } from "./result.ts"
import type { MigrationSlots } from "./slots.ts"

const methods = {
  "pre-copy": precopy,
  "post-copy": postcopy,
  hybrid,
  "stop-and-copy": stopAndCopy,
  naive,
} as const

/**
 * When memory is sent: before the VM goes on at the destination, after that, both, while the VM is stopped, or as if nothing
 * got dirty.
 */
export type MigrationMethod = keyof typeof methods

/** How to migrate; limits that are not given are the defaults, and hold for live rounds of pre-copy and of storage. */
export interface MigrateOptions extends Partial<MigrationLimits>, RawMigrationFeatures {
  /** Default "pre-copy". */
  readonly method?: MigrationMethod
  /** The migration takes no more than this, even where the network has more. Default: no limit. */
  readonly bandwidthLimit?: BytesPerSecond
  /** Who waits for the news that it is over, which the destination sends. Default: the source. */
  readonly caller?: Host
  /**
   * It waits for a slot of both ends before anything is sent; its VM is migrating, and its place is held, from the
   * beginning. Default: no waiting.
   */
  readonly slots?: MigrationSlots
  /**
   * The destination holds memory and cores for the VM from the beginning, and refuses what it has no room for. Default true.
   * With false it holds nothing and takes whatever arrives, as SimGrid and VMPlaceS do.
   */
  readonly reserve?: boolean
  /** Each round drops the fraction of a byte, as SimGrid does; it shows where rounds are many and small. Default false. */
  readonly wholeBytes?: boolean
}

/**
 * Moves `vm` to the host `to`, and gives what it cost. How it ended is a value: see `MigrationEnd`. `vm.cancelMigration()`
 * ends it as long as the VM is at its source, where it goes on. So does killing the process, without a result; a VM that was
 * ahead of its memory by then, by post-copy, crashes.
 *
 * Errors: InputError, for a method that does not exist, a number out of range, a VM that is there already, one that is not up
 * or that is migrating, a destination without room, and hosts without a way between them.
 *
 * @example
 * const migration = engine.spawn("migration", () => migrate(vm, there))
 * engine.run()
 * migration.result.seconds
 */
export function* migrate(vm: Vm, to: Host, options: MigrateOptions = {}): Steps<MigrationResult> {
  const { method = "pre-copy", bandwidthLimit = Number.POSITIVE_INFINITY, slots, reserve = true } = options
  const { engine, host: from } = vm
  const where = `migration of "${vm.name}"`
  if (!Object.hasOwn(methods, method)) throw unknownName(where, "method", method, Object.keys(methods))
  const settings = migrationSettings(where, options)
  positiveOrInfinite(where, "bandwidthLimit", bandwidthLimit, "bytes/s")
  if (from === undefined) throw new InputError(where, "state", vm.state, "a VM that is on a host")
  if (from === to) {
    throw new InputError(where, "destination", to.name, "another host than the one it is on")
  }
  if (slots !== undefined && slots.engine !== engine)
    throw new InputError(where, "slots", slots.perHost, "slots of the same engine")
  const { caller = from, wholeBytes = false } = options
  engine.route(from, to)
  engine.route(to, caller)
  if (vm.isMigrating) {
    throw new InputError(where, "state", "migrating", "a VM that no other migration moves")
  }
  if (!to.isOn) return migrationResult("failed", { rounds: [] })
  const passage = new Passage(vm, { from, to, caller, bandwidthLimit, wholeBytes }, settings)
  try {
    if (!passage.begin({ reserve })) return passage.result()
    if (slots !== undefined && !(yield* passage.waitFor(slots))) return passage.result()
    return yield* methods[method](passage)
  } finally {
    passage.letGo()
  }
}
