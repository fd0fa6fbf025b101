/** A scheduler at work on a cluster: it decides when a planner is called, where, and for which machines. */
export interface Resolver {
  /** Whether it is in the middle of something: a decision, a plan. */
  readonly isBusy: boolean
  /** What it counts of its own, such as elections; for the metrics of a run. */
  readonly counts: () => Readonly<Record<string, number>>
}
