/** A process failed. The run stops with it, unless somebody waited for the process. `cause` is what it threw. */
export class ProcessError extends Error {
  override readonly name = "ProcessError"
  readonly process: string
  readonly date: number

  constructor(process: string, date: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`process "${process}" failed at ${date} s: ${why}`, { cause })
    this.process = process
    this.date = date
  }
}

/** What somebody waited for was killed: a process that has no result to give. */
export class KilledError extends Error {
  override readonly name = "KilledError"
  readonly process: string
  readonly date: number

  constructor(process: string, date: number) {
    super(`process "${process}" was killed at ${date} s`)
    this.process = process
    this.date = date
  }
}

/** Nothing can happen any more, and yet processes wait. The message says who waits for what. */
export class DeadlockError extends Error {
  override readonly name = "DeadlockError"
  readonly date: number
  readonly waiting: readonly { readonly process: string; readonly waitsFor: string }[]

  constructor(date: number, waiting: DeadlockError["waiting"]) {
    const who = waiting.map(({ process, waitsFor }) => `"${process}" waits for ${waitsFor}`).join("; ")
    super(`deadlock at ${date} s, nothing can happen any more: ${who}`)
    this.date = date
    this.waiting = waiting
  }
}

/** Steps without number are taken, and the clock stands still: something repeats what takes no time. */
export class StandstillError extends Error {
  override readonly name = "StandstillError"
  readonly date: number

  constructor(date: number, steps: number, processes: readonly string[]) {
    const who = processes.map((name) => `"${name}"`).join(", ")
    super(
      `the clock stands still at ${date} s after ${steps} steps; processes: ${who}. Something repeats what takes no time, or too little to show at this date`,
    )
    this.date = date
  }
}
