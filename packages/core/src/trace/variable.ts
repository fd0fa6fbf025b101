import type { Seconds } from "../units.ts"
import type { RecordingClock } from "./recordingClock.ts"
import type { TraceTable } from "./traceTable.ts"

/** A number of one entity that is written whenever it is known, in its own unit. */
export class Variable {
  readonly #table: TraceTable
  readonly #clock: RecordingClock
  readonly #entity: string
  readonly #name: string
  readonly #entityCode: number
  readonly #nameCode: number
  #last: Seconds = 0

  /** Made by `Trace.variable`. */
  constructor(table: TraceTable, clock: RecordingClock, entity: string, name: string) {
    this.#table = table
    this.#clock = clock
    this.#entity = entity
    this.#name = name
    this.#entityCode = table.entities.code(entity)
    this.#nameCode = table.states.code(name)
  }

  /** Writes what it is now. The duration of the record is the time since the one before, or since 0. */
  record(value: number): void {
    const now = this.#clock.now(this.#entity, this.#name)
    this.#table.addVariable(this.#entityCode, this.#nameCode, value, now, now - this.#last)
    this.#last = now
  }
}
