import { InputError, positive, positiveInteger, RandomStream, type Seconds } from "@placelab/core"

/** Nodes that find out who is near; see `localityOverlay`. */
export interface LocalityOptions {
  /** Of how many close nodes a node keeps a list. Default 100, as in the DVMS repository. */
  readonly closeNodes?: number
  /** Of how many nodes from anywhere it does. Default 100, as there. */
  readonly view?: number
  /** How many nodes it asks a round. Default 10, as there. */
  readonly contacts?: number
  /** Between its first rounds. Default 1 s, as there. */
  readonly firstPeriod?: Seconds
  /** How many these are. Default 6, as there, where it is not said whether rounds or seconds are meant. */
  readonly firstRounds?: number
  /** Between its later rounds. Default 2 s, as there. */
  readonly period?: Seconds
  /** After so many rounds a node asks no more: the distances do not change. Our own. Default 20. */
  readonly rounds?: number
  /** c_c of Vivaldi. Default 0.5, the "delta" of the DVMS repository; 0.25 in the paper of Vivaldi. */
  readonly step?: number
  /** c_e of Vivaldi. Default 0.25, as in its paper. */
  readonly errorStep?: number
  /** A node that does not answer in time is dropped from the lists of who asked. Default 1 s; at most the periods. */
  readonly answerTimeout?: Seconds
  /** Default 1. */
  readonly seed?: number
}

/** Options with their defaults, in range. */
export type CheckedLocalityOptions = Required<LocalityOptions>

const where = "locality"

/** Completes the options. Errors: InputError. */
export function checkedLocalityOptions(options: LocalityOptions): CheckedLocalityOptions {
  const { closeNodes = 100, view = 100, contacts = 10, firstRounds = 6, rounds = 20 } = options
  const { firstPeriod = 1, period = 2, answerTimeout = 1, step = 0.5, errorStep = 0.25, seed = 1 } = options
  const counts = { closeNodes, view, contacts, firstRounds, rounds }
  for (const [name, value] of Object.entries(counts)) positiveInteger(where, name, value)
  const periods = { firstPeriod, period, answerTimeout }
  for (const [name, value] of Object.entries(periods)) positive(where, name, value, "seconds")
  const longest = Math.min(firstPeriod, period)
  if (answerTimeout > longest)
    throw new InputError(
      where,
      "answerTimeout",
      answerTimeout,
      `at most the periods (${longest}), in seconds`,
    )
  const steps = { step, errorStep }
  for (const [name, value] of Object.entries(steps))
    if (!(value > 0 && value <= 1))
      throw new InputError(where, name, value, "a number above 0, and at most 1")
  // Refuses a wrong seed here, and not where the stream is read.
  new RandomStream(seed, where)
  return { ...counts, ...periods, ...steps, seed }
}
