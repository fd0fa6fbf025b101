import { FairShare, type VariableId } from "../fairshare/fairShare.ts"
import { DeadlockError } from "../process/errors.ts"
import { Calendar } from "./calendar.ts"

/** What the calendar holds: something that is due at its date. */
export interface Due {
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
export const priority = { work: 0, timer: 1 } as const

/**
 * The clock and the loop. One step is: let every ready process run until all wait; share what changed anew; go to the
 * date of the next entry in the calendar; let everything that is due at it happen.
 */
export class Kernel {
  readonly calendar = new Calendar<Due>()
  readonly fairShare = new FairShare()
  readonly processes = new Set<Runnable>()
  readonly #fed: (Fed | undefined)[] = []
  readonly #ready: Runnable[] = []
  #nextReady = 0
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

  /** Runs to `until` at most. Errors: {@link DeadlockError} when processes are left that nothing can wake. */
  run(until: number): void {
    for (;;) {
      this.#runReady()
      this.fairShare.solve((v) => this.#fed[v]?.rateChanged(this.fairShare.value(v)))
      const date = this.calendar.nextDate
      if (date === Number.POSITIVE_INFINITY || date > until) break
      this.#now = date
      while (this.calendar.nextDate === date) this.calendar.pop().due()
    }
    if (this.calendar.isEmpty && this.processes.size > 0) {
      throw new DeadlockError(
        this.#now,
        [...this.processes].map((p) => ({ process: p.name, waitsFor: p.waitsFor })),
      )
    }
    if (until < Number.POSITIVE_INFINITY) this.#now = until
  }

  #runReady(): void {
    while (this.#nextReady < this.#ready.length) this.#ready[this.#nextReady++]!.step()
    this.#ready.length = 0
    this.#nextReady = 0
  }
}
