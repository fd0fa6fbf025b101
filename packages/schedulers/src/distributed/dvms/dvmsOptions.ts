import {
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  RandomStream,
  type Seconds,
} from "@placelab/core"
import type { DecisionTime } from "../../planner/decisionTime.ts"
import type { Planner } from "../../planner/planner.ts"
import type { Overlay } from "./overlay.ts"

const overlays = ["ring", "hashed-ring", "random", "locality"] as const

/** An overlay with its defaults. */
export type OverlayName = (typeof overlays)[number]

/** Agents that look for partners; see `dvms`. */
export interface DvmsOptions {
  /** Asked for the members of a partition. */
  readonly planner: Planner
  readonly time: DecisionTime
  /**
   * Who is asked next. `ring` (default): the next machine in the order of the cluster, as published. `hashed-ring`: the next one in
   * an order that is drawn, as where places on a ring are hashes of addresses. `random`: any machine, as in VMPlaceS' last version.
   * `locality`: the nearest one; see `localityOverlay`, which takes settings.
   */
  readonly overlay?: OverlayName | Overlay
  /** The planner is not asked before a partition has so many members, and never by a node alone. Default 1: no minimum. */
  readonly minimumPartitionSize?: number
  /** When the planner is asked again after it found nothing: `one` (default): with one more member; `doubling`: with twice as many. */
  readonly growth?: "one" | "doubling"
  /** A node looks after itself so often. Default 1 s. */
  readonly monitoringPeriod?: Seconds
  /** When: `spread` (default): each node has a phase of its own, drawn once; `together`: all on the same dates, as in VMPlaceS. */
  readonly ticks?: "spread" | "together"
  /** A leader that decides, or applies a plan, tells its members so often that it is there. Default 2 s. */
  readonly refreshPeriod?: Seconds
  /** A member that has heard nothing for longer is free again. At least refreshPeriod + 2 answerTimeout. Default 4.5 s. */
  readonly memberTimeout?: Seconds
  /** A member looks so often whether that is so. Default 1 s. */
  readonly checkPeriod?: Seconds
  /** A node that has not answered after so long is taken for dead: more than any way there and back takes. Default 1 s. */
  readonly answerTimeout?: Seconds
  /** A node that was taken for dead is not asked again for so long. Our own. Default 30 s. */
  readonly avoidance?: Seconds
  /** The longest pause of an initiator between procedures that come to nothing. Our own. Default 30 s. */
  readonly longestPause?: Seconds
  /** Of the phases, and of overlays that draw. Default 1. */
  readonly seed?: number
  /** Whether the trace has who is in which partition, with points "PARTITION". Default false. */
  readonly tracesPartitions?: boolean
}

/** Options with their defaults, in range. */
export type CheckedDvmsOptions = Required<DvmsOptions>

const where = "dvms"

/** Completes the options. Errors: InputError. */
export function checkedDvmsOptions(options: DvmsOptions): CheckedDvmsOptions {
  const { overlay = "ring", minimumPartitionSize = 1, growth = "one", ticks = "spread" } = options
  const { monitoringPeriod = 1, refreshPeriod = 2, memberTimeout = 4.5, checkPeriod = 1 } = options
  const { answerTimeout = 1, avoidance = 30, longestPause = 30, seed = 1, tracesPartitions = false } = options
  if (typeof overlay === "string") oneOf("overlay", overlay, overlays)
  positiveInteger(where, "minimumPartitionSize", minimumPartitionSize)
  oneOf("growth", growth, ["one", "doubling"])
  oneOf("ticks", ticks, ["spread", "together"])
  positive(where, "monitoringPeriod", monitoringPeriod, "seconds")
  positive(where, "refreshPeriod", refreshPeriod, "seconds")
  positive(where, "checkPeriod", checkPeriod, "seconds")
  positive(where, "answerTimeout", answerTimeout, "seconds")
  nonNegative(where, "avoidance", avoidance, "seconds")
  nonNegative(where, "longestPause", longestPause, "seconds")
  const least = refreshPeriod + 2 * answerTimeout
  if (!(memberTimeout >= least && memberTimeout < Number.POSITIVE_INFINITY)) {
    const expected = `at least refreshPeriod + 2 answerTimeout (${least}), in seconds, so that no member leaves a leader at work`
    throw new InputError(where, "memberTimeout", memberTimeout, expected)
  }
  // Refuses a wrong seed here, and not where the stream is read.
  new RandomStream(seed, where)
  const timing = { monitoringPeriod, ticks, refreshPeriod, memberTimeout, checkPeriod, answerTimeout }
  const { planner, time } = options
  const growing = { overlay, minimumPartitionSize: Math.max(2, minimumPartitionSize), growth }
  return { planner, time, ...growing, ...timing, avoidance, longestPause, seed, tracesPartitions }
}

function oneOf(what: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return
  throw new InputError(where, what, value, known.map((each) => JSON.stringify(each)).join(" or "))
}
