import type { Bytes, BytesPerSecond, Engine, Host, Permit, Seconds, Steps } from "@placelab/core"
import type { MigrationGrip } from "../machine/migrationGrip.ts"
import { machineOf, type Reservation } from "../machine/physicalMachine.ts"
import type { Vm } from "../machine/vm.ts"
import { type Content, type LiveRound, liveRound, storageIn } from "./liveRound.ts"
import type { MigrationSettings } from "./parameters.ts"
import {
  type MigrationEnd,
  type MigrationResult,
  migrationResult,
  type Round,
  type Throttle,
} from "./result.ts"
import type { MigrationSlots } from "./slots.ts"

/** Between which hosts, and how its bytes go. */
export interface Route {
  readonly from: Host
  readonly to: Host
  /** Who is told of the end. */
  readonly caller: Host
  readonly bandwidthLimit: BytesPerSecond
  /** What is left after a round is cut to whole bytes. */
  readonly wholeBytes: boolean
}

/**
 * A migration under way: all that it holds (the VM, memory at the destination, slots), and what it has sent.
 *
 * It can be over at any moment: cancelled, or because something went off. Then it lets go of everything at once, and what
 * waits here goes on with `undefined` or `false`: the process has only to return {@link result}.
 */
export class Passage {
  readonly vm: Vm
  readonly route: Route
  readonly settings: MigrationSettings
  readonly #engine: Engine
  /** Bytes of memory that a flop of the VM makes dirty, and the most that can be dirty: those of the beginning hold. */
  readonly #dirtyPerFlop: number
  readonly #workingSet: Bytes
  #grip: MigrationGrip | undefined
  readonly #rounds: Round[] = []
  readonly #throttles: Throttle[] = []
  readonly #permits: Permit[] = []
  #reservation: Reservation | undefined
  readonly #asked: Seconds
  #started: Seconds
  /** What it waits for. */
  #current: { cancel(): void } | undefined
  /** Where the VM is; ahead: at the destination, and some of its memory is not. */
  #place: "source" | "ahead" | "destination" = "source"
  #isOver = false
  #end: MigrationEnd = "failed"

  constructor(vm: Vm, route: Route, settings: MigrationSettings) {
    this.vm = vm
    this.route = route
    this.settings = settings
    this.#engine = vm.engine
    this.#dirtyPerFlop = vm.updateSpeed / route.from.speed
    this.#workingSet = vm.workingSet
    this.#asked = this.#started = vm.engine.now
  }

  /** Since the start. */
  get elapsed(): Seconds {
    return this.#engine.now - this.#started
  }

