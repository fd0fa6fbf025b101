import { InputError, unknownName } from "@placelab/core"
import type { Rules } from "../cluster/cluster.ts"
import { type DecisionTime, instant, perStep } from "../planner/decisionTime.ts"
import { doNothing } from "../planner/doNothing.ts"
import { entropy2Time } from "../planner/entropy2Time.ts"
import { entropyPlanner, vmplacesEntropy } from "../planner/entropyPlanner.ts"
import { examplePlanner } from "../planner/examplePlanner.ts"
import { lazyFirstFit, optimisticFirstFit, plainFirstFit } from "../planner/firstFitPlanners.ts"
import { measuredTime } from "../planner/measuredTime.ts"
import type { Planner } from "../planner/planner.ts"
import { vmplacesLazyFirstFit, vmplacesOptimisticFirstFit } from "../planner/vmplacesFirstFit.ts"
import type { DecisionTimeSpec, PlannerName } from "./schedulerSpec.ts"

/**
 * Who decides, and what that takes, as a scenario says it. Errors: InputError for names that nobody has, and where a clock is
 * wanted and there is none.
 */
export function plannerOf(
  { planner: name, decisionTime }: { readonly planner: PlannerName; readonly decisionTime: DecisionTimeSpec },
  rules: Rules,
  clock: (() => number) | undefined,
): { readonly planner: Planner; readonly time: DecisionTime } {
  if (!Object.hasOwn(planners, name)) throw unknownName("scheduler", "planner", name, Object.keys(planners))
  const planner = planners[name](rules)
  if (decisionTime.model !== "measured") return { planner, time: timeOf(decisionTime) }
  if (clock === undefined)
    throw new InputError("decisionTime", "model", "measured", "another one: nobody has given a clock")
  return measuredTime(planner, clock)
}

const planners: Readonly<Record<PlannerName, (rules: Rules) => Planner>> = {
  entropy: (rules) => (rules === "vmplaces" ? vmplacesEntropy() : entropyPlanner()),
  "ffd-lazy": (rules) => (rules === "vmplaces" ? vmplacesLazyFirstFit : lazyFirstFit()),
  "ffd-optimistic": (rules) => (rules === "vmplaces" ? vmplacesOptimisticFirstFit : optimisticFirstFit()),
  "ffd-plain": () => plainFirstFit(),
  example: () => examplePlanner,
  nothing: () => doNothing,
}

function timeOf({
  model,
  limitPerHost,
  limitAtMost,
  secondsPerStep,
  secondsPerCall,
}: DecisionTimeSpec): DecisionTime {
  switch (model) {
    case "entropy-2":
      return entropy2Time({ limitPerHost, limitAtMost })
    case "per-step":
      return perStep(secondsPerStep, secondsPerCall)
    case "instant":
      return instant
    default: {
      const known = ["entropy-2", "per-step", "instant", "measured"]
      throw unknownName("scheduler", "model of decision times", model, known)
    }
  }
}
