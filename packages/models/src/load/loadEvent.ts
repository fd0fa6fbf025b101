import type { Seconds } from "@placelab/core"

/**
 * From this date on a VM asks for so much CPU. Streams of such events are iterables in order of date, which make each event
 * when it is asked for and begin anew whenever they are iterated: the load of 1,000,000 VMs stands nowhere in memory.
 */
export interface LoadEvent {
  /** From the beginning of the stream. */
  readonly date: Seconds
  /** The place of the VM in the list of VMs that the stream is played to. */
  readonly vm: number
  /** In cores. */
  readonly load: number
}
