import type { ReconfigurationPlan } from "./plan.ts"

interface Searched {
  /** No plan that moves open VMs only costs less; infinite when there is none. See planTarget.ts for bypasses. */
  readonly lowerBound: number
  /** The work that was done. */
  readonly nodes: number
  /** How many VMs the last search could move. */
  readonly openVms: number
}

/** What the search has come to: a plan, proved to be the cheapest or not; or none, proved to be impossible or not. */
export type EntropyResult =
  | (Searched & { readonly status: "optimal" | "feasible"; readonly plan: ReconfigurationPlan })
  | (Searched & { readonly status: "infeasible" | "unknown" })
