import type { Seconds } from "@placelab/core"

/** A host goes off, or comes back. Streams of such events are iterables in order of date, as those of loads are. */
export interface FailureEvent {
  /** From the beginning of the stream. */
  readonly date: Seconds
  /** The place of the host in the list of hosts that the stream is played to. */
  readonly host: number
  readonly isOn: boolean
}