  /**
   * Takes hold of the VM, and of a place for it at the destination; false: it is over. Errors: InputError, for a VM that cannot
   * migrate now, and a destination without room.
   */
  begin({ reserve }: { reserve: boolean }): boolean {
    if (reserve) this.#reservation = machineOf(this.route.to).reserve(this.vm)
    this.#grip = this.vm.startMigration({ cancel: () => this.#cancel() })
    // Whoever is told that the VM migrates may be against it.
    if (this.#isOver) this.#grip.release()
    return !this.#isOver
  }

  /** Waits for a slot of either end, and starts then; false: it is over. */
  *waitFor(slots: MigrationSlots): Steps<boolean> {
    for (const semaphore of slots.inOrder(this.route.from, this.route.to)) {
      const permit = semaphore.acquire()
      this.#permits.push(permit)
      yield* permit
      this.#started = this.#engine.now
      if (this.#isOver) return false
    }
    return true
  }

  /** Sends `content` in a live round, which is cut `until` so long after the start; undefined: it is over. */
  *sendLive(content: Content, until?: Seconds): Steps<LiveRound | undefined> {
    const { vm, settings } = this
    const before = vm.computed
    const round = yield* this.send(content, true, until)
    if (round === undefined) return undefined
    const dirtied = Math.min((vm.computed - before) * this.#dirtyPerFlop, this.#workingSet)
    const live = liveRound(round, content, dirtied, { ...settings, memory: vm.memory })
    if (!this.route.wholeBytes) return live
    const left = { memory: Math.floor(live.left.memory), storage: Math.floor(live.left.storage) }
    return { ...live, left }
  }

  /** Sends `content`, which is cut `until` so long after the start; undefined: it is over. */
  *send(
    content: Content,
    live: boolean,
    until: Seconds = Number.POSITIVE_INFINITY,
  ): Steps<Round | undefined> {
    const { from, to, bandwidthLimit: limit } = this.route
    const begun = this.#engine.now
    const transfer = this.#engine.transfer(from, to, content.memory + content.storage, { limit })
    this.#current = transfer
    if (!(yield* this.#engine.within(Math.max(0, this.#started + until - begun), transfer))) transfer.cancel()
    const bytes = transfer.done
    const round = { bytes, storage: storageIn(content, bytes), seconds: this.#engine.now - begun, live }
    this.#rounds.push(round)
    if (!this.#isOver && (transfer.result === "failed" || !to.isOn)) this.#giveUp("failed")
    return this.#isOver ? undefined : round
  }

  /** Takes that share of its CPU from the VM. */
  throttle(share: number): void {
    this.#throttles.push({ since: this.elapsed, share })
    this.#grip?.throttle(share)
  }

  /** Stops the VM, sends `rest`, and lets it go on at the destination, with all that it has or ahead of it; false: it is over. */
  *handOver(rest: Content, place: "destination" | "ahead" = "destination"): Steps<boolean> {
    this.#grip?.hold()
    if ((yield* this.send(rest, false)) === undefined) return false
    this.arrive(place)
    return !this.#isOver
  }

  /** Sends `memory` after a VM that is ahead of it; false: it is over. */
  *sendAfter(memory: Bytes): Steps<boolean> {
    if ((yield* this.send({ memory, storage: 0 }, true)) === undefined) return false
    this.#place = "destination"
    return true
  }

  /** The VM goes on at the destination from now on. */
  arrive(place: "destination" | "ahead" = "destination"): void {
    this.#place = place
    this.#grip?.arrive(this.route.to)
  }

  /** The VM is where it should be: lets go of it, and tells the caller. */
  *conclude(end: MigrationEnd): Steps<MigrationResult> {
    this.letGo()
    this.#end = end
    const { to, caller } = this.route
    const begun = this.#engine.now
    yield* this.#engine.transfer(to, caller, 0)
    return this.result(this.#engine.now - begun)
  }

  /** The VM is where it should be, and nobody is told. */
  concludeSilently(end: MigrationEnd): MigrationResult {
    this.letGo()
    this.#end = end
    return this.result()
  }

  /** What it was. */
  result(acknowledgement: Seconds = 0): MigrationResult {
    const waited = this.#started - this.#asked
    return migrationResult(this.#end, {
      rounds: this.#rounds,
      throttles: this.#throttles,
      waited,
      acknowledgement,
    })
  }

  /** Lets go of everything; the VM goes on where it is, or crashes, where some of its memory is not. Once. */
  letGo(): void {
    if (this.#isOver) return
    this.#isOver = true
    if (this.#place === "ahead" && this.vm.isMigrating) this.vm.crash()
    this.#grip?.release()
    this.#reservation?.release()
    for (const permit of this.#permits) permit.release()
  }

  #giveUp(end: MigrationEnd): void {
    this.#end = this.#place === "ahead" ? "lost" : end
    this.letGo()
    this.#current?.cancel()
  }

  /** The VM calls this when it is off, and when somebody wants the migration to end: too late once it has left its source. */
  #cancel(): boolean {
    const isOff = !this.vm.isMigrating
    if (this.#isOver || (this.#place !== "source" && !isOff)) return false
    this.#giveUp(isOff ? "failed" : "cancelled")
    return true
  }
}
