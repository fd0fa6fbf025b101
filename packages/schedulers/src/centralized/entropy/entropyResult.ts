import type { ReconfigurationPlan } from "./plan.ts"

interface Searched {
  /**
   * No plan that moves open VMs only costs less; infinite when there is none. Plans that take a bypass where there is a way
   * without one are not considered.
   */
  readonly lowerBound: number
  /** The work that was done: hosts tried for VMs, and actions for which a place in a plan was sought. */
  readonly nodes: number
  /** How many VMs the last search could move. */
  readonly openVms: number
}

/**
 * What the search has come to. With a plan: optimal, or feasible when the limit was reached or the proof is beyond it. Without
 * one: infeasible when it is proved that open VMs have no viable placement, or when a continuous constraint is broken today, else
 * unknown.
 */
export type EntropyResult =
  | (Searched & { readonly status: "optimal" | "feasible"; readonly plan: ReconfigurationPlan })
  | (Searched & { readonly status: "infeasible" | "unknown" })
