import { InputError, type Seconds } from "@placelab/core"

/**
 * Which rules a metric follows.
 *
 * - `vmplaces`: those of VMPlaceS' own scripts (`visu/`). States that are open at the end count up to the end of the clock, however
 *   far it is past the end of the injection; `violation-out` is not in the violation time; the mean and deviation of a table
 *   leave out what begins after 3600 s.
 * - `corrected`: what begins before `until` counts, up to `until`, so that runs of different ends can be compared; violations are
 *   those of both kinds; a duration is in a mean when what it measures came to its end by itself. Except for violations, where
 *   leaving out those that last would flatter: they are cut.
 */
export type MetricDefinition = "vmplaces" | "corrected"

/** What metrics are asked for. */
export interface MetricOptions {
  readonly definition: MetricDefinition
  /** The end of the injection, in seconds. `vmplaces` does not use it. */
  readonly until: Seconds
}

/** The part of a run that counts. */
export interface Horizon {
  /** What begins at this date or later does not count, and nothing counts beyond it. Infinity for no limit. */
  readonly until: Seconds
  /** What begins later is in no mean or deviation. */
  readonly tablesUntil: Seconds
}

/** The horizon of a definition. Errors: InputError for a definition that does not exist, and an `until` that is not above 0. */
export function horizonOf({ definition, until }: MetricOptions): Horizon {
  switch (definition) {
    case "vmplaces":
      return { until: Number.POSITIVE_INFINITY, tablesUntil: 3600 }
    case "corrected":
      if (!(until > 0)) throw new InputError("metrics", "until", until, "a number above 0, in seconds")
      return { until, tablesUntil: until }
    default:
      throw new InputError("metrics", "definition", definition, '"vmplaces" or "corrected"')
  }
}

/*
 * Rounded differences keep the order of the dates, sums of a date and a rounded difference do not: so these compare durations.
 */

/** The part of a duration that is before `until`. */
export function clipped(time: Seconds, duration: Seconds, until: Seconds): Seconds {
  return Math.min(duration, until - time)
}

/** Whether it ended before `until`: what ends then is taken for what the end of the run has cut. */
export function ended(time: Seconds, duration: Seconds, until: Seconds): boolean {
  return duration < until - time
}
