/*
 * Which vjobs run now, and the plan that has them run: the sample policy of the cluster-wide context switch.
 *
 * Notation     vjobs j in the order of the queue (queueOrder.ts), VMs v of j; c_v what v asks for, m_v its memory; hosts h with
 *              C_h, M_h. A set R of vjobs is viable when all VMs of all of them have hosts such that, for all h,
 *                  sum of c_v on h <= C_h   and   sum of m_v on h <= M_h.
 *
 * Choice       R = {}; for each j in order: if R + {j} is viable, R = R + {j}.
 *              So as many as possible run in the order of the queue; a vjob runs with all its VMs or not at all; one that has no room
 *              is passed by others, which lose their place to it as soon as there is room if they go; and when those that run ask
 *              for more than there is, it is the last of them that goes.
 * Plan         VMs of R shall run; all others shall not: those that run are suspended, and those of vjobs that are done stopped. Entropy
 *              finds the cheapest plan to a viable configuration, in repair mode, widened where that is not enough.
 * Demand c_v   of a VM that runs: what it asks for now. Of one that sleeps: what it asked for when it was seen running last. Of one
 *              that waits: whoever looks says so (switchView.ts). Of these only the first is known to be true.
 *
 * Viability    1. What all VMs of R ask for together is more than there is: no. 2. Two heuristics (heuristicTargets.ts): if one finds
 *              hosts, yes. 3. Entropy's search, with its limit: yes if it finds a plan. Not found is taken for no.
 * If no plan   is found by the search, one to a placement of the heuristics is taken (planTo.ts); if there is none either, the last vjob
 *              of the set is left out.
 *
 * Source       Hermenier, Lebre, Menaud (VTDC 2010); slides 34 to 39 for the states, for "as many vjobs as possible", for "only if all its
 *              VMs fit", and for who is suspended.
 * Assumed      the demands of VMs that do not run; that a vjob may be passed by others; the two heuristics.
 * Left out     placement constraints.
 */
import { type Bytes, positiveInteger, positiveOrInfinite, type Seconds } from "@placelab/core"
import { orThrow } from "@placelab/models"
import {
  type EntropyProblem,
  type EntropyVm,
  entropyProblem,
  type VmState,
} from "../centralized/entropy/entropyProblem.ts"
import type { ReconfigurationPlan } from "../centralized/entropy/plan.ts"
import { overloadedHosts } from "../centralized/entropy/scope.ts"
import type { HostView } from "../placement/configuration.ts"
import type { Decision } from "../planner/planner.ts"
import { placedAnew, placedStayingFirst } from "./heuristicTargets.ts"
import { cheapestKnownPlan } from "./planTo.ts"
import { inQueueOrder, type Queued } from "./queueOrder.ts"

/** A VM of a vjob as it is seen. */
export interface SeenVm {
  readonly name: string
  readonly state: VmState
  /** Where it runs, or where its memory lies when it sleeps. */
  readonly host?: string
  /** What it asks for, or is assumed to ask for once it runs; in cores. */
  readonly cpu: number
  readonly memory: Bytes
}

/** A vjob as it is seen. */
export interface SeenVjob extends Queued {
  readonly name: string
  /** Its tasks are over: its VMs are to be stopped. */
  readonly isDone: boolean
  /** One of its VMs sleeps on a host that is off: it cannot run now. Its other VMs are here. */
  readonly isCutOff?: boolean
  /** Those that are not terminated. */
  readonly vms: readonly SeenVm[]
}

/** What is decided on. */
export interface SwitchView {
  readonly hosts: readonly HostView[]
  readonly vjobs: readonly SeenVjob[]
}

/** How to decide. */
export interface DecideOptions {
  /** The waiting that is worth one point of priority. Default 3600 s; Infinity: priorities do not age. */
  readonly ageing?: Seconds
  /** The most nodes of each search. Default 5,000. */
  readonly limit?: number
}

/** What was decided. */
export interface SwitchDecision extends Pick<Decision, "verdict" | "work"> {
  /** Names of the vjobs that shall run, in the order of the queue. */
  readonly chosen: readonly string[]
  /** Without actions where nothing is to be done. */
  readonly plan: ReconfigurationPlan
}

