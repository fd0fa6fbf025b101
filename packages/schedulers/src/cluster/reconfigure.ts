import type { Host, Seconds, Steps } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { DecisionTime } from "../planner/decisionTime.ts"
import type { Decision, Planner } from "../planner/planner.ts"
import type { Cluster } from "./cluster.ts"
import { executePlan, type PlanOutcome, powerOffEmpty } from "./executePlan.ts"
import { predictedSeconds } from "./predictedSeconds.ts"
import { viewOf } from "./view.ts"

/** Who decides, where, and what that takes. */
export interface Reconfiguring {
  readonly planner: Planner
  readonly time: DecisionTime
  /** The node that decides. */
  readonly node: Host
}

/** What came of a call of a planner. */
export interface Reconfiguration {
  readonly decision: Decision
  /** For the decision. */
  readonly computed: Seconds
  /** Undefined without a plan. */
  readonly outcome: PlanOutcome | undefined
  /** In all. */
  readonly seconds: Seconds
}

/** What VMPlaceS calls the results of a computation. */
const states = {
  "nothing to do": "NO_RECONFIGURATION_NEEDED",
  plan: "SUCCESS",
  "partial plan": "SUCCESS",
  "no solution": "RECONFIGURATION_FAILED",
} as const

/**
 * One round over these machines: looks at them, decides, takes the time that this takes, and applies the plan. Loads go on changing
 * meanwhile, so a plan may come too late for what it was made for. Ends when the last move is over.
 *
 * Every resolver goes through here: the centralized one with all machines, a group manager with its own, a partition with its
 * members. In the trace the machines are `booked` meanwhile.
 */
export function* reconfigure(
  cluster: Cluster,
  machines: readonly PhysicalMachine[],
  { planner, time, node }: Reconfiguring,
): Steps<Reconfiguration> {
  const { engine, trace, overloads, rules } = cluster
  const begin = engine.now
  const service = trace.track(node.name, "SERVICE")
  const others = machines.filter(({ host }) => host !== node)
  const members = others.map((machine) => trace.track(machine.name, "SERVICE"))
  const isMember = others.length < machines.length
  const setAll = (value: string, data?: { plan: number }) => {
    for (const member of members) member.set(value, data)
  }
  for (const machine of machines) overloads.detect(machine, planner.name)
  setAll("booked")
  try {
    const view = viewOf(cluster, machines)
    const decision = planner.decide(view)
    const { verdict, moves, work } = decision
    const computed = time(decision)
    if (isMember) {
      service.set("booked")
      service.push("compute")
    } else service.set("compute")
    yield* engine.sleep(computed)
    const plan = cluster.tellDecision({ date: begin, node: node.name, view, decision })
    const results = {
      duration: computed,
      state: states[verdict],
      migration_count: moves.length,
      psize: machines.length,
      steps: work.steps,
      plan,
    }
    // Where VMPlaceS decides for others, it leaves the computation open under the reconfiguration.
    const isStacked = rules === "vmplaces" && !isMember
    if (!isStacked) service.pop(results)
    let outcome: PlanOutcome | undefined
    if (moves.length > 0) {
      const planned = predictedSeconds(cluster, moves)
      setAll("reconfigure", { plan })
      service.push("reconfigure")
      outcome = yield* executePlan(cluster, plan, moves)
      // VMPlaceS looks once a second whether all is over.
      if (rules === "vmplaces") yield* engine.sleep(Math.ceil(outcome.seconds) - outcome.seconds)
      service.pop({ plan, planned, count: moves.length })
      powerOffEmpty(cluster, machines)
    }
    if (isStacked) service.pop(results)
    return { decision, computed, outcome, seconds: engine.now - begin }
  } finally {
    service.set("free")
    setAll("free")
  }
}
