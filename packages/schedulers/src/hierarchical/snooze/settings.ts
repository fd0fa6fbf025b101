import { InputError, positive, type Seconds } from "@placelab/core"
import type { DecisionTime } from "../../planner/decisionTime.ts"
import type { Planner } from "../../planner/planner.ts"
import type { HeartbeatRule } from "./silence.ts"

/** How Snooze works; see `snooze`. */
export interface SnoozeOptions {
  /** What each group manager asks for a plan for its machines. */
  readonly planner: Planner
  readonly time: DecisionTime
  /**
   * When a group manager decides. `periodic` (default): `period` after its last round is over. `reactive`: it looks at its machines
   * every `pollPeriod`, and decides as soon as one of them is overloaded.
   */
  readonly scheduling?: "periodic" | "reactive"
  /** From the end of a round to the beginning of the next one. Default 30 s. Of no account when reactive. */
  readonly period?: Seconds
  /** From one look at the machines to the next one. Default 0.07 s, for a round trip. Of no account when periodic. */
  readonly pollPeriod?: Seconds
  /** The least from the end of a round to the beginning of the next one. Default 1 s. Of no account when periodic. */
  readonly pause?: Seconds
  /** From one heartbeat to the next one. Default 3 s. */
  readonly heartbeatPeriod?: Seconds
  /** Whoever is not heard for so long is taken for dead; more than a heartbeat. Default 6 s. */
  readonly heartbeatTimeout?: Seconds
  /**
   * Which manager a machine that joins is given to. `best-fit` (default): the one with the least reported charge, of equal ones
   * the one with the fewest machines. `round-robin`: one after the other.
   */
  readonly assignment?: "best-fit" | "round-robin"
}

/** Options with their defaults. */
export type SnoozeSettings = Required<SnoozeOptions>

/**
 * How long an answer may take: a leader that begins waits so long for its managers before it gives machines to them, and a
 * manager that was asked to lead has so long to begin. The waits of VMPlaceS are of this length.
 */
export const replySeconds: Seconds = 1

/** How long candidates are waited for before one of them is promoted, as long as VMPlaceS waits for one. */
export const electionSeconds: Seconds = 0.2

const where = "Snooze"

/** The options, checked, with defaults. Errors: InputError. */
export function snoozeSettings(options: SnoozeOptions): SnoozeSettings {
  const settings: SnoozeSettings = {
    planner: options.planner,
    time: options.time,
    scheduling: oneOf("scheduling", options.scheduling ?? "periodic", ["periodic", "reactive"]),
    period: positive(where, "period", options.period ?? 30, "seconds"),
    pollPeriod: positive(where, "pollPeriod", options.pollPeriod ?? 0.07, "seconds"),
    pause: positive(where, "pause", options.pause ?? 1, "seconds"),
    heartbeatPeriod: positive(where, "heartbeatPeriod", options.heartbeatPeriod ?? 3, "seconds"),
    heartbeatTimeout: positive(where, "heartbeatTimeout", options.heartbeatTimeout ?? 6, "seconds"),
    assignment: oneOf("assignment", options.assignment ?? "best-fit", ["best-fit", "round-robin"]),
  }
  const { heartbeatPeriod, heartbeatTimeout } = settings
  if (heartbeatTimeout <= heartbeatPeriod) {
    const expected = `more than heartbeatPeriod, which is ${heartbeatPeriod} s`
    throw new InputError(where, "heartbeatTimeout", heartbeatTimeout, expected)
  }
  return settings
}

/**
 * The longest that it takes to be in order again when nobody crashes or comes back any more: one leader, and each machine that is
 * on with a manager that is on. At least two service nodes have to be on. `hop` is the longest travel of a message.
 *
 *   heartbeatTimeout        until all who are gone are missed
 *   + heartbeatPeriod       until a manager without a leader asks again
 *   + electionSeconds       until one of those that ask is promoted
 *   + replySeconds          until a candidate that is gone is passed over
 *   + heartbeatPeriod       until the machines of the manager that leads now hear the leader
 *   + replySeconds          until the leader has its managers
 *   + 12 hops               for the messages of all this
 *
 * @example snoozeRecoverySeconds({ heartbeatPeriod: 3, heartbeatTimeout: 6 }, 0) // 14.2
 */
export function snoozeRecoverySeconds(
  { heartbeatPeriod, heartbeatTimeout }: HeartbeatRule,
  hop: Seconds,
): Seconds {
  return heartbeatTimeout + 2 * heartbeatPeriod + electionSeconds + 2 * replySeconds + 12 * hop
}

function oneOf<T extends string>(what: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value
  throw new InputError(where, what, value, known.map((each) => JSON.stringify(each)).join(" or "))
}
