/*
 * The cluster-wide context switch as a loop: monitor, analyse, plan, execute (MAPE).
 *
 *   monitor   what VMs ask for, and where they are, takes `monitorSeconds`
 *   analyse   which vjobs can run (decideSwitch.ts)  } together `time`, of the work that was done
 *   plan      how they come to run                   }
 *   execute   on the engine, under contention (applyPlan.ts), until the last action has ended
 *
 * The next round begins `period` after the last one has ended. A round that sees what one before it saw that had nothing to do decides
 * nothing. What is decided was right when the monitor looked: tasks go on meanwhile.
 *
 * A vjob that is not done, and of which a VM has crashed or was stopped, is lost, and its other VMs are stopped at once; so are VMs that
 * sleep of a vjob that is done, as its last task may end just before it is suspended. When none runs, and none can, the loop stands still
 * until a vjob is submitted, or a machine goes on or off.
 *
 * Left out     VMs on the machines that are of no vjob: they are not seen, and neither is the room that they hold.
 *
 * Source     Hermenier, Lebre, Menaud (2010); slide 38. 5 s between rounds: the configuration of Entropy that VMPlaceS ships.
 */
import { InputError, nonNegative, positive, type Seconds, type Steps } from "@placelab/core"
import type { Vm } from "@placelab/models"
import type { Vjob } from "../batch/vjob/vjob.ts"
import { applyPlan, type SwitchOutcome } from "./applyPlan.ts"
import {
  checkDecideOptions,
  type DecideOptions,
  decideSwitch,
  type SwitchDecision,
  type SwitchView,
} from "./decideSwitch.ts"
import type { ActionOrder } from "./planSteps.ts"
import type { SwitchSite } from "./switchSite.ts"
import { type QueuedVjob, SwitchMonitor } from "./switchView.ts"
import { traceVjob } from "./traceVjob.ts"

/** How the loop works. */
export interface ContextSwitchOptions extends DecideOptions {
  /** From the end of a round to the begin of the next one. Default 5 s. */
  readonly period?: Seconds
  /** To look at all machines. Default 0. */
  readonly monitorSeconds?: Seconds
  /** How long a decision takes; see `perStep`. Default: no time. */
  readonly time?: (decision: SwitchDecision) => Seconds
  readonly order?: ActionOrder
  /** What a VM that has never run is assumed to ask for, in cores. Default 1. */
  readonly waitingCpu?: number
}

/** A switch before its first action. */
export interface SwitchBegin {
  /** From 1. */
  readonly number: number
  /** When it looked. */
  readonly date: Seconds
  readonly view: SwitchView
  readonly decision: SwitchDecision
  /** For the decision. */
  readonly computed: Seconds
  /** When the plan began. */
  readonly start: Seconds
}

/** A round that has changed something. */
export interface SwitchRecord extends SwitchBegin {
  readonly outcome: SwitchOutcome
}

/** A loop at work. */
export interface ContextSwitching {
  /** Puts a vjob into the queue, at this date. Errors: InputError for one with the name of a VM that was submitted before. */
  submit(vjob: Vjob): void
  /** `listener` is told of each switch before its first action. */
  onSwitch(listener: (begun: SwitchBegin) => void): void
  /** In their order. */
  readonly switches: readonly SwitchRecord[]
  /** Vjobs that are lost. */
  readonly lost: readonly Vjob[]
  /** Rounds so far, and those of them that had to decide. */
  readonly rounds: { readonly all: number; readonly decided: number }
}

/**
 * Starts the loop. In the trace the track SERVICE of "scheduler" is `monitor`, `compute`, `reconfigure` and `free`; see also
 * `traceVjob`. Errors: InputError for a period that is not above 0, durations and demands below 0, and what {@link decideSwitch} refuses.
 *
 * @example
 * const loop = contextSwitching(site)
 * loop.submit(new Vjob(engine, { name: "1", graph, memory: gibibytes(1) }))
 * engine.run()
 * loop.switches.length
 */
