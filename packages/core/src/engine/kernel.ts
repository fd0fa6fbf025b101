import {
  type ConstraintId,
  FairShare,
  type Solution,
  type SolverName,
  type VariableId,
} from "../fairshare/fairShare.ts"
import { InputError } from "../inputError.ts"
import { DeadlockError, type ProcessError, StandstillError } from "../process/errors.ts"
import { Calendar } from "./calendar.ts"
import { lastOfDate } from "./date.ts"
import { empty } from "./empty.ts"
import type { Due, Fed, Metered, Owner, Runnable } from "./roles.ts"
import { WorkTable } from "./workTable.ts"

/** After so many steps on one date something must be wrong. */
const mostStepsOnOneDate = 1_000_000

/** After so many steps in which profiles alone have happened, they will not wake what is held up for ever. */
const mostIdleSteps = 1_000_000

/**
 * The clock and the loop. One step is: let every ready process run until all wait; share what changed anew; go to the
 * date of whatever comes next; let everything that is due on it happen.
 */
export class Kernel {
  readonly calendar = new Calendar<Due>()
  readonly fairShare: FairShare
  readonly processes = new Set<Runnable>()
  readonly work = new WorkTable()
  /** Entries of the calendar that alone do not keep the simulation going: the profiles of the platform. */
  background = 0
  /** The process that takes a step now: the owner of the activities that are started. */
  running: Owner | undefined
  readonly #fed: (Fed | undefined)[] = []
  readonly #meters: (Metered[] | undefined)[] = []
  readonly #stale: Metered[] = []
  readonly #due: Due[] = []
  readonly #ready: Runnable[] = []
  /** What nobody waited for, and has failed. */
  readonly #failures: ProcessError[] = []
  /** How many of those that are fed are guests. */
  #guests = 0
  #daemons = 0
  #nextDue = 0
  #nextReady = 0
  #isRunning = false
  #isSharing = false
  #sequence = 0
  /**
   * The date. In a typed array: a field that begins as a whole number gets another layout with the first fraction, and V8 throws
   * away what it has compiled for the one before (bench/README.md).
   */
  readonly #clock = new Float64Array(1)

  constructor(solver: SolverName) {
    this.fairShare = new FairShare({ solver })
  }

  get now(): number {
    return this.#clock[0]!
  }

  /** The number of something that is started. */
  nextSequence(): number {
    return this.#sequence++
  }

  /** A process begins. */
  enter(process: Runnable): void {
    this.processes.add(process)
    if (process.isDaemon) this.#daemons++
    this.makeReady(process)
  }

  /** A process is over. */
  leave(process: Runnable): void {
    if (this.processes.delete(process) && process.isDaemon) this.#daemons--
  }

  /** Lets the process take its next step at this date, after those that were ready before it. */
  makeReady(process: Runnable): void {
    this.#ready.push(process)
  }

  /** Stops the run with this error, as soon as what happens just now has happened. */
  stopWith(failure: ProcessError): void {
    this.#failures.push(failure)
  }

  /** Starts what no process shall own. */
  unowned<T>(start: () => T): T {
    const { running } = this
    this.running = undefined
    try {
      return start()
    } finally {
      this.running = running
    }
  }

  /** Adds a variable to the fair-share system whose value feeds `fed`; a guest is told of each new value. */
  feed(fed: Fed, penalty: number, bound: number, isGuest = false): VariableId {
    const variable = this.fairShare.addVariable(penalty, bound)
    this.#fed[variable] = fed
    if (isGuest) this.#guests++
    return variable
  }

  stopFeeding(variable: VariableId, isGuest = false): void {
    if (isGuest) this.#guests--
    this.#fed[variable] = undefined
    this.fairShare.removeVariable(variable)
  }

