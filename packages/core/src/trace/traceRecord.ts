import type { Seconds } from "../units.ts"

/** What a record says beside its times: flat, with values that JSON has. */
export type TraceData = Readonly<Record<string, string | number | boolean>>

/** One row of a trace as a plain object. */
export type TraceRecord =
  | {
      readonly kind: "state"
      /** Who was in the state, e.g. `node7`. */
      readonly entity: string
      /** Which kind of state of it, e.g. `SERVICE`. */
      readonly state: string
      /** What the state was, e.g. `compute`. */
      readonly value: string
      /** When it began. */
      readonly time: Seconds
      readonly duration: Seconds
      readonly data: TraceData | undefined
    }
  | {
      readonly kind: "variable"
      readonly entity: string
      /** The name of the variable, e.g. `LOAD`. */
      readonly state: string
      /** The number, in the unit of the variable. */
      readonly value: number
      /** When it was written. */
      readonly time: Seconds
      /** Since the variable was written before, or since 0. */
      readonly duration: Seconds
      readonly data: undefined
    }
  | {
      readonly kind: "event"
      readonly entity: string
      /** The name of the event, e.g. `crash_event`. */
      readonly state: string
      readonly value: undefined
      /** NaN for an event of a file that does not say when. */
      readonly time: Seconds
      readonly duration: 0
      readonly data: TraceData | undefined
    }
