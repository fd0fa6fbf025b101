import {
  type Bytes,
  type BytesPerSecond,
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  type Seconds,
  unknownName,
} from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import { type MigrationLimits, migrationSettings } from "./parameters.ts"
import type { MigrationEnd } from "./result.ts"

/** A VM of one virtual core that runs on one of the hosts, whether it is to migrate or not. */
export interface JointVm {
  readonly name: string
  readonly host: string
  readonly memory: Bytes
  /** CPU that it asks for all the time, in cores; 0 to 1. */
  readonly load: number
  /** Memory that it writes to a second with a whole core. */
  readonly updateSpeed: BytesPerSecond
  /** The most that can be dirty at once. */
  readonly workingSet: Bytes
}

/** One of the migrations. */
export interface JointMove {
  readonly vm: string
  readonly to: string
  /** The moves, as positions, that must be over before this one starts; earlier ones. */
  readonly after: readonly number[]
}

/** Each host has a link both ways apart, to one backbone that all share. */
export interface JointNetwork {
  readonly link: BytesPerSecond
  readonly backbone: BytesPerSecond
  /** Of the way from one host to another. */
  readonly latency: Seconds
  /** The most that a migration takes. */
  readonly limit: BytesPerSecond
}

/**
 * Live migrations (pre-copy) that belong together, with all that runs on their hosts: what a plan is, as plain data. It can be played
 * by the engine, {@link playJointMigrations}, and by an independent fine-grained model, {@link playFineGrained}.
 */
export interface JointMigrations {
  readonly hosts: readonly { readonly name: string; readonly cores: number }[]
  readonly vms: readonly JointVm[]
  readonly moves: readonly JointMove[]
  readonly network: JointNetwork
  readonly limits: Pick<MigrationLimits, "downtimeLimit" | "roundLimit">
}

/** The same as one writes it. */
export interface RawJointMigrations extends Pick<JointMigrations, "hosts"> {
  /** `workingSet`: default 0.9 x memory. */
  readonly vms: readonly (Omit<JointVm, "workingSet"> & { readonly workingSet?: Bytes })[]
  /** `after`: default none. */
  readonly moves: readonly (Omit<JointMove, "after"> & { readonly after?: readonly number[] })[]
  /** Defaults: a backbone and a limit that never matter, no latency. */
  readonly network: Pick<JointNetwork, "link"> & Partial<JointNetwork>
  /** Defaults: `defaultLimits`. */
  readonly limits?: Partial<JointMigrations["limits"]>
}

/** How one of them went. */
export interface MadeMove {
  readonly begin: Seconds
  readonly seconds: Seconds
  readonly bytes: Bytes
  /** Live ones. */
  readonly rounds: number
  readonly end: MigrationEnd
}

/** How they all went. */
export interface JointOutcome {
  /** Until the last one was over. */
  readonly seconds: Seconds
  /** In the order of the moves. */
  readonly moves: readonly MadeMove[]
}

const where = "joint migrations"

/**
 * Checks migrations that belong together, and fills in the defaults. Left: InputError for a number out of range, a name twice or
 * unknown, a VM that is there already, and a second move of a VM that does not wait for its first one.
 */
export function jointMigrations(raw: RawJointMigrations): Either<InputError, JointMigrations> {
  return checked(() => {
    const hosts = uniqueNames("host", raw.hosts)
    for (const { name, cores } of raw.hosts) positiveInteger(`host "${name}"`, "cores", cores)
    const places = new Map<string, string>()
    const vms = raw.vms.map((vm) => checkedVm({ ...vm, workingSet: vm.workingSet ?? 0.9 * vm.memory }, hosts))
    uniqueNames("VM", vms)
    for (const { name, host } of vms) places.set(name, host)
    const moves = raw.moves.map(({ vm, to, after = [] }) => ({ vm, to, after }))
    requireMoves(moves, places, hosts)
    const { downtimeLimit, roundLimit } = migrationSettings(where, raw.limits ?? {})
    return {
      hosts: raw.hosts,
      vms,
      moves,
      network: checkedNetwork(raw.network),
      limits: { downtimeLimit, roundLimit },
    }
  })
}

function uniqueNames(kind: string, things: readonly { readonly name: string }[]): Set<string> {
  const names = new Set<string>()
  for (const { name } of things) {
    if (names.has(name)) throw new InputError(where, `${kind} name`, name, "each name once")
    names.add(name)
  }
  return names
}

function checkedVm(vm: JointVm, hosts: ReadonlySet<string>): JointVm {
  const { name, host, memory, load, updateSpeed, workingSet } = vm
  const at = `VM "${name}"`
  if (!hosts.has(host)) throw unknownName(at, "host", host, hosts)
  positive(at, "memory", memory, "bytes")
  nonNegative(at, "updateSpeed", updateSpeed, "bytes/s")
  nonNegative(at, "workingSet", workingSet, "bytes")
  if (!(load >= 0 && load <= 1)) throw new InputError(at, "load", load, "a number from 0 to 1, in cores")
  if (workingSet > memory)
    throw new InputError(at, "workingSet", workingSet, `at most its memory, ${memory} bytes`)
  return vm
}

function requireMoves(
  moves: readonly JointMove[],
  places: Map<string, string>,
  hosts: ReadonlySet<string>,
): void {
  const last = new Map<string, number>()
  for (const [i, { vm, to, after }] of moves.entries()) {
    const at = `move ${i}`
    const place = places.get(vm)
    if (place === undefined) throw unknownName(at, "VM", vm, places.keys())
    if (!hosts.has(to)) throw unknownName(at, "host", to, hosts)
    if (place === to) throw new InputError(at, "to", to, `another host than the one that "${vm}" is on`)
    const wrong = after.find((position) => !(Number.isInteger(position) && position >= 0 && position < i))
    if (wrong !== undefined) throw new InputError(at, "after", wrong, "positions of earlier moves")
    const earlier = last.get(vm)
    if (earlier !== undefined && !after.includes(earlier))
      throw new InputError(at, "after", after, `move ${earlier} among them, which moves "${vm}", too`)
    places.set(vm, to)
    last.set(vm, i)
  }
}

function checkedNetwork(raw: RawJointMigrations["network"]): JointNetwork {
  const { backbone = 1e15, latency = 0, limit = Number.POSITIVE_INFINITY } = raw
  return {
    link: positive(where, "network.link", raw.link, "bytes/s"),
    backbone: positive(where, "network.backbone", backbone, "bytes/s"),
    latency: nonNegative(where, "network.latency", latency, "seconds"),
    limit: positiveOrInfinite(where, "network.limit", limit, "bytes/s"),
  }
}
