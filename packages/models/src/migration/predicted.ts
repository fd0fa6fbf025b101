import { datePrecision, type Seconds } from "@placelab/core"
import { type Content, type LiveRound, liveRound, storageIn } from "./liveRound.ts"
import type { MigrationParameters } from "./parameters.ts"
import {
  type MigrationEnd,
  type MigrationResult,
  migrationResult,
  type Round,
  type Throttle,
} from "./result.ts"

/** A migration on a path of its own, in closed form: what it has sent, and how long that took. */
export class PredictedMigration {
  readonly #parameters: MigrationParameters
  readonly #rounds: Round[] = []
  #elapsed: Seconds = 0

  constructor(parameters: MigrationParameters) {
    this.#parameters = parameters
  }

  get elapsed(): Seconds {
    return this.#elapsed
  }

  /** Sends `content` in a live round, in which the VM goes without the share `throttled` of its CPU. */
  sendLive(content: Content, until: Seconds = Number.POSITIVE_INFINITY, throttled = 0): LiveRound {
    const { dirtyRate, workingSet } = this.#parameters
    const round = this.send(content, true, until)
    const dirtied = Math.min(dirtyRate * (1 - throttled) * round.seconds, workingSet)
    return liveRound(round, content, dirtied, this.#parameters)
  }

  /** Sends `content`, in latency + bytes / bandwidth; it is cut `until` so long after the start. */
  send(content: Content, live: boolean, until: Seconds = Number.POSITIVE_INFINITY): Round {
    const { latency, bandwidth } = this.#parameters
    const toSend = content.memory + content.storage
    const whole = latency + toSend / bandwidth
    const isCut = this.#elapsed + whole > until + datePrecision
    const seconds = isCut ? until - this.#elapsed : whole
    const bytes = isCut ? Math.max(0, seconds - latency) * bandwidth : toSend
    const round = { bytes, storage: storageIn(content, bytes), seconds, live }
    this.#rounds.push(round)
    this.#elapsed += seconds
    return round
  }

  /** It is over; the source knows `acknowledgement` later. */
  result(end: MigrationEnd, acknowledgement: Seconds, throttles: readonly Throttle[] = []): MigrationResult {
    return migrationResult(end, { rounds: this.#rounds, throttles, acknowledgement })
  }
}
