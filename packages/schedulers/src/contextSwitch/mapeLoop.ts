/*
 * A centralized loop in its three phases, and what has become of its view meanwhile.
 *
 *   monitor      the machines tell what their VMs ask for; this takes `monitor(hosts)`, and the view is of its begin
 *   compute      the planner decides on that view; this takes `time`
 *   reconfigure  the plan is carried out, until its last move is over; then comes the next round, `period` later
 *
 * VMs go on changing meanwhile. When the plan is over, each round tells how many of the VMs that it saw ask for something else now, and
 * which machines are overloaded: those that the plan has moved VMs from or to, and all.
 *
 * Source   A. Lebre, habilitation (2017), slides 42 to 45, which ask of the loop: is the configuration still viable?
 */
import { type Host, positive, type Seconds, type Steps } from "@placelab/core"
import type { Cluster } from "../cluster/cluster.ts"
import { executePlan } from "../cluster/executePlan.ts"
import type { Resolver } from "../cluster/resolver.ts"
import { viewOf } from "../cluster/view.ts"
import type { DecisionTime } from "../planner/decisionTime.ts"
import type { Decision, Planner } from "../planner/planner.ts"

/** How the loop works. */
export interface MapeOptions {
  readonly planner: Planner
  /** How long a decision takes. */
  readonly time: DecisionTime
  /** How long it takes to look at so many machines. Default: no time. */
  readonly monitor?: (hosts: number) => Seconds
  /** From the end of a round to the begin of the next one. Default 5 s. */
  readonly period?: Seconds
  /** Where it runs. Default: the first service node, else the first machine. */
  readonly node?: Host
}

/** A round that has carried a plan out. */
export interface MapeRound {
  /** When it began to look. */
  readonly date: Seconds
  readonly monitor: Seconds
  readonly compute: Seconds
  readonly reconfigure: Seconds
  readonly verdict: Decision["verdict"]
  /** What the planner has counted. */
  readonly steps: number
  readonly moves: number
  /** The part of the VMs that ask for something else when the plan is over than was seen. */
  readonly changed: number
  /** Machines that were overloaded as they were seen, and that are when the plan is over. */
  readonly overloadedBefore: number
  readonly overloadedAfter: number
  /** Machines that VMs were to leave or to come to, and how many of them are overloaded when the plan is over. */
  readonly touched: number
  readonly touchedOverloaded: number
}

/** A loop at work. */
export interface MapeLoop extends Resolver {
  /** Rounds with a plan that are over, in their order. */
  readonly rounds: readonly MapeRound[]
}

/** Starts a loop; see the head of this file. Errors: InputError for a period that is not above 0. */
export function mapeLoop(cluster: Cluster, options: MapeOptions): MapeLoop {
  const { planner, time, monitor = () => 0, period = 5 } = options
  const { engine, machines } = cluster
  const node = options.node ?? cluster.services[0] ?? machines[0]!.host
  positive("MAPE loop", "period", period, "seconds")
  const rounds: MapeRound[] = []
  let isBusy = false

  function* round(): Steps<void> {
    const date = engine.now
    const view = viewOf(cluster, machines)
    const overloaded = () => machines.filter((machine) => cluster.overloads.isOverloaded(machine))
    const overloadedBefore = overloaded().length
    const monitored = monitor(machines.length)
    yield* engine.sleep(monitored)
    const decision = planner.decide(view)
    const computed = time(decision)
    yield* engine.sleep(computed)
    const plan = cluster.tellDecision({ date, node: node.name, view, decision })
    const { moves, verdict, work } = decision
    if (moves.length === 0) return
    const { seconds } = yield* executePlan(cluster, plan, moves)
    const after = new Set(overloaded().map(({ name }) => name))
    const touched = new Set(moves.flatMap(({ vm, to }) => [vm.host, to]))
    const changed = view.vms.filter(({ name, cpu }) => cluster.vm(name).demand !== cpu).length
    rounds.push({
      ...{ date, monitor: monitored, compute: computed, reconfigure: seconds, verdict, overloadedBefore },
      ...{ steps: work.steps, moves: moves.length, changed: changed / view.vms.length },
      overloadedAfter: after.size,
      touched: touched.size,
      touchedOverloaded: [...touched].filter((name) => after.has(name)).length,
    })
  }
  function* loop(): Steps<void> {
    while (!cluster.isEnding) {
      isBusy = true
      try {
        yield* round()
      } finally {
        isBusy = false
      }
      yield* engine.sleep(period)
    }
  }
  engine.spawn("MAPE loop", loop, { host: node, daemon: true, restart: true })
  return {
    get isBusy() {
      return isBusy
    },
    counts: () => ({ rounds: rounds.length }),
    rounds,
  }
}
