/*
 * How long a decision takes, in simulated time: a function of the work that was done, never of a clock, so that runs can be
 * repeated.
 */
import { nonNegative, type Seconds } from "@placelab/core"
import type { Decision } from "./planner.ts"

/** What the node that decides spends on this decision. */
export type DecisionTime = (decision: Decision) => Seconds

/** No time at all. */
export const instant: DecisionTime = () => 0

/** So much for each step that the planner counted, and so much for each call. Errors: InputError. */
export function perStep(
  secondsPerStep: Seconds,
  secondsPerCall: Seconds = 0,
): (decision: Pick<Decision, "work">) => Seconds {
  nonNegative("decision time", "secondsPerStep", secondsPerStep, "seconds")
  nonNegative("decision time", "secondsPerCall", secondsPerCall, "seconds")
  return ({ work }) => secondsPerCall + secondsPerStep * work.steps
}
