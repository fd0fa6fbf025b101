/*
 * A reconfiguration plan: actions in pools, and what it costs.
 *
 *   cost(pool)            = the largest cost of its actions, as they run in parallel
 *   cost(action in plan)  = its own cost + the cost of all earlier pools
 *   cost(plan)            = the sum over its actions
 *
 * Source: Hermenier, Lebre, Menaud (2010).
 */

interface InPlan {
  readonly vm: string
  /** Its own, by the costs of the problem. */
  readonly cost: number
  /** Number of its pool, from 0. */
  readonly pool: number
  /**
   * The actions, as positions in the plan, that must have ended before this one starts. Who keeps to these, pools or not,
   * overloads no host and breaks no continuous constraint.
   */
  readonly after: readonly number[]
}

/**
 * One action. A VM that migrates or is suspended leaves `from` when the action ends, and holds its room at `to` from its
 * start; `from` of a VM that is resumed is where its image lies.
 */
export type PlanAction = InPlan &
  (
    | { readonly kind: "migrate" | "resume"; readonly from: string; readonly to: string }
    | { readonly kind: "run"; readonly to: string }
    | { readonly kind: "suspend" | "stop"; readonly from: string }
  )

/** A host that is switched on or off. */
export interface HostSwitch {
  readonly kind: "boot" | "shutDown"
  readonly host: string
  /** It is done before the actions of this pool start; a pool behind the last one is the end. */
  readonly pool: number
}

/** What leads from a configuration to another one, sorted by pool. */
export interface ReconfigurationPlan {
  readonly actions: readonly PlanAction[]
  /**
   * Sorted by pool, those that are switched off first; not there when no host is switched. Who carries a plan out by
   * `after` alone keeps to the pools of these hosts.
   */
  readonly switches?: readonly HostSwitch[]
  readonly cost: number
}

/** The cost of a plan by the costs of the actions in each of its pools. */
export function planCost(pools: readonly (readonly number[])[]): number {
  let earlier = 0
  let cost = 0
  for (const pool of pools) {
    for (const action of pool) cost += action + earlier
    earlier += pool.reduce((most, action) => Math.max(most, action), 0)
  }
  return cost
}
