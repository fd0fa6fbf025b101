import { FairShare, type VariableId } from "../fairshare/fairShare.ts"
import { InputError } from "../inputError.ts"
import { DeadlockError, StandstillError } from "../process/errors.ts"
import { Calendar } from "./calendar.ts"
import { lastOfDate } from "./date.ts"

/** What the calendar holds: something that is due at its date. */
export interface Due {
  /** Which of those that are due on one date come first: the smaller. */
  readonly order: number
  /** Its entry has been taken out of the calendar. */
  taken(): void
  due(): void
}

/** What the fair-share system feeds: work whose rate follows a variable. */
export interface Fed {
  rateChanged(value: number): void
}

/** What runs in steps and waits between them: a process. */
export interface Runnable {
  readonly name: string
  /** What it waits for, in words. */
  readonly waitsFor: string
  step(): void
}

/** Order of what falls on one date: work that ends, then timers; so an end wins over a time-out of the same date. */
export const order = { work: 0, timer: 1 } as const

/** After so many steps on one date something must be wrong. */
const mostStepsOnOneDate = 1_000_000

/**
 * The clock and the loop. One step is: let every ready process run until all wait; share what changed anew; go to the
 * date of the next entry in the calendar; let everything that is due on it happen.
 */
export class Kernel {
  readonly calendar = new Calendar<Due>()
  readonly fairShare = new FairShare()
  readonly processes = new Set<Runnable>()
  readonly #fed: (Fed | undefined)[] = []
  readonly #ready: Runnable[] = []
  #nextReady = 0
  #isRunning = false
  #now = 0

  get now(): number {
    return this.#now
  }

  /** Lets the process take its next step at this date, after those that were ready before it. */
  makeReady(process: Runnable): void {
    this.#ready.push(process)
  }

  /** Adds a variable to the fair-share system whose value feeds `work`. */
  feed(work: Fed, penalty: number, bound: number): VariableId {
    const variable = this.fairShare.addVariable(penalty, bound)
    this.#fed[variable] = work
    return variable
  }

  stopFeeding(variable: VariableId): void {
    this.#fed[variable] = undefined
    this.fairShare.removeVariable(variable)
  }

  /** Brings all rates up to date with what was added, changed and removed. */
  share(): void {
    this.fairShare.solve((v) => this.#fed[v]?.rateChanged(this.fairShare.value(v)))
  }

  /**
   * Runs to `until` at most. Errors: DeadlockError when there is no `until` and processes are left that nothing can
   * wake; StandstillError; InputError when called by a process.
   */
  run(until: number): void {
    if (this.#isRunning)
      throw new InputError("run", "state", "running", "a call from outside of the processes")
    this.#isRunning = true
    try {
      this.#loop(until)
    } finally {
      this.#isRunning = false
    }
    if (until < Number.POSITIVE_INFINITY) this.#now = until
    else if (this.processes.size > 0) {
      const waiting = [...this.processes].map((p) => ({ process: p.name, waitsFor: p.waitsFor }))
      throw new DeadlockError(this.#now, waiting)
    }
  }

  #loop(until: number): void {
    let steps = 0
    for (;;) {
      this.#runReady()
      this.share()
      const date = this.calendar.nextDate
      if (date === Number.POSITIVE_INFINITY || date > until) return
      steps = date > this.#now ? 0 : steps + 1
      if (steps > mostStepsOnOneDate) {
        throw new StandstillError(
          this.#now,
          steps - 1,
          [...this.processes].slice(0, 3).map((p) => p.name),
        )
      }
      this.#now = Math.max(this.#now, date)
      this.#happen(lastOfDate(date))
    }
  }

  #runReady(): void {
    while (this.#nextReady < this.#ready.length) this.#ready[this.#nextReady++]!.step()
    this.#ready.length = 0
    this.#nextReady = 0
  }

  /** All that is due until `last`, which counts as one date. */
  #happen(last: number): void {
    const due: Due[] = []
    while (this.calendar.nextDate <= last) {
      const entry = this.calendar.pop()
      entry.taken()
      due.push(entry)
    }
    if (due.length > 1) due.sort((a, b) => a.order - b.order)
    for (const entry of due) entry.due()
  }
}
