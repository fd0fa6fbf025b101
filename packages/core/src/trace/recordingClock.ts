import { InputError } from "../inputError.ts"
import type { Seconds } from "../units.ts"

/** The clock of a trace: it tells the date until the trace is closed. */
export class RecordingClock {
  readonly #now: () => Seconds
  #closed = false

  constructor(now: () => Seconds) {
    this.#now = now
  }

  /** The date of a record of `state` of `entity`. Errors: {@link InputError} after `close()`. */
  now(entity: string, state: string): Seconds {
    if (this.#closed) {
      throw new InputError("trace", "record after its end", `${entity} ${state}`, "none after close()")
    }
    return this.#now()
  }

  /** The last date. */
  close(): Seconds {
    this.#closed = true
    return this.#now()
  }
}
