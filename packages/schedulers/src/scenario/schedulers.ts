import type { ProfileName } from "./scenario.ts"
import type { PlannerName, SchedulerSpec } from "./schedulerSpec.ts"

/** A scheduler with defaults, by the name that one asks for it. */
export interface NamedScheduler {
  readonly name: string
  /** In one line. */
  readonly description: string
  /** All its parameters. */
  readonly defaults: SchedulerSpec
}

const instant = {
  model: "instant",
  limitPerHost: 0.125,
  limitAtMost: Number.POSITIVE_INFINITY,
  secondsPerCall: 0,
  secondsPerStep: 0,
} as const
const entropy2 = { ...instant, model: "entropy-2" } as const

function centralized(planner: PlannerName): SchedulerSpec {
  const decisionTime = planner === "entropy" ? entropy2 : instant
  return { name: "centralized", planner, decisionTime, period: 30 }
}

/** All that can be asked for by name; what a scenario says beside the name overrules a default. */
export const schedulers: readonly NamedScheduler[] = [
  { name: "none", description: "nobody moves anything", defaults: { name: "none" } },
  {
    name: "centralized",
    description: "one node decides for all machines, by the planner that it is given",
    defaults: centralized("entropy"),
  },
  {
    name: "entropy",
    description: "centralized: constraint search for the viable configuration with the cheapest plan",
    defaults: centralized("entropy"),
  },
  {
    name: "ffd-lazy",
    description: "centralized: VMs leave an overloaded machine until the rest fits; first-fit decreasing",
    defaults: centralized("ffd-lazy"),
  },
  {
    name: "ffd-optimistic",
    description: "centralized: all VMs leave an overloaded machine; first-fit decreasing",
    defaults: centralized("ffd-optimistic"),
  },
  {
    name: "ffd-plain",
    description: "centralized: all VMs are placed anew, first-fit decreasing, when a machine is overloaded",
    defaults: centralized("ffd-plain"),
  },
  {
    name: "example",
    description:
      "centralized: the first VM of an overloaded machine goes to the next machine below half of its capacity",
    defaults: centralized("example"),
  },
  {
    name: "nothing",
    description: "centralized: looks, and never moves anything",
    defaults: centralized("nothing"),
  },
  {
    name: "snooze",
    description: "hierarchical: a leader, managers of groups, and a controller on each machine",
    defaults: {
      name: "snooze",
      planner: "entropy",
      decisionTime: entropy2,
      lcsPerGm: 32,
      scheduling: "periodic",
      period: 30,
      heartbeatPeriod: 3,
      heartbeatTimeout: 6,
      assignment: "best-fit",
    },
  },
  {
    name: "dvms",
    description: "distributed: an agent on each machine, which looks for partners in a ring",
    defaults: {
      name: "dvms",
      planner: "entropy",
      decisionTime: entropy2,
      overlay: "ring",
      minimumPartitionSize: 4,
      growth: "one",
      monitoringPeriod: 1,
      ticks: "spread",
    },
  },
]

/** What VMPlaceS does otherwise, in a version of it. */
export function asInProfile(spec: SchedulerSpec, profile: ProfileName): SchedulerSpec {
  if (spec.name === "none" || profile !== "vmplaces-head") return spec
  const decisionTime = { ...spec.decisionTime, limitAtMost: 30 }
  return spec.name === "dvms"
    ? { ...spec, decisionTime, overlay: "random", ticks: "together" }
    : { ...spec, decisionTime }
}
