import { grown } from "../fairshare/columns.ts"
import { InputError } from "../inputError.ts"
import type { Seconds } from "../units.ts"
import { Names } from "./names.ts"
import type { TraceData, TraceRecord } from "./traceRecord.ts"

const finite = "a finite number, or no entry where it is not known"

/** Codes of the column `kind`. */
export const traceKind = { state: 0, variable: 1, event: 2 } as const

/** The columns of a trace, each with an entry a row. */
export interface TraceColumns {
  /** Codes of {@link traceKind}. */
  readonly kind: Uint8Array
  /** Codes of `TraceTable.entities`. */
  readonly entity: Int32Array
  /** Codes of `TraceTable.states`: the kind of state, or the name of the variable or event. */
  readonly state: Int32Array
  /** Codes of `TraceTable.values`; -1 for variables and events. */
  readonly value: Int32Array
  /** What a variable was, in its unit; NaN for states and events. */
  readonly number: Float64Array
  /** Seconds: when a state began, or a variable or event was written. */
  readonly time: Float64Array
  /** Seconds. */
  readonly duration: Float64Array
}

/** The names behind the codes of a trace, which several tables may have in common. */
export interface TraceNames {
  readonly entities: Names
  readonly states: Names
  readonly values: Names
}

/**
 * A trace: one row a state that has ended, number that was written, or event that happened, in columns of typed arrays.
 *
 * Rows stand in the order in which they were written, which for states is the order of their ends: `time + duration` never
 * falls from row to row, `time` may. Rows are never changed, so a reader may keep an index and go on from it later.
 *
 * Complexity  37 bytes a row and 8 a row with data; an append is a few stores, and the columns double when they are full.
 */
export class TraceTable implements TraceNames {
  /** The names behind the codes of the columns `entity`, `state` and `value`. */
  readonly entities: Names
  readonly states: Names
  readonly values: Names

  #length = 0
  #kind = new Uint8Array(64)
  #entity = new Int32Array(64)
  #state = new Int32Array(64)
  #value = new Int32Array(64)
  #number = new Float64Array(64)
  #time = new Float64Array(64)
  #duration = new Float64Array(64)
  /** Where the data of a row stand in `#data`; 0, which is empty, for none. */
  #dataAt = new Int32Array(64)
  readonly #data: (TraceData | undefined)[] = [undefined]

  /** Without rows. `names`: of another table, whose codes this one has then, too: both are pieces of one trace. */
  constructor(names: TraceNames = { entities: new Names(), states: new Names(), values: new Names() }) {
    this.entities = names.entities
    this.states = names.states
    this.values = names.values
  }

  /** How many rows there are. */
  get length(): number {
    return this.#length
  }

  /** The columns as they are now, without a copy: rows that come later are not in them. */
  get columns(): TraceColumns {
    const length = this.#length
    return {
      kind: this.#kind.subarray(0, length),
      entity: this.#entity.subarray(0, length),
      state: this.#state.subarray(0, length),
      value: this.#value.subarray(0, length),
      number: this.#number.subarray(0, length),
      time: this.#time.subarray(0, length),
      duration: this.#duration.subarray(0, length),
    }
  }

  /** The data of row `i`, undefined where it has none. */
  data(i: number): TraceData | undefined {
    return this.#data[this.#dataAt[i]!]
  }

  /** Row `i` as a plain object. Errors: RangeError when there is no such row. */
  record(i: number): TraceRecord {
    if (!(i >= 0 && i < this.#length)) {
      throw new RangeError(`trace: row is ${i}, expected one of the ${this.#length} from 0`)
    }
    const entity = this.entities.name(this.#entity[i]!)
    const state = this.states.name(this.#state[i]!)
    const time = this.#time[i]!
    const duration = this.#duration[i]!
    const data = this.data(i)
    switch (this.#kind[i]) {
      case traceKind.state:
        return {
          kind: "state",
          entity,
          state,
          value: this.values.name(this.#value[i]!),
          time,
          duration,
          data,
        }
      case traceKind.variable:
        return { kind: "variable", entity, state, value: this.#number[i]!, time, duration, data: undefined }
      default:
        return { kind: "event", entity, state, value: undefined, time, duration: 0, data }
    }
  }

  /** All rows as plain objects, those too that are written while somebody reads. */
  *[Symbol.iterator](): IterableIterator<TraceRecord> {
    for (let i = 0; i < this.#length; i++) yield this.record(i)
  }

  /**
   * Writes a state that has ended. `entity`, `state` and `value` are codes of this table.
   *
   * Errors  `InputError` for a number that is not finite: no output has a form for it.
   */
  addState(
    entity: number,
    state: number,
    value: number,
    time: Seconds,
    duration: Seconds,
    data?: TraceData,
  ): void {
    this.#add(traceKind.state, entity, state, value, Number.NaN, time, duration, data)
  }

  /** Writes a number. `entity` and `state` (its name) are codes of this table. Errors: as {@link addState}. */
  addVariable(entity: number, state: number, value: number, time: Seconds, duration: Seconds): void {
    if (!Number.isFinite(value)) {
      throw new InputError(`trace of ${this.entities.name(entity)}`, this.states.name(state), value, finite)
    }
    this.#add(traceKind.variable, entity, state, -1, value, time, duration, undefined)
  }

  /** Writes an event. `entity` and `state` (its name) are codes of this table. Errors: as {@link addState}. */
  addEvent(entity: number, state: number, time: Seconds, data?: TraceData): void {
    this.#add(traceKind.event, entity, state, -1, Number.NaN, time, 0, data)
  }

  #add(
    kind: number,
    entity: number,
    state: number,
    value: number,
    number: number,
    time: Seconds,
    duration: Seconds,
    data: TraceData | undefined,
  ): void {
    if (data !== undefined) this.#requireFinite(data, entity, state)
    const row = this.#length++
    if (row === this.#kind.length) this.#grow(row + 1)
    this.#kind[row] = kind
    this.#entity[row] = entity
    this.#state[row] = state
    this.#value[row] = value
    this.#number[row] = number
    this.#time[row] = time
    this.#duration[row] = duration
    if (data !== undefined) this.#dataAt[row] = this.#data.push(data) - 1
  }

  #requireFinite(data: TraceData, entity: number, state: number): void {
    for (const key in data) {
      const value = data[key]
      if (typeof value !== "number" || Number.isFinite(value)) continue
      const where = `trace of ${this.entities.name(entity)}, ${this.states.name(state)}`
      throw new InputError(where, key, value, finite)
    }
  }

  #grow(length: number): void {
    this.#kind = grown(this.#kind, length)
    this.#entity = grown(this.#entity, length)
    this.#state = grown(this.#state, length)
    this.#value = grown(this.#value, length)
    this.#number = grown(this.#number, length)
    this.#time = grown(this.#time, length)
    this.#duration = grown(this.#duration, length)
    this.#dataAt = grown(this.#dataAt, length)
  }
}
