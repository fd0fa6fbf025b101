import { InputError } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import type { EntropyProblem } from "../centralized/entropy/entropyProblem.ts"
import { defaultStrategies } from "../centralized/entropy/heuristics.ts"
import { Room } from "../centralized/entropy/move.ts"
import type { ReconfigurationPlan } from "../centralized/entropy/plan.ts"
import { planInPools } from "../centralized/entropy/planTarget.ts"
import { solveEntropy } from "../centralized/entropy/solveEntropy.ts"
import { writePlan } from "../centralized/entropy/writePlan.ts"
import { placedAnew, placedStayingFirst } from "./heuristicTargets.ts"

/** For this package: the plan to a placement, in pools; undefined when none was found. Constraints are not looked at. */
export function planTo(problem: EntropyProblem, place: Int32Array): ReconfigurationPlan | undefined {
  const planned = planInPools(problem, Room.today(problem), place, 0)
  return planned.cost === Number.POSITIVE_INFINITY ? undefined : writePlan(problem, planned, false)
}

/** The cheapest plan that is known, and how it was found. */
export interface KnownPlan {
  /** Undefined where none was found. */
  readonly plan: ReconfigurationPlan | undefined
  /** `search`: Entropy's, which is the cheapest or nearly so. `heuristic`: the search has found none. */
  readonly by: "search" | "heuristic"
  /** Of the search. */
  readonly nodes: number
  readonly openVms: number
}

/**
 * Entropy's plan, in repair mode, widened where that is not enough. Where its search finds none within `limit` nodes, which happens
 * on hosts that are nearly full, the cheaper one of the plans to two placements by heuristics: staying first, and first-fit
 * decreasing. Constraints are not looked at.
 */
export function cheapestKnownPlan(problem: EntropyProblem, limit: number): KnownPlan {
  const result = solveEntropy(problem, { ...search, limit })
  const { nodes, openVms } = result
  if ("plan" in result) return { plan: result.plan, by: "search", nodes, openVms }
  const plans = [placedStayingFirst(problem), placedAnew(problem)].flatMap((place) => {
    const plan = place === undefined ? undefined : planTo(problem, place)
    return plan === undefined ? [] : [plan]
  })
  const [plan] = plans.sort((a, b) => a.cost - b.cost)
  return { plan, by: "heuristic", nodes, openVms }
}

const search = { scope: "widening", sequencing: "pools", strategies: defaultStrategies } as const

/**
 * The plan to a placement that somebody else has chosen: VMs that shall run, by name, with the names of their hosts. Undefined when none
 * was found. Left: InputError for a VM or host that is not there. Constraints are not looked at.
 *
 * @example planToPlacement(problem, { x: "a", y: "b" })
 */
export function planToPlacement(
  problem: EntropyProblem,
  hosts: Readonly<Record<string, string>>,
): Either<InputError, ReconfigurationPlan | undefined> {
  return checked(() => {
    const { vms, numbering, shallRun, runsAt } = problem
    const place = Int32Array.from(vms, (_, vm) => (shallRun[vm] === 1 ? runsAt[vm]! : -1))
    for (const [vm, host] of Object.entries(hosts)) place[numbering.vm(vm)] = numbering.host(host)
    const nowhere = vms.find((_, vm) => shallRun[vm] === 1 && place[vm] === -1)
    if (nowhere !== undefined)
      throw new InputError("placement", `VM "${nowhere.name}"`, undefined, "a host, as it does not run yet")
    return planTo(problem, place)
  })
}

/**
 * The plan to the placement of first-fit decreasing, which puts all VMs anew, by falling CPU demand and then memory: what Entropy's
 * plans are compared with. Undefined when a VM fits nowhere, or no plan was found. Constraints are not looked at.
 *
 * Source: Hermenier, Lebre, Menaud (2010), for the comparison.
 */
export function planByFirstFitDecreasing(problem: EntropyProblem): ReconfigurationPlan | undefined {
  const place = placedAnew(problem)
  return place === undefined ? undefined : planTo(problem, place)
}
