import type { Seconds } from "@placelab/core"
import type { DecisionTime } from "./decisionTime.ts"
import type { Decision, Planner } from "./planner.ts"

/** A planner with a clock at its side, and the time that the clock says. */
export interface MeasuredPlanner {
  readonly planner: Planner
  readonly time: DecisionTime
}

/**
 * Lets decisions take what they really take, by a clock of the caller, as VMPlaceS does it. **Not reproducible**: two runs differ, and
 * they depend on the machine and on what else it does. For a look at a planner of one's own; models of time are for results.
 *
 * @example
 * const { planner, time } = measuredTime(entropyPlanner(), () => performance.now() / 1000)
 */
export function measuredTime(planner: Planner, clock: () => Seconds): MeasuredPlanner {
  const taken = new WeakMap<Decision, Seconds>()
  return {
    planner: {
      name: planner.name,
      decide: (view) => {
        const begin = clock()
        const decision = planner.decide(view)
        // A clock may be put back.
        taken.set(decision, Math.max(0, clock() - begin))
        return decision
      },
    },
    time: (decision) => taken.get(decision) ?? 0,
  }
}
