/*
 * Entropy as a planner: the configuration without overloads whose plan costs least, and this plan.
 *
 * Nothing is searched while no host is overloaded. In repair scope, the default, only VMs of overloaded hosts move. A VM that takes
 * a bypass has two moves, the second one after the first.
 *
 * Work     nodes of the search (search.ts).
 * Source   solveEntropy.ts. With {@link vmplacesEntropy}: as VMPlaceS calls it.
 */
import { InputError, positiveInteger } from "@placelab/core"
import { type ActionCosts, constantCosts, memoryCosts } from "../centralized/entropy/actionCosts.ts"
import type { EntropyOptions } from "../centralized/entropy/entropyOptions.ts"
import { byMemory, defaultStrategies, worstFitMemory } from "../centralized/entropy/heuristics.ts"
import type { PlanAction, ReconfigurationPlan } from "../centralized/entropy/plan.ts"
import { solveEntropy } from "../centralized/entropy/solveEntropy.ts"
import { viewProblem } from "../centralized/entropy/viewProblem.ts"
import type { Configuration } from "../placement/configuration.ts"
import { viewNumbers } from "../placement/viewNumbers.ts"
import { decided } from "./decided.ts"
import { inHashOrder } from "./hashOrder.ts"
import type { PlannedMove, Planner } from "./planner.ts"

/** How to search. */
export interface EntropyPlannerOptions extends EntropyOptions {
  /** Default: {@link memoryCosts}. */
  readonly costs?: ActionCosts
  /** The most nodes to search. Default: 20,000. */
  readonly limit?: number
}

/**
 * A planner that asks Entropy. Errors: InputError for options out of range.
 *
 * @example
 * const planner = entropyPlanner({ scope: "widening", limit: 50_000 })
 */
export function entropyPlanner(options: EntropyPlannerOptions = {}): Planner {
  return plannerIn("view", options)
}

/**
 * Entropy as VMPlaceS calls it: repair, as few migrations as possible, all of them at once; most free memory first, and of hosts that are
 * equal the first in the order of a Java hash map. Errors: InputError.
 */
export function vmplacesEntropy(options: Pick<EntropyPlannerOptions, "limit"> = {}): Planner {
  return plannerIn("hash", {
    ...options,
    costs: constantCosts,
    scope: "repair",
    sequencing: "atOnce",
    strategies: [{ vms: byMemory, hosts: worstFitMemory }],
  })
}

function plannerIn(order: "view" | "hash", options: EntropyPlannerOptions): Planner {
  const {
    costs = memoryCosts,
    limit = 20_000,
    scope = "repair",
    sequencing = "pools",
    strategies = defaultStrategies,
  } = options
  positiveInteger("Entropy", "limit", limit)
  if (strategies.length === 0) throw new InputError("Entropy", "strategies", strategies, "one at least")
  const search = { limit, scope, sequencing, strategies }
  const prefers = { order, searches: true } as const
  return {
    name: "Entropy",
    decide: (asSeen) => {
      const seen = viewNumbers(asSeen)
      if (seen.overloaded === 0) return decided(asSeen, [], { numbers: seen, steps: 0 })
      const view = order === "hash" ? inHashOrder(asSeen) : asSeen
      const numbers = order === "hash" ? viewNumbers(view) : seen
      const result = solveEntropy(viewProblem(view, numbers, costs), search)
      const shared = { numbers, prefers, steps: result.nodes }
      if (!("plan" in result)) return decided(view, [], { ...shared, verdict: "no solution" })
      return decided(view, movesOf(view, result.plan), { ...shared, verdict: "plan" })
    },
  }
}

function movesOf({ vms }: Configuration, { actions }: ReconfigurationPlan): PlannedMove[] {
  const migrations = actions.filter(isMigration)
  const names = new Set(migrations.map(({ vm }) => vm))
  const byName = new Map(vms.filter(({ name }) => names.has(name)).map((vm) => [vm.name, vm]))
  return migrations.map(({ vm: name, from, to, after }) => {
    const vm = byName.get(name)!
    const move = { vm: vm.host === from ? vm : { ...vm, host: from }, to }
    return after.length === 0 ? move : { ...move, after }
  })
}

/** Of VMs that run, and shall run on, there are no other actions. */
function isMigration(
  action: PlanAction,
): action is Extract<PlanAction, { readonly from: string; to: string }> {
  return action.kind === "migrate"
}