const defaults = { ageing: 3600, limit: 5000 } satisfies DecideOptions

/** For this package. Errors: InputError as of {@link decideSwitch}. */
export function checkDecideOptions({
  ageing = defaults.ageing,
  limit = defaults.limit,
}: DecideOptions): void {
  positiveOrInfinite("context switch", "ageing", ageing, "seconds")
  positiveInteger("context switch", "limit", limit)
}

/**
 * Decides; total and deterministic for a view that is right. Errors: InputError for a view that is not, an ageing that is not above 0, and a
 * limit that is not a whole number above 0.
 */
export function decideSwitch(view: SwitchView, options: DecideOptions = {}): SwitchDecision {
  checkDecideOptions(options)
  const { ageing = defaults.ageing, limit = defaults.limit } = options
  const choice = new Choice(view, limit)
  const queue = inQueueOrder(view.vjobs, ageing).filter(({ isDone, isCutOff }) => !isDone && !isCutOff)
  const chosen: SeenVjob[] = []
  for (const vjob of queue) if (choice.isViable([...chosen, vjob])) chosen.push(vjob)
  let plan = choice.plan(chosen)
  while (plan === undefined && chosen.length > 0) {
    chosen.pop()
    plan = choice.plan(chosen)
  }
  const actions = plan?.actions.length ?? 0
  return {
    verdict: plan === undefined ? "no solution" : actions === 0 ? "nothing to do" : "plan",
    chosen: chosen.map(({ name }) => name),
    plan: plan ?? { actions: [], cost: 0 },
    work: choice.work(),
  }
}

class Choice {
  readonly #view: SwitchView
  readonly #limit: number
  readonly #cpu: number
  readonly #memory: number
  #steps = 0
  #openVms = 0

  constructor(view: SwitchView, limit: number) {
    this.#view = view
    this.#limit = limit
    this.#cpu = view.hosts.reduce((sum, { cpu }) => sum + cpu, 0)
    this.#memory = view.hosts.reduce((sum, { memory }) => sum + memory, 0)
  }

  work(): Decision["work"] {
    const { hosts, vjobs } = this.#view
    const problem = this.#problem(vjobs.filter(({ isDone }) => !isDone))
    const overloaded = overloadedHosts(problem).reduce((sum, is) => sum + is, 0)
    const vms = vjobs.reduce((sum, each) => sum + each.vms.length, 0)
    return { hosts: hosts.length, vms, overloaded, openVms: this.#openVms, steps: this.#steps }
  }

  isViable(vjobs: readonly SeenVjob[]): boolean {
    const vms = vjobs.flatMap((vjob) => vjob.vms)
    this.#steps += vms.length
    const sum = (of: "cpu" | "memory") => vms.reduce((total, vm) => total + vm[of], 0)
    if (sum("cpu") > this.#cpu + slack || sum("memory") > this.#memory) return false
    const problem = this.#problem(vjobs)
    return this.#heuristic(problem) !== undefined || this.#known(problem) !== undefined
  }

  /** Undefined where none was found. */
  plan(vjobs: readonly SeenVjob[]): ReconfigurationPlan | undefined {
    return this.#known(this.#problem(vjobs))
  }

  #heuristic(problem: EntropyProblem) {
    this.#steps += problem.vms.length
    return placedStayingFirst(problem) ?? placedAnew(problem)
  }

  #known(problem: EntropyProblem): ReconfigurationPlan | undefined {
    const { plan, nodes, openVms } = cheapestKnownPlan(problem, this.#limit)
    this.#steps += nodes
    this.#openVms = openVms
    return plan
  }

  #problem(running: readonly SeenVjob[]): EntropyProblem {
    const { hosts, vjobs } = this.#view
    const vms = vjobs.flatMap((vjob) =>
      vjob.vms.flatMap((vm): EntropyVm[] => {
        if (running.includes(vjob)) return [{ ...vm, target: "running" }]
        if (vm.state !== "running") return []
        return [{ ...vm, target: vjob.isDone ? "terminated" : "sleeping" }]
      }),
    )
    return orThrow(entropyProblem({ hosts, vms }))
  }
}

/** Tenths that add up to 7 may be a little more. */
const slack = 1e-9