  /** What is fed by a constraint, disabled or not; a copy, so that it may change meanwhile. */
  fedBy(constraint: ConstraintId): Fed[] {
    const fed: Fed[] = []
    this.fairShare.forEachVariable(constraint, (v) => fed.push(this.#fed[v]!))
    return fed
  }

  /** Lets `meter` be brought up to date whenever what `constraint` carries may have changed. */
  addMeter(constraint: ConstraintId, meter: Metered): void {
    this.fairShare.watch(constraint)
    this.#meters[constraint] = [...(this.#meters[constraint] ?? []), meter]
  }

  /** Takes out a constraint that nothing uses any more; its meters go on with what they measure of it now. */
  removeConstraint(constraint: ConstraintId): void {
    this.stateChanged(constraint)
    this.#meters[constraint] = undefined
    this.fairShare.removeConstraint(constraint)
  }

  /** The state of the resource behind `constraint` has changed, whether or not its load does. */
  stateChanged(constraint: ConstraintId): void {
    const meters = this.#meters[constraint]
    if (meters !== undefined) this.#stale.push(...meters)
  }

  /** Brings all rates and meters up to date with what was added, changed and removed. */
  share(): void {
    if (this.#isSharing) return
    this.#isSharing = true
    // What capacities and measures throw stops the run, which can go on.
    try {
      // A host inside a host gets its capacity from the first solution, so there may be a second.
      for (let solution = this.fairShare.solve(); solution; solution = this.fairShare.solve()) {
        this.#apply(solution)
      }
      for (let i = 0; i < this.#stale.length; i++) this.#stale[i]!.update()
      empty(this.#stale)
    } finally {
      this.#isSharing = false
    }
  }

  #apply(solution: Solution): void {
    const { variables, variableCount, values, constraints, constraintCount } = solution
    this.work.goOn(solution, this.now)
    for (let i = 0; i < constraintCount; i++) this.stateChanged(constraints[i]!)
    if (this.#guests === 0) return
    for (let i = 0; i < variableCount; i++) {
      const v = variables[i]!
      if (!this.work.has(v)) this.#fed[v]?.valueChanged?.(values[v]!)
    }
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
    if (until < Number.POSITIVE_INFINITY) this.#clock[0] = until
    else if (this.processes.size > 0) {
      const waiting = [...this.processes].map((p) => ({ process: p.name, waitsFor: p.waitsFor }))
      throw new DeadlockError(this.now, waiting)
    }
  }

  #loop(until: number): void {
    const isOpen = until === Number.POSITIVE_INFINITY
    let steps = 0
    let idleSteps = 0
    // A run that was stopped may have left some.
    this.#happen()
    for (;;) {
      this.#runReady(isOpen)
      this.share()
      const date = Math.min(this.work.nextEnd, this.calendar.nextDate)
      if (date === Number.POSITIVE_INFINITY || date > until) return
      if (isOpen) {
        idleSteps = this.#areOnlyProfilesLeft ? idleSteps + 1 : 0
        if (idleSteps > 0 && (this.work.finite === 0 || idleSteps > mostIdleSteps)) return
      }
      steps = date > this.now ? 0 : steps + 1
      if (steps > mostStepsOnOneDate) {
        const names = [...this.processes].slice(0, 3).map((p) => p.name)
        throw new StandstillError(this.now, steps - 1, names)
      }
      this.#clock[0] = Math.max(this.now, date)
      this.#takeDue(lastOfDate(date))
      this.#happen()
    }
  }

  /** If no work is left either, that they could bring back to life, nothing will happen any more. */
  get #areOnlyProfilesLeft(): boolean {
    return this.calendar.size === this.background && this.work.nextEnd === Number.POSITIVE_INFINITY
  }

  /** With `endsDaemons`, daemons are over as soon as only they are left. */
  #runReady(endsDaemons: boolean): void {
    do {
      this.#stopIfFailed()
      while (this.#nextReady < this.#ready.length) {
        this.#ready[this.#nextReady++]!.step()
        this.#stopIfFailed()
      }
      empty(this.#ready)
      this.#nextReady = 0
      if (endsDaemons) this.#endDaemons()
    } while (this.#ready.length > 0 || this.#failures.length > 0)
  }

  #endDaemons(): void {
    if (this.#daemons === 0 || this.#daemons < this.processes.size) return
    for (const process of [...this.processes]) process.kill()
  }

  /** Takes out all that is due until `last`, which counts as one date. */
  #takeDue(last: number): void {
    const due = this.#due
    this.work.take(last, due)
    this.calendar.take(last, due)
    if (due.length > 1) due.sort((a, b) => a.order - b.order || a.sequence - b.sequence)
  }

  /** Lets all that is due happen. */
  #happen(): void {
    const due = this.#due
    while (this.#nextDue < due.length) {
      due[this.#nextDue++]!.due()
      this.#stopIfFailed()
    }
    empty(due)
    this.#nextDue = 0
  }

  #stopIfFailed(): void {
    if (this.#failures.length > 0) throw this.#failures.shift()
  }
}
