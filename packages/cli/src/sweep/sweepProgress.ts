import { clock } from "../clock.ts"
import { tellProgress } from "../progress.ts"
import type { SweepLedger } from "./sweepLedger.ts"

/** How far a sweep is. */
export interface SweepState {
  /** Points with their result, of how many. */
  readonly done: number
  readonly count: number
  /** Runs that have ended since this command has begun, how long it has taken, and which part of the work that was, by estimate. */
  readonly ended: number
  readonly seconds: number
  readonly part: number
}

/** One line: how many, how fast, how long still. */
export function progressText({ done, count, ended, seconds, part }: SweepState): string {
  const text = `${done} of ${count} runs`
  if (ended === 0 || seconds === 0) return text
  return `${text}, ${rateText(ended / seconds)}, about ${durationText(seconds / part - seconds)} left`
}

function rateText(perSecond: number): string {
  return perSecond >= 1 ? `${perSecond.toFixed(1)} a second` : `${(60 * perSecond).toFixed(1)} a minute`
}

function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

/** Tells on a terminal how far a sweep is. Its time is shown, and kept nowhere. */
export class SweepProgress {
  readonly #ledger: SweepLedger
  readonly #start = clock()
  readonly #missing: number
  readonly #cost: number

  constructor(ledger: SweepLedger) {
    this.#ledger = ledger
    this.#missing = ledger.missingCount
    this.#cost = ledger.missingCost
    this.tell()
  }

  /** `note`: something else that is so now. */
  tell(note = ""): void {
    const { runs, withResult, missingCount, missingCost } = this.#ledger
    const text = progressText({
      done: withResult,
      count: runs.length,
      ended: this.#missing - missingCount,
      seconds: clock() - this.#start,
      part: 1 - missingCost / this.#cost,
    })
    tellProgress(note === "" ? text : `${text}; ${note}`)
  }

  end(): void {
    tellProgress("")
  }
}