export function contextSwitching(site: SwitchSite, options: ContextSwitchOptions = {}): ContextSwitching {
  const { period = 5, monitorSeconds = 0, time = () => 0, order = "dependencies", waitingCpu = 1 } = options
  positive("context switch", "period", period, "seconds")
  nonNegative("context switch", "monitorSeconds", monitorSeconds, "seconds")
  nonNegative("context switch", "waitingCpu", waitingCpu, "cores")
  checkDecideOptions(options)
  const { engine, trace } = site
  const monitor = new SwitchMonitor(site, waitingCpu)
  const service = trace.track("scheduler", "SERVICE")
  const vms = new Map<string, Vm>()
  const switches: SwitchRecord[] = []
  const lost: Vjob[] = []
  const rounds = { all: 0, decided: 0 }
  const listeners: ((begun: SwitchBegin) => void)[] = []
  let queue: QueuedVjob[] = []
  let isAtWork = false
  /** What was seen last when nothing was to be done. */
  let settled: string | undefined

  function* loop(): Steps<void> {
    try {
      while (yield* round()) {
        service.set("free")
        yield* engine.sleep(period)
      }
    } finally {
      service.set("free")
      isAtWork = false
    }
  }

  /** Says whether there is anything to wait for. */
  function* round(): Steps<boolean> {
    rounds.all++
    service.set("monitor")
    yield* engine.sleep(monitorSeconds)
    const fallen = queue.flatMap(({ vjob }) => (vjob.isDone || vjob.vms.every(isThere) ? [] : [vjob]))
    lost.push(...fallen)
    for (const { vjob } of queue)
      for (const vm of vjob.vms)
        if (fallen.includes(vjob) || (vjob.isDone && vm.host === undefined)) vm.stop()
    queue = queue.filter(({ vjob }) => !fallen.includes(vjob) && vjob.vms.some(isThere))
    if (queue.length === 0 || site.machines.every(({ state }) => state !== "on")) return false
    const date = engine.now
    const view = monitor.look(queue)
    const seen = JSON.stringify(view)
    const runs = view.vjobs.some((vjob) => vjob.vms.some(({ state }) => state === "running"))
    if (seen === settled) return runs
    rounds.decided++
    service.set("compute")
    const decision = decideSwitch(view, options)
    const computed = time(decision)
    yield* engine.sleep(computed)
    const { plan, work } = decision
    service.pop({ steps: work.steps, state: decision.verdict, vjobs: decision.chosen.length })
    if (plan.actions.length === 0) {
      settled = seen
      return runs
    }
    const start = engine.now
    const number = switches.length + 1
    service.set("reconfigure", { plan: number, count: plan.actions.length, cost: plan.cost })
    const begun = { number, date, view, decision, computed, start }
    for (const listener of listeners) listener(begun)
    const outcome = yield* applyPlan(site, vms, plan, { order, number })
    service.pop({ done: outcome.done, failed: outcome.failed, given_up: outcome.givenUp })
    switches.push({ ...begun, outcome })
    return true
  }

  const wake = () => {
    if (isAtWork || queue.length === 0) return
    isAtWork = true
    engine.spawn("context switches", loop)
  }
  for (const machine of site.machines) machine.onState(wake)
  return {
    submit(vjob) {
      const known = vjob.vms.find(({ name }) => vms.has(name))
      if (known !== undefined)
        throw new InputError(`vjob "${vjob.name}"`, "VM", known.name, "one that was not submitted before")
      for (const vm of vjob.vms) vms.set(vm.name, vm)
      traceVjob(trace, vjob)
      queue.push({ vjob, submitted: engine.now })
      wake()
    },
    onSwitch(listener) {
      listeners.push(listener)
    },
    switches,
    lost,
    rounds,
  }
}

/** Whether it has not ended, and may run yet. */
function isThere({ state }: Vm): boolean {
  return state !== "stopped" && state !== "crashed"
}
