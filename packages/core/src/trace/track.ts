import type { Seconds } from "../units.ts"
import type { RecordingClock } from "./recordingClock.ts"
import type { TraceData } from "./traceRecord.ts"
import type { TraceTable } from "./traceTable.ts"

/**
 * The states of one kind that one entity is in: a stack of values, each with the date at which it began. A record is written
 * when a value leaves the stack.
 *
 * @example
 * const service = trace.track("node7", "SERVICE")
 * service.set("free")
 * service.set("booked")                    // writes `free`
 * service.push("reconfigure", { plan: 3 }) // `booked` goes on below it
 * service.pop({ count: 2 })                // writes `reconfigure` with { plan: 3, count: 2 }
 */
export class Track {
  readonly #table: TraceTable
  readonly #clock: RecordingClock
  readonly #entity: string
  readonly #state: string
  readonly #entityCode: number
  readonly #stateCode: number
  // The stack, a field each.
  readonly #values: number[] = []
  readonly #begins: Seconds[] = []
  readonly #data: (TraceData | undefined)[] = []

  /** Made by `Trace.track`. */
  constructor(table: TraceTable, clock: RecordingClock, entity: string, state: string) {
    this.#table = table
    this.#clock = clock
    this.#entity = entity
    this.#state = state
    this.#entityCode = table.entities.code(entity)
    this.#stateCode = table.states.code(state)
  }

  /** The innermost value, undefined when the entity is in no state of this kind. */
  get top(): string | undefined {
    const value = this.#values.at(-1)
    return value === undefined ? undefined : this.#table.values.name(value)
  }

  /** Ends all values, innermost first, each with a record; `value` is then the only one. */
  set(value: string, data?: TraceData): void {
    const now = this.#now()
    this.endAll(now)
    this.#begin(value, now, data)
  }

  /** Begins `value` on top of the others, which go on. */
  push(value: string, data?: TraceData): void {
    this.#begin(value, this.#now(), data)
  }

  /** Ends the innermost value. Its record has the data of its begin and `data`, which win. Without a value, nothing happens. */
  pop(data?: TraceData): void {
    const now = this.#now()
    if (this.#values.length > 0) this.#end(now, data)
  }

  /** Called by the trace when it is closed. */
  endAll(now: Seconds): void {
    while (this.#values.length > 0) this.#end(now, undefined)
  }

  #now(): Seconds {
    return this.#clock.now(this.#entity, this.#state)
  }

  #begin(value: string, now: Seconds, data: TraceData | undefined): void {
    this.#values.push(this.#table.values.code(value))
    this.#begins.push(now)
    this.#data.push(data)
  }

  #end(now: Seconds, atEnd: TraceData | undefined): void {
    const value = this.#values.pop()!
    const begin = this.#begins.pop()!
    const atBegin = this.#data.pop()
    const data = atBegin !== undefined && atEnd !== undefined ? { ...atBegin, ...atEnd } : (atEnd ?? atBegin)
    this.#table.addState(this.#entityCode, this.#stateCode, value, begin, now - begin, data)
  }
}
